"""The printed form: A4, tagged, in one language or two beside each other (see casework.papers)."""

from pathlib import Path
from typing import Any

from casework.papers.setting import NotPrintable, set_pages
from casework.screening.paper.sheet import Line, Part, Sheet, printed_code
from casework.screening.paper.words import MANNERS, PRINTED, SheetWords, sources
from casework.web.languages import within

TEMPLATE = Path(__file__).parent / "form.typ"
LANGUAGES = {"fr": ("fr",), "ar": ("ar",), "both": ("fr", "ar")}


class QuestionnaireNotPrintable(NotPrintable):
    """A letter of the questionnaire is not in the font; who fills it in cannot change that."""


def pdf(sheet: Sheet, languages: tuple[str, ...], *, fiction: bool) -> bytes:
    """The form in one language, or two beside each other; `fiction` marks every page.

    Refused (QuestionnaireNotPrintable) when a text has letters that the font has not."""
    try:
        return set_pages(TEMPLATE, content(sheet, languages, fiction=fiction))
    except NotPrintable:
        raise QuestionnaireNotPrintable() from None


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
