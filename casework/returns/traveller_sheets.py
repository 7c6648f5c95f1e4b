"""The traveller's sheet in the languages there are, one file each; see `sheets/README.md`.

A language that no file serves is never passed over in silence: the sheet then says that an
interpreter reads it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from casework.cases.domain.card import LANGUAGES

FOLDER = Path(__file__).with_name("sheets")
POINTS = 4
REVIEWS = ("written", "reviewed", "field_tested")


class SheetFaulty(Exception):
    """A file of the sheet lacks a text or has one too many; says which."""


@dataclass(frozen=True)
class SheetWords:
    """The sheet in one language, and which spoken languages it serves."""

    language: str
    name: str
    direction: str
    locale: str
    speaks: tuple[str, ...]
    review: str
    title: str
    leave: str
    arrive: str
    route: str
    receives: str
    help: str
    points: tuple[str, ...]


@cache
def sheets() -> Mapping[str, SheetWords]:
    """Every sheet there is, by language."""
    return load_sheets(FOLDER)


def load_sheets(folder: Path) -> dict[str, SheetWords]:
    """The files of a folder. Refused when one is not whole, or two serve one language."""
    found = {file.stem: _read(file) for file in sorted(folder.glob("*.yaml"))}
    spoken = [code for words in found.values() for code in words.speaks]
    twice = sorted({code for code in spoken if spoken.count(code) > 1})
    if twice:
        raise SheetFaulty(f"{folder.name}: {', '.join(twice)} is served by two files")
    return found


def serving(spoken: str, among: Iterable[SheetWords]) -> SheetWords | None:
    """The sheet that somebody who speaks this language reads; none where there is none."""
    return next((words for words in among if spoken in words.speaks), None)


def _read(file: Path) -> SheetWords:
    top: Any = YAML(typ="safe").load(file)
    known = {field.name for field in fields(SheetWords)}
    given = set(top) if isinstance(top, dict) else set()
    if given != known:
        raise SheetFaulty(f"{file.name}: missing or unknown: {', '.join(sorted(known ^ given))}")
    lists = {key: tuple(map(str, top[key] or ())) for key in ("speaks", "points")}
    texts: dict[str, Any] = {key: str(value or "").strip() for key, value in top.items()}
    words = SheetWords(**(texts | lists))
    _check(file, words)
    return words


def _check(file: Path, words: SheetWords) -> None:
    texts = {key: getattr(words, key) for key in ("name", "title", "leave", "arrive", "route",
                                                  "receives", "help", "locale")}  # fmt: skip
    faults = [key for key, text in texts.items() if not text]
    faults += ["points"] * (len(words.points) != POINTS or not all(words.points))
    faults += ["language"] * (words.language != file.stem)
    faults += ["direction"] * (words.direction not in ("ltr", "rtl"))
    faults += ["review"] * (words.review not in REVIEWS)
    faults += [f"speaks {code}" for code in words.speaks if code not in LANGUAGES]
    if faults:
        raise SheetFaulty(f"{file.name}: {', '.join(faults)}")
