"""Sets a paper of plain blocks: head, foot, copy and mark of fiction are the same on all."""

from dataclasses import fields
from pathlib import Path
from typing import Any

from casework.papers.blocks import Block, Columns, Copy, Paper
from casework.papers.setting import LANGUAGES, set_pages
from casework.papers.texts import FICTION, PAGE, SIGNED, on_paper
from casework.web.formats import isolated, moment_words
from casework.web.languages import _, within

LAYOUT = Path(__file__).parent / "letter.typ"


def pdf(paper: Paper, copy: Copy | None, *, fiction: bool) -> bytes:
    """The paper as a PDF. `copy` None is for what everybody may print; `fiction` marks each page.

    Refused (ValueError) in another language than French or Arabic; NotPrintable when a letter has
    no shape in the font."""
    return set_pages(LAYOUT, content(paper, copy, fiction=fiction))


def content(paper: Paper, copy: Copy | None, *, fiction: bool) -> dict[str, Any]:
    """All that is printed, as the layout takes it."""
    if paper.language not in LANGUAGES:
        raise ValueError(f"papers are set in {LANGUAGES}, not in {paper.language!r}")
    said = _Said(paper.language)
    with within(paper.language):
        return {
            "language": paper.language,
            "title": said.text(paper.title),
            "code": paper.code,
            "envelope": said.texts(paper.envelope),
            "blocks": [said.block(one) for one in paper.blocks],
            "dense": paper.dense,
            "copy": said.text(_copy_words(copy)) if copy else "",
            "page": str(PAGE),
            "signed": str(SIGNED),
            "fiction": str(FICTION) if fiction else "",
        }


def _copy_words(copy: Copy) -> str:
    return _(
        "Printed by %(who)s, %(when)s, copy %(number)s",
        who=isolated(copy.printed_by),
        when=moment_words(copy.printed_at),
        number=copy.number,
    )


class _Said:
    """Blocks as the layout takes them, their texts made safe for the direction of the page."""

    def __init__(self, language: str) -> None:
        self.language = language

    def text(self, words: str) -> str:
        return on_paper(str(words), self.language)

    def texts(self, words: Any) -> Any:
        """The same for tuples of texts, however deep; numbers and switches stay."""
        if isinstance(words, tuple):
            return [self.texts(one) for one in words]
        return words if isinstance(words, bool | int) else self.text(words)

    def block(self, one: Block | Columns) -> dict[str, Any]:
        if isinstance(one, Columns):
            groups = [[self.block(part) for part in group] for group in one.groups]
            return {"kind": one.kind, "groups": groups, "count": one.count}
        given = {field.name: self.texts(getattr(one, field.name)) for field in fields(one)}
        return {"kind": one.kind, **given}
