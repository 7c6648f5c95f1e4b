"""Every text of the sources, and every translation, read for test_translations.py."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
TRANSLATED = ("fr", "ar")
KEYWORDS = {
    "_": None,
    "_l": None,
    "_n": (1, 2),
    "_p": ((1, "c"), 2),
    "_lp": ((1, "c"), 2),
    "_np": ((1, "c"), 2, 3),
}

# A text is known by its sense (or None) and its English, singular and plural.
Key = tuple[str | None, str | tuple[str, ...]]


@dataclass(frozen=True)
class Use:
    """One place where a text is used."""

    file: str
    line: int
    key: Key

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {shown(self.key)}"


@dataclass(frozen=True)
class Translation:
    """One entry of a PO file."""

    file: str
    line: int
    key: Key
    texts: tuple[str, ...]
    fuzzy: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {shown(self.key)} → {' | '.join(self.texts)!r}"


def shown(key: Key) -> str:
    """The text as it can be searched for."""
    sense, text = key
    words = text if isinstance(text, str) else " | ".join(text)
    return f"{words!r}" + (f" (sense {sense!r})" if sense else "")


def python_files() -> list[Path]:
    """All modules of Sanad."""
    return sorted((ROOT / "casework").rglob("*.py"))


def template_files() -> list[Path]:
    """All templates."""
    return sorted(
        path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt")
    )


@lru_cache
def uses() -> tuple[Use, ...]:
    """All texts of Python and of templates, with their places."""
    found: list[Use] = []
    for method, files in (
        ("python", python_files()),
        ("jinja2.ext:babel_extract", template_files()),
    ):
        for path in files:
            found += _uses_in(path, method)
    return tuple(found)


def _uses_in(path: Path, method: str) -> Iterator[Use]:
    name = str(path.relative_to(ROOT))
    with path.open("rb") as lines:
        for line, text, _comments, sense in extract(
            method, lines, KEYWORDS, (), {"encoding": "utf-8", "silent": "false"}
        ):
            yield Use(name, line, (sense, text))


def po_files(language: str) -> list[Path]:
    """The catalogues of one language, one a package."""
    return sorted((ROOT / "translations" / language).glob("*.po"))


@lru_cache
def translations(language: str) -> tuple[Translation, ...]:
    """All entries of all PO files of one language."""
    found = []
    for path in po_files(language):
        with path.open("rb") as lines:
            catalogue = read_po(lines, abort_invalid=True)
        found += [_entry(path, message) for message in catalogue if message.id]
    return tuple(found)


def _entry(path: Path, message: Message) -> Translation:
    name = str(path.relative_to(ROOT))
    key = message.id if isinstance(message.id, str) else tuple(message.id)
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return Translation(
        name, message.lineno or 0, (message.context, key), tuple(texts), message.fuzzy
    )


def texts_that_nobody_can_translate() -> Iterator[str]:
    """Calls of `_` and its like whose text is not written in the call."""
    for path in python_files():
        if path.name == "languages.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in KEYWORDS:
                texts = node.args[: 2 if node.func.id in ("_n", "_p", "_lp") else 1]
                if not all(isinstance(text, ast.Constant) for text in texts):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)[:90]}"
