"""Typing in what was noted on paper: one field a question, read by the codes of the printed form.
What cannot be read, or does not fit the other answers, is said beside its field."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wtforms import StringField, ValidationError

from casework.kernel import clock
from casework.kernel.notes import LIMIT
from casework.screening import library
from casework.screening.domain.answers import Reply, Response
from casework.screening.domain.entry import MetAtHome, refuse_private_home
from casework.screening.domain.instrument import Kind, Meaning, Section
from casework.screening.domain.interview import Interview
from casework.screening.paper.sheet import Line, Sheet, printed_as
from casework.screening.paper.typed import (
    WORDS,
    Fault,
    NotUnderstood,
    read,
    read_notes,
    shown,
    shown_notes,
)
from casework.screening.paper.words import SheetWords
from casework.web.errors import explanation
from casework.web.fields import DayMonthYear, PartialDate
from casework.web.forms import Choice, Form, TextBlock, TextLine
from casework.web.languages import _, _l

NOTES = 6000
TYPED = WORDS
NOT_AN_HOUR = _l("Write the hour and minutes, for example 14:30.")
NO_SUCH_CODE = _l(
    "No form has this code. Copy the eight letters and digits at its end, for example 6829f66c."
)
OTHER_CODE = _l("This is the code of another form. Compare it with the foot of the page.")
_HOUR = re.compile(r"([01]?[0-9]|2[0-3])\s*(?:[:hH.]|\s)?\s*([0-5][0-9])?")


class MeetingForm(Form):
    """When the meeting was, as written at the head of the paper form."""

    met = DayMonthYear(_l("Date of the meeting"), needed=True, partial=False)
    hour = TextLine(_l("Hour"), limit=8, needed=True)

    def validate_hour(self, field: Any) -> None:
        """An hour of the day, in one of the usual ways to write it."""
        if field.data and _HOUR.fullmatch(field.data) is None:
            raise ValidationError(str(NOT_AN_HOUR))

    def met_at(self) -> datetime:
        """The moment of the meeting, on a Moroccan clock."""
        found = _HOUR.fullmatch(self.hour.data)
        hour, minute = (int(part or 0) for part in found.groups()) if found else (0, 0)
        day = self.met.data
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.MOROCCO)


class PaperBeginForm(MeetingForm):
    """A paper form is taken up: its code says which version is opened."""

    code = TextLine(_l("Code at the foot of the page"), limit=80, needed=True)
    province = Choice(_l("Province or prefecture"), (), select=True)

    def validate_code(self, field: Any) -> None:
        """The code of a version that was published."""
        known = library.every_version()
        if field.data and not any(printed_as(one, field.data) for one in known):
            raise ValidationError(str(NO_SUCH_CODE))


class TranscribeForm(MeetingForm):
    """All questions of a form at once. `warned`: the numbers of the notes whose writer has been
    warned already."""

    warned = StringField()
    notes: Any
    sheet: Sheet
    responses: Mapping[str, Response] = {}

    def part(self, line: Line) -> Any:
        """The field of a line."""
        return self._fields["a-" + line.question.id]

    def validate(self, extra_validators: Any = None) -> bool:
        """As any form; besides, every line can be read and fits the others."""
        fine = bool(super().validate(extra_validators=extra_validators))
        self.responses = self._with_notes(self._read())
        if not self.errors:  # an answer that was not read may be what the others depend on
            for line in self._out_of_place():
                _blame(self.part(line), self._not_here(line))
            self._refuse_private_home()
        return fine and not self.errors

    def pages(self) -> list[tuple[Section, dict[str, Response | None]]]:
        """What was typed, section by section; None for what was left empty."""
        return [
            (
                part.section,
                {line.question.id: self.responses.get(line.question.id) for line in part.lines},
            )
            for part in self.sheet.parts
        ]

    def naming(self) -> list[int]:
        """The numbers of the lines with words that seem to say who somebody is."""
        return [
            line.number
            for line in self.sheet.lines
            if (said := self.responses.get(line.question.id)) is not None and said.may_name
        ]

    def newly_naming(self) -> bool:
        """Whether there are such words whose writer was not warned before."""
        return not {*map(str, self.naming())} <= {*(self.warned.data or "").split()}

    def _read(self) -> dict[str, Response]:
        found: dict[str, Response] = {}
        for line in self.sheet.lines:
            try:
                said = read(line, self.part(line).data or "")
            except NotUnderstood as fault:
                _blame(self.part(line), _fault(line, fault.fault))
            else:
                found |= {line.question.id: said} if said is not None else {}
        return found

    def _with_notes(self, found: dict[str, Response]) -> dict[str, Response]:
        notes = read_notes(self.sheet, self.notes.data or "")
        for text in notes.lost:
            _blame(self.notes, _("No question that takes a note: %(line)s", line=text[:40]))
        for number in notes.long:
            _blame(
                self.notes,
                _(
                    "The note of question %(number)s is too long: write %(limit)s characters "
                    "or fewer.",
                    number=number,
                    limit=LIMIT,
                ),
            )
        for id, note in notes.placed.items():
            said = found.get(id, Response(Reply.NOT_ASKED))
            found[id] = Response(
                said.reply, said.options, said.number, said.sources, said.text, note
            )
        return found

    def _out_of_place(self) -> list[Line]:
        """The lines with an answer that are not asked after the other answers."""
        interview = Interview(self.sheet.instrument, self.responses)
        return [
            line
            for line in self.sheet.lines
            if line.question.id in self.responses and not _fits(interview, line)
        ]

    def _refuse_private_home(self) -> None:
        """Beside the line that says where the person was met."""
        try:
            refuse_private_home(Interview(self.sheet.instrument, self.responses))
        except MetAtHome as refusal:
            for line in self.sheet.lines:
                if line.question.meaning is Meaning.SETTING:
                    _blame(self.part(line), explanation(refusal))

    def _not_here(self, line: Line) -> str:
        words = SheetWords(self.sheet)
        part = next(one for one in self.sheet.parts if line in one.lines)
        when = words.line_when(line) or words.part_when(part)
        if not when:
            return _("Nothing is asked here after the answers above. Empty it, or mend those.")
        return _(
            "This is asked only %(condition)s. Empty it, or mend the earlier answer.",
            condition=when,
        )


def transcribe_form(
    sheet: Sheet, responses: Mapping[str, Response] | None, met_at: datetime | None
) -> TranscribeForm:
    """The form of a sheet; with `responses` it opens with what was saved before. The code of the
    paper is asked once: until a meeting was noted."""
    fields = {"a-" + line.question.id: _field(line) for line in sheet.lines}
    if met_at is None:
        fields["code"] = TextLine(_l("Code at the foot of the page"), limit=80, needed=True)
        fields["validate_code"] = _check_code
    fields["notes"] = TextBlock(_l("Notes, by number"), limit=NOTES)  # the last on the page
    made = type("TranscribeForm", (TranscribeForm,), fields)
    form: TranscribeForm = made() if responses is None else made(data=_saved(sheet, responses))
    form.sheet, form.responses = sheet, responses or {}
    if responses is not None and met_at is not None:
        there = met_at.astimezone(clock.MOROCCO)
        form.met.process_data(PartialDate(there.year, there.month, there.day))
        form.hour.data = f"{there:%H:%M}"
    return form


def _saved(sheet: Sheet, responses: Mapping[str, Response]) -> dict[str, str]:
    held = {
        "a-" + line.question.id: shown(line, responses.get(line.question.id))
        for line in sheet.lines
    }
    return {**held, "notes": shown_notes(sheet, responses)}


def _field(line: Line) -> Any:
    label = _l("Question %(number)s", number=line.number)
    if line.question.kind is Kind.TEXT:
        return TextBlock(label, limit=TYPED)
    return TextLine(label)


def _check_code(form: TranscribeForm, field: Any) -> None:
    if field.data and not printed_as(form.sheet.instrument, field.data):
        raise ValidationError(str(OTHER_CODE))


def _fits(interview: Interview, line: Line) -> bool:
    if line.question.id not in interview.visible:
        return False
    offered = {option.id for option in interview.options(line.question)}
    return offered >= {*interview.response(line.question).options}


def _blame(field: Any, message: str) -> None:
    field.errors = [*field.errors, message]


def _fault(line: Line, fault: Fault) -> str:
    if fault is Fault.CODE:
        codes = " ".join(mark.code for mark in line.marks)
        return _("Type one of these: %(codes)s.", codes=f"\u2066{codes}\u2069")
    return str(_FAULTS[fault])


_FAULTS = {
    Fault.SEVERAL: _l("Only one answer is kept here."),
    Fault.ALONE: _l("This answer stands alone: leave out the others, or leave it out."),
    Fault.SOURCE: _l("After the dot, type 1, 2, 3 or 4: how you know."),
    Fault.NO_SOURCE: _l("How you know is not kept here: leave out the dot and what follows."),
    Fault.NUMBER: _l("Write a whole number, or one of the codes with a dot."),
    Fault.DATE: _l("Write a date that exists, for example 14/11/1998; 11/1998 and 1998 will do."),
    Fault.LONG: _l("This is too long: write 500 characters or fewer."),
}
