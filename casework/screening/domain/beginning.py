"""What a new screening begins with: what is known from the setting, and from an earlier form."""

from __future__ import annotations

from collections.abc import Mapping

from casework.screening.domain.answers import Reply, Response
from casework.screening.domain.instrument import Instrument, Kind, Meaning, Question
from casework.screening.domain.interview import Interview
from casework.screening.domain.offering import Setting

# Where one is, in the words of the questionnaires.
MET_AT = {
    Setting.WORKPLACE: "workplace",
    Setting.OFFICE: "office",
    Setting.SHELTER: "elsewhere",
    Setting.OUTREACH: "public_place",
    Setting.BORDER: "elsewhere",
    Setting.REPORT: "elsewhere",
}


def met_in(instrument: Instrument, setting: Setting) -> dict[str, Response]:
    """The answer to where one meets, so that it need not be given twice."""
    return {
        question.id: Response(Reply.GIVEN, options=(MET_AT[setting],))
        for question in instrument.meaning(Meaning.SETTING)
        if MET_AT[setting] in {option.id for option in question.options}
    }


def carried_over(earlier: Interview, instrument: Instrument) -> dict[str, Response]:
    """The answers that go along into another form: those that were shown, to the same questions.

    Where an answer counts, the words and what they count for must be the same; elsewhere the
    meaning. An answer the other form does not know stays behind.
    """
    return {
        question.id: earlier.responses[question.id]
        for question in instrument.questions
        if question.id in earlier.visible
        and question.id in earlier.responses
        and _same(earlier.instrument.by_id[question.id], question)
        and _fits(earlier.responses[question.id], question)
    }


def settled_pages(instrument: Instrument, known: Mapping[str, Response]) -> tuple[str, ...]:
    """The pages on which nothing is left to ask."""
    interview = Interview(instrument, known)
    return tuple(
        section.id
        for section in interview.sections
        if all(question.id in known for question in interview.questions(section))
    )


def questions_asked(instrument: Instrument) -> int:
    """How many questions somebody goes through at most who is what the form is made for: of a
    child's form a child, else an adult. The seven items of danger are one."""
    group = "under_15" if instrument.first_step else "adult"
    about = {
        question.id: Response(Reply.GIVEN, options=(group,))
        for question in instrument.meaning(Meaning.AGE_GROUP)
    }
    visible = Interview(instrument, about).visible
    dangers = {question.id for question in instrument.meaning(Meaning.DANGER)}
    return len(visible - dangers) + bool(dangers)


def _same(one: Question, other: Question) -> bool:
    if one.kind is not other.kind or one.meaning is not other.meaning:
        return False
    if other.meaning is not None and not other.feeds:
        return True
    return one.text == other.text and one.feeds == other.feeds and one.acts == other.acts


def _fits(response: Response, question: Question) -> bool:
    if question.kind not in (Kind.CHOICE, Kind.CHOICES):
        return True
    return set(response.options) <= {option.id for option in question.options}
