"""One filled form from another server as the pages of a screening, checked as a page checks them.

Columns are named as those servers name them: with the group before the question and `/`, `-`, `:`
or `.` between, or without it; several options in one cell with spaces between, or a column each.
What a server adds about itself (who sent it, from where, when) is never read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from casework.exchange.domain import headings, marks
from casework.exchange.domain.answering import Fault, RowRefused, response_of
from casework.exchange.domain.headings import Column, Headings
from casework.exchange.domain.listing import province_option
from casework.screening.domain.answers import Response
from casework.screening.domain.instrument import Instrument, Section
from casework.screening.domain.interview import Interview

_IDENTIFIER = re.compile(r"[!-~]{1,200}")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?", re.A)
_TICKED = {"1": True, "true": True, "yes": True, "1.0": True}
_NOT_TICKED = {"", "0", "false", "no", "0.0"}


Held = Mapping[str, Mapping[str, str]]
Page = tuple[tuple[Section, Mapping[str, Response]], ...]
Remark = tuple[Fault, str]


@dataclass(frozen=True)
class Filled:
    """One submission as read: its line, and its cells by column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Accepted:
    """A row that becomes a screening."""

    line: int
    identifiers: tuple[str, ...]
    province: str
    day: datetime.date
    pages: Page
    interview: Interview
    remarks: tuple[Remark, ...] = field(default=())


class _Cells:
    """The cells of one row, put together by question."""

    def __init__(self) -> None:
        self.held: dict[str, dict[str, str]] = {}
        self.ticked: dict[tuple[str, str], list[tuple[str, bool]]] = {}
        self.identifiers: dict[str, None] = {}

    def add(self, column: Column, text: str) -> None:
        """One cell. The same answer twice is one; two different ones are refused."""
        match column.kind:
            case headings.IGNORED:
                return
            case headings.OPTION:
                place = column.question, column.part
                self.ticked.setdefault(place, []).append((column.option, _is_ticked(text)))
            case headings.IDENTIFIER if text:
                if not _IDENTIFIER.fullmatch(text):
                    raise RowRefused(Fault.NO_IDENTIFIER)
                self.identifiers[text.lower().removeprefix("uuid:")] = None
            case _ if text:
                parts = self.held.setdefault(column.question or column.kind, {})
                if parts.setdefault(column.part, text) != text:
                    raise RowRefused(Fault.TWO_ANSWERS, column.question)

    def held_together(self) -> Held:
        """Options in columns of their own are one answer; beside the whole they must agree."""
        for (question, part), options in self.ticked.items():
            chosen = [option for option, given in options if given]
            whole = self.held.get(question, {}).get(part)
            if whole is not None and chosen and set(whole.split()) != set(chosen):
                raise RowRefused(Fault.TWO_ANSWERS, question)
            if whole is None and chosen:
                self.held.setdefault(question, {})[part] = " ".join(chosen)
        return self.held


class Importer:
    """Reads the submissions of one version of one questionnaire."""

    def __init__(
        self, instrument: Instrument, provinces: Mapping[str, str], today: datetime.date
    ) -> None:
        """`provinces` gives the code of each province by its code and by its option."""
        self.instrument, self.today = instrument, today
        self.provinces = dict(provinces) | {province_option(one): one for one in provinces}
        self.headings = Headings(instrument)

    def accept(self, row: Filled, province: str) -> Accepted:
        """The screening of a row; RowRefused with its reason. `province` stands when the row says
        none."""
        cells = _Cells()
        for number, (name, text) in enumerate(row.cells.items(), 1):
            column = self.headings.column(name)
            if column is None and text.strip():
                raise RowRefused(Fault.UNKNOWN_QUESTION, str(number))
            if column is not None:
                cells.add(column, text.strip())
        held = cells.held_together()
        if held.get(headings.STAMP, {}).get("", "") != marks.stamp(self.instrument):
            raise RowRefused(Fault.OTHER_VERSION)
        if not cells.identifiers:
            raise RowRefused(Fault.NO_IDENTIFIER)
        day, place = self._day(held), self._province(held, province)
        pages, remarks = self._pages(held)
        interview = Interview(
            self.instrument, {id: said for _, page in pages for id, said in page.items()}
        )
        if missing := interview.missing():
            raise RowRefused(Fault.MISSING, missing[0].id)
        return Accepted(row.line, tuple(cells.identifiers), place, day, pages, interview, remarks)

    def _day(self, held: Held) -> datetime.date:
        written = _DAY.fullmatch(held.get(headings.DAY, {}).get("", ""))
        try:
            day = datetime.date.fromisoformat(written[1]) if written else None
        except ValueError:
            day = None
        if day is None:
            raise RowRefused(Fault.NO_DAY)
        if day > self.today:
            raise RowRefused(Fault.FUTURE)
        return day

    def _province(self, held: Held, otherwise: str) -> str:
        said = held.get(headings.PROVINCE, {}).get("", otherwise)
        if said not in self.provinces:
            raise RowRefused(Fault.NO_PROVINCE)
        return self.provinces[said]

    def _pages(self, held: Held) -> tuple[Page, tuple[Remark, ...]]:
        """The answers page by page, as they would have been asked."""
        given = {
            question.id: response
            for question in self.instrument.questions
            if (response := response_of(question, held.get(question.id, {}))) is not None
        }
        responses: dict[str, Response] = {}
        pages = []
        for section in self.instrument.sections:
            interview = Interview(self.instrument, responses)
            page = _page(interview, section, given)
            if interview.questions(section):
                pages.append((section, page))
            responses = {**responses, **page}
        dropped = [(Fault.DROPPED, id) for id in given if id not in responses]
        return tuple(pages), (*_naming(self.instrument, responses), *dropped)


def _page(
    interview: Interview, section: Section, given: Mapping[str, Response]
) -> dict[str, Response]:
    """The answers to what is asked on a page, given those before it."""
    page = {}
    for question in interview.questions(section):
        if (response := given.get(question.id)) is None:
            continue
        if not set(response.options) <= {option.id for option in interview.options(question)}:
            raise RowRefused(Fault.UNKNOWN_OPTION, question.id)
        page[question.id] = response
    return page


def _naming(instrument: Instrument, responses: Mapping[str, Response]) -> Iterator[Remark]:
    for question in instrument.questions:
        said = responses.get(question.id)
        if said is not None and said.may_name:
            yield Fault.LOOK, question.id


def _is_ticked(text: str) -> bool:
    small = text.lower()
    if small in _NOT_TICKED:
        return False
    if small not in _TICKED:
        raise RowRefused(Fault.UNKNOWN_OPTION)
    return True
