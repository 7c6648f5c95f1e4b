"""The printed form: A4, tagged (PDF/UA-1), its font inside, nothing read from anywhere else.

Typst sets the text: what stands in the instrument reaches it as data, never as markup. The font is
IBM Plex Sans Arabic (SIL Open Font License 1.1), which has Latin and Arabic letters of one weight.
"""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from casework.kernel.refusals import Refusal
from casework.screening.paper.sheet import Line, Part, Sheet, printed_code
from casework.screening.paper.words import MANNERS, PRINTED, SheetWords, sources, within

TEMPLATE = Path(__file__).parent / "form.typ"
FONT = "fontpkg_ibm_plex_sans_arabic"
LANGUAGES = {"fr": ("fr",), "ar": ("ar",), "both": ("fr", "ar")}


class NotPrintable(Refusal):
    """A letter of the questionnaire is not in the font: the page would show a box in its place."""

    status = 409


def pdf(sheet: Sheet, languages: tuple[str, ...], *, fiction: bool) -> bytes:
    """The form in one language, or two beside each other; `fiction` marks every page.

    Refused (NotPrintable) when a text has letters that the font has not."""
    import typst  # 80 MB that only whoever prints needs

    form = content(sheet, languages, fiction=fiction)
    try:
        return typst.compile(
            str(TEMPLATE),
            root=str(TEMPLATE.parent),
            font_paths=[_fonts()],
            ignore_system_fonts=True,
            sys_inputs={"form": json.dumps(form, ensure_ascii=False)},
            format="pdf",
            pdf_standards="ua-1",
        )
    except typst.TypstError as refused:
        if "could not be displayed" not in str(refused):
            raise
        raise NotPrintable() from None


def content(sheet: Sheet, languages: tuple[str, ...], *, fiction: bool) -> dict[str, Any]:
    """All that is printed: the same form once in every language."""
    said = []
    for language in languages:
        with within(language):
            said.append(_form(SheetWords(sheet), language))
    return {"code": printed_code(sheet.instrument), "fiction": fiction, "said": said}


def _form(words: SheetWords, language: str) -> dict[str, Any]:
    return {
        "language": language,
        "title": words.title(),
        "words": {name: str(label) for name, label in PRINTED.items()},
        "silent": words.silent(),
        "sources": [{"code": "." + code, "label": label} for code, label in sources()],
        "parts": [_part(words, part, language) for part in words.sheet.parts],
    }


def _part(words: SheetWords, part: Part, language: str) -> dict[str, Any]:
    section = part.section
    return {
        "title": section.title.within(language),
        "when": words.part_when(part),
        "guidance": section.guidance.within(language),
        "script": section.script.within(language) if section.script else "",
        "closing": section.closing.within(language) if section.closing else "",
        "notes": any(line.has_note for line in part.lines),
        "lines": [_line(words, line, language) for line in part.lines],
    }


def _line(words: SheetWords, line: Line, language: str) -> dict[str, Any]:
    question = line.question
    return {
        "number": line.number,
        "kind": question.kind.value,
        "text": question.text.within(language),
        "hint": question.hint.within(language) if question.hint else "",
        "aloud": question.read_aloud.within(language) if question.read_aloud else "",
        "manner": str(MANNERS[question.manner]),
        "when": words.line_when(line),
        "marks": [{"code": mark.code, "label": words.label(line, mark)} for mark in line.marks],
        "sources": line.has_sources,
    }


def _fonts() -> str:
    """The folder of the font, without running anything of its package."""
    found = find_spec(FONT)
    if found is None or found.origin is None:
        raise RuntimeError(f"{FONT} is not installed")
    return str(Path(found.origin).parent / "files")
