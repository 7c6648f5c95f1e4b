"""One page of an interview, made from the questionnaire: for each question that applies an answer,
how one knows, and a short note. Every question may be left without an answer."""

from collections.abc import Callable
from typing import Any

from wtforms import BooleanField, StringField, ValidationError

from casework.kernel.notes import LIMIT
from casework.screening.domain.answers import Reply, Response, Source
from casework.screening.domain.instrument import Kind, Manner, Meaning, Question, Section
from casework.screening.domain.interview import Interview
from casework.screening.forms.asking import AGAIN, ASKING, Fields
from casework.screening.texts import ALONE, HOW, NOTE, SOURCES
from casework.web.forms import Choices, Form, TextBlock
from casework.web.languages import _l

LEAVINGS = ("next", "back", "quit", "stop", "danger", "show")


class SectionForm(Form):
    """One page of an interview. `leaving` says by which button it was left; `warned` lists the
    notes whose writer has been warned already."""

    leaving = StringField()
    warned = StringField()
    none_else = BooleanField(_l("No to all the others"))

    questions: tuple[Question, ...] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        """As any form; besides, an answer that stands alone is not ticked beside others."""
        alone = {
            "a-" + question.id: [_alone(_standing_alone(question))]
            for question in self.questions
            if question.kind is Kind.CHOICES
        }
        return bool(super().validate(extra_validators=alone))

    @property
    def way(self) -> str:
        """The button: next, back, quit, stop, danger or show."""
        return self.leaving.data if self.leaving.data in LEAVINGS else "next"

    def part(self, part: str, question: Question) -> Any:
        """The field of one part of a question (a-, else-, how-, note-), or None."""
        return self._fields.get(part + question.id)

    def marked(self) -> dict[str, Response | None]:
        """What was marked, by question id; None for what was left open. Fields with a fault are
        left out, so that a page left in a hurry keeps all that can be kept."""
        return {
            question.id: self._response(question)
            for question in self.questions
            if not any(field.errors for field in self._parts(question))
        }

    def idle_dangers(self, interview: Interview) -> bool:
        """Whether the items of danger were gone through and at least one answered with no."""
        items = [q for q in self.questions if q.meaning is Meaning.DANGER]
        said = [interview.responses[q.id].reply for q in items if q.id in interview.responses]
        return len(said) == len(items) > 0 and Reply.NO in said

    def naming(self) -> list[Question]:
        """The questions with a text that seems to say who somebody is."""
        return [question for question in self.questions if self._names(question)]

    def newly_naming(self) -> bool:
        """Whether such a text stands where its writer was not warned before."""
        warned = set((self.warned.data or "").split())
        return any(question.id not in warned for question in self.naming())

    def _response(self, question: Question) -> Response | None:
        said = ASKING[question.kind].read(question, lambda part: self._typed(part, question))
        if said is None and self.none_else.data and question.meaning is Meaning.DANGER:
            said = Response(Reply.NO)
        note = self._typed("note-", question) or ""
        sources = frozenset(Source(how) for how in self._typed("how-", question) or ())
        if said is None:
            return Response(Reply.NOT_ASKED, note=note) if note else None
        return Response(said.reply, said.options, said.number, sources, said.text, note)

    def _parts(self, question: Question) -> list[Any]:
        parts = (self.part(part, question) for part in ("a-", "else-", "how-", "note-"))
        return [field for field in parts if field is not None]

    def _typed(self, part: str, question: Question) -> Any:
        field = self.part(part, question)
        return field.data if field is not None else None

    def _names(self, question: Question) -> bool:
        if question.meaning is Meaning.REPORTER_CONTACT:
            return False  # it is asked for here, and only if they wish
        if any(field.errors for field in self._parts(question)):
            return False  # what could not be read is said first
        said = self._response(question)
        return said is not None and said.may_name


def section_form(interview: Interview, section: Section, filled: bool) -> SectionForm:
    """The form of one page; `filled` puts in what was saved before (for opening it)."""
    questions = interview.questions(section)
    fields: dict[str, Any] = {}
    shown: dict[str, Any] = {}
    for question in questions:
        asking = ASKING[question.kind]
        parts = asking.fields(question, interview.options(question)) | _knowing(question)
        fields |= {part + question.id: field for part, field in parts.items()}
        if filled and (said := interview.responses.get(question.id)) is not None:
            held = asking.shown(question, said) | _known(said)
            shown |= {part + question.id: value for part, value in held.items()}
    made = type("SectionForm", (SectionForm,), fields)
    form: SectionForm = made(data=shown) if filled else made()
    form.questions = questions
    return form


def _knowing(question: Question) -> Fields:
    """How one knows, and a note: for what speaks to an indicator or an act. Of the threshold
    question only the note: what would happen if the person wished to leave."""
    if question.meaning is Meaning.THRESHOLD:
        return {"note-": TextBlock(NOTE, limit=LIMIT)}
    if question.determinant is not None:
        return {"note-": TextBlock(NOTE, limit=LIMIT)}
    if question.manner is Manner.RECORD or not (question.feeds or question.acts):
        return {}
    return {
        "how-": Choices(HOW, SOURCES),
        "note-": TextBlock(NOTE, limit=LIMIT),
    }


def _known(said: Response) -> dict[str, Any]:
    return {"how-": [source.value for source in sorted(said.sources)], "note-": said.note}


def _standing_alone(question: Question) -> set[str]:
    known = {option.id for option in question.options}
    return {option.id for option in question.options if option.exclusive} | (AGAIN - known)


def _alone(values: set[str]) -> Callable[[Any, Any], None]:
    def check(form: Any, field: Any) -> None:
        ticked = set(field.data or ())
        if len(ticked) > 1 and ticked & values:
            raise ValidationError(ALONE)

    return check
