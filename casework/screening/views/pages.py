"""One page of an interview as a view needs it: the draft, the section, and where one goes next."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from flask import request, url_for

from casework.kernel.refusals import StaleVersion
from casework.policy import Actor, Resource
from casework.screening import queries, service
from casework.screening.at_visit import noted_for_all
from casework.screening.domain.card import dangers
from casework.screening.domain.instrument import Meaning, Question, Section, Text
from casework.screening.domain.interview import Interview
from casework.screening.domain.person_words import serving
from casework.screening.domain.track import DRAFT
from casework.screening.forms import SectionForm, section_form
from casework.screening.loader.person_words import person_words
from casework.screening.queries import Screening
from casework.screening.views.words import said
from casework.web.languages import current_language

PAUSES = ("quit", "danger", "show")  # the buttons after which one comes back to the same page

# The language of the words to read aloud, by the language of the interview.
ALOUD = {"darija": "ar", "french": "fr", "english": "en"}


@dataclass
class SectionPage:
    """A section of one's own draft. `elsewhere`: another window saved it in the meantime."""

    screening: Screening
    section: Section
    elsewhere: bool = False
    _form: SectionForm | None = field(default=None, repr=False)

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return self.screening.resource()

    @cached_property
    def interview(self) -> Interview:
        """The interview as it was when the page was asked for."""
        return queries.interview_of(self.screening)

    @cached_property
    def _for_all(self) -> frozenset[str]:
        return noted_for_all(self.screening)

    def noted_for_all(self, question: Question) -> bool:
        """Whether the answer came from the visit and was not changed for this person."""
        return question.id in self._for_all

    @property
    def open(self) -> bool:
        """Whether this page is still to be filled: a draft, with something to ask here."""
        return self.screening.state == DRAFT and bool(self.interview.questions(self.section))

    @property
    def overheard(self) -> bool:
        """Whether others may hear what is said."""
        return "no" in self.interview.chosen(Meaning.SAFE_TO_TALK)

    @property
    def form(self) -> SectionForm:
        """What is typed on it, or what was saved."""
        if self._form is None:
            filled = request.method == "GET"
            shown = (
                service.with_reporter(self.screening, self.interview) if filled else self.interview
            )
            self._form = section_form(shown, self.section, filled)
            if self._form.idle_dangers(self.interview) and filled:
                self._form.none_else.data = True
        return self._form

    @property
    def pages(self) -> list[str]:
        """The sections that have something to ask, in order."""
        return [section.id for section in self.interview.sections]

    @property
    def number(self) -> int:
        """Which part this is, from 1."""
        return self.pages.index(self.section.id) + 1

    @property
    def url(self) -> str:
        """The address of this page."""
        return self.to(self.section.id)

    def to(self, section: str) -> str:
        """The address of a section of the same draft."""
        return url_for("screening.section", reference=self.screening.reference, section=section)

    def aloud(self, text: Text | None) -> tuple[str, str] | None:
        """Words to read to the person, in the language of the interview, with that language;
        None when there are none, or when they would only repeat the page."""
        if text is None:
            return None
        spoken = self.interview.chosen(Meaning.INTERVIEW_LANGUAGE)
        language = next((ALOUD[one] for one in spoken if one in ALOUD), current_language())
        return text.within(language), language

    @property
    def not_read_here(self) -> str:
        """The language of the interview, as it is called, when there is something to read aloud on
        this page and it is not in that language; else empty."""
        texts = [self.section.script, *(one.read_aloud for one in self.form.questions)]
        if self.interview.is_observation_only or not any(texts):
            return ""
        for question in self.interview.instrument.meaning(Meaning.INTERVIEW_LANGUAGE):
            response = self.interview.response(question)
            if any(one not in ALOUD for one in response.options):
                return said(question, response)
        return ""

    @property
    def has_pages_for_the_person(self) -> bool:
        """Whether what is turned towards the person is there in the language of the interview."""
        spoken = self.interview.chosen(Meaning.INTERVIEW_LANGUAGE)
        return serving(person_words().values(), spoken) is not None

    def save(self, actor: Actor) -> Interview:
        """Keep the page as it is left."""
        try:
            return service.save_section(
                self.screening, self.section, self.form.marked(), actor,
                self.form.expected_version(), unfinished=self.form.way in PAUSES,
            )  # fmt: skip
        except StaleVersion:
            self.elsewhere = True
            raise

    def onward(self, interview: Interview) -> str:
        """Where the button that was pressed leads."""
        return _WAYS[self.form.way](self, interview)

    def other_answers(self) -> list[tuple[Question, str]]:
        """Where the saved draft says something else than what was typed here."""
        newer = queries.interview_of(self.screening)
        typed = self.form.marked()
        return [
            (question, said(question, newer.response(question), own=True))
            for question in self.form.questions
            if newer.responses.get(question.id) != typed.get(question.id)
        ]


def section_page(actor: Actor, reference: str, section: str) -> SectionPage | None:
    """A section of one of the actor's own screenings; None for a stranger's or an unknown one."""
    screening = queries.own_screening(actor, reference)
    if screening is None:
        return None
    found = {one.id: one for one in queries.instrument_of(screening).sections}.get(section)
    return SectionPage(screening, found) if found else None


def _next(page: SectionPage, interview: Interview) -> str:
    if page.form.newly_naming():
        return f"{page.url}?look=note"
    asked_danger = any(q.meaning is Meaning.DANGER for q in page.form.questions)
    if asked_danger and dangers(interview):
        return url_for("screening.danger", reference=page.screening.reference)
    if request.args.get("from") == "check":
        return _check(page, interview)
    order = [section.id for section in interview.instrument.sections]
    here = order.index(page.section.id)
    after = [one.id for one in interview.sections if order.index(one.id) > here]
    return page.to(after[0]) if after else _check(page, interview)


def _back(page: SectionPage, interview: Interview) -> str:
    order = [section.id for section in interview.instrument.sections]
    here = order.index(page.section.id)
    before = [one.id for one in interview.sections if order.index(one.id) < here]
    return page.to(before[-1]) if before else url_for("screening.own", done="draft_saved")


def _quit(page: SectionPage, interview: Interview) -> str:
    return url_for("screening.own", done="draft_saved")


def _check(page: SectionPage, interview: Interview) -> str:
    return url_for("screening.check", reference=page.screening.reference)


def _danger(page: SectionPage, interview: Interview) -> str:
    return url_for("screening.danger", reference=page.screening.reference)


def _show(page: SectionPage, interview: Interview) -> str:
    first = "introduction" if page.section.script else "next"
    return url_for("screening.person", reference=page.screening.reference, page=first)


_WAYS: dict[str, Callable[[SectionPage, Interview], str]] = {
    "next": _next,
    "back": _back,
    "quit": _quit,
    "stop": _check,
    "danger": _danger,
    "show": _show,
}
