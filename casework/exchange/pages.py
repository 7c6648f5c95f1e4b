"""What a page needs to know of an import: headings, rows, words in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup

from casework.exchange.domain.answering import ON_IMPORTED, Fault
from casework.exchange.domain.remarks import Remark
from casework.exchange.drafting import read_remark
from casework.exchange.queries import SubmissionImport, version
from casework.exchange.texts import FAULTS, KINDS, WHY, kind_of
from casework.policy import Actor, Permission, Resource, decide
from casework.screening.administration.queries import VersionPage, own_draft
from casework.screening.domain.instrument import Instrument
from casework.web.guard import current_actor
from casework.web.languages import _n, current_language


@dataclass(frozen=True)
class FormLine:
    """One remark on a form: where it stands, and what happened."""

    sheet: str
    row: int
    name: str
    words: Any


@dataclass(frozen=True)
class FormReport:
    """The remarks on one imported form, under their headings."""

    page: VersionPage
    groups: Sequence[tuple[Any, Sequence[FormLine]]]

    @property
    def questions(self) -> int:
        """How many the draft has now."""
        return sum(1 for _question in self.page.instrument.questions)

    @property
    def remarks(self) -> int:
        """How many there are."""
        return sum(len(lines) for _heading, lines in self.groups)

    def resource(self) -> Resource:
        """As the draft."""
        return self.page.resource()


@dataclass(frozen=True)
class SubmissionLine:
    """One row that was refused, or that somebody should look at."""

    row: int
    question: str
    words: str


@dataclass(frozen=True)
class SubmissionsReport:
    """What became of a file of filled forms."""

    made: SubmissionImport
    title: str
    refused: Sequence[SubmissionLine]
    looked: Sequence[SubmissionLine]


def remark_lines(lines: str) -> list[tuple[Any, list[FormLine]]]:
    """The remarks that were kept with a draft, under their headings; nothing of other lines."""
    remarks = [found for line in lines.splitlines() if (found := read_remark(line)) is not None]
    groups = []
    for kind, heading in KINDS.items():
        if of_kind := [_form_line(one) for one in remarks if kind_of(one.why) == kind]:
            groups.append((heading, of_kind))
    return groups


def draft_report(actor: Actor, id: str, number: int) -> FormReport | None:
    """The remarks on a draft that was imported; None when it was written here."""
    page = own_draft(actor, id, str(number))
    if page is None or page.row is None:
        return None
    return FormReport(page, remark_lines(page.row.report))


def form_remarks_link(page: VersionPage) -> Markup:
    """How many remarks there are on a version that was imported, and the way to them."""
    lines = page.row.report.splitlines() if page.row else []
    there = url_for("exchange.form_report", id=page.instrument.id, number=page.number)
    words = _n("%(num)s remark", "%(num)s remarks", len(lines))
    return Markup('<a href="{}">{}</a>').format(there, words)


def may_import_forms() -> bool:
    """Whether whoever reads the page may make drafts."""
    actor = current_actor()
    return actor is not None and decide(actor, Permission.INSTRUMENT_DRAFT).allowed


def submissions_report(made: SubmissionImport) -> SubmissionsReport:
    """The lines of an import, refused rows first."""
    instrument = version(made.instrument_id, made.instrument_version)
    lines = [_line(line, instrument) for line in made.remarks.splitlines()]
    title = instrument.title.within(current_language()) if instrument else made.instrument_id
    return SubmissionsReport(
        made,
        title,
        [line for fault, line in lines if fault not in ON_IMPORTED],
        [line for fault, line in lines if fault in ON_IMPORTED],
    )


def _form_line(remark: Remark) -> FormLine:
    return FormLine(remark.sheet, remark.row, remark.name, WHY[remark.why])


def _line(line: str, instrument: Instrument | None) -> tuple[Fault, SubmissionLine]:
    row, code, where = (*line.split(" ", 2), "", "")[:3]
    fault = Fault(code)
    question = instrument.by_id.get(where) if instrument else None
    words = question.text.within(current_language()) if question else ""
    return fault, SubmissionLine(int(row), words, FAULTS[fault] % {"where": where})
