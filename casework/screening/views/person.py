"""What is turned towards the person: introduction, limits, agreement, what happens next.

In the language of the interview, whatever the language of the interviewer, and with nothing else on
the screen. An answer is kept as the page of the interview would keep it.
"""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import force_locale
from wtforms import StringField, ValidationError

from casework.audit import record_read
from casework.audit.catalogue import ScreeningRead
from casework.policy import Actor, Permission, Resource
from casework.screening import queries, service
from casework.screening.domain.answers import Reply, Response
from casework.screening.domain.instrument import ConsentPurpose, Meaning, Question
from casework.screening.domain.interview import Interview
from casework.screening.domain.person_words import PersonWords, Register, Screen, serving
from casework.screening.domain.track import DRAFT
from casework.screening.loader.person_words import person_words
from casework.screening.queries import Screening
from casework.screening.views.blueprint import blueprint
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import LOCALES

INTRODUCTION, LIMITS, NEXT = "introduction", "limits", "next"
LANGUAGES = "languages"
REPLIES = {"yes": Reply.YES, "no": Reply.NO, "later": Reply.NOT_ASKED}
ICONS = {
    INTRODUCTION: "talk",
    LIMITS: "lock",
    NEXT: "arrow",
    "screening": "talk",
    "storage": "file",
    "service_referral": "send",
    "family_contact": "users",
    "statistics": "chart",
}


class AnswerForm(Form):
    """One of three buttons was touched."""

    answer = StringField()
    choose = ""

    def validate_answer(self, field: Any) -> None:
        """Yes, no, or not now."""
        if field.data not in REPLIES:
            raise ValidationError(self.choose)


@dataclass
class PersonPage:
    """One page for the person, of one's own screening."""

    screening: Screening
    page: str

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return self.screening.resource()

    @cached_property
    def interview(self) -> Interview:
        """The interview as far as it went."""
        return queries.interview_of(self.screening)

    @cached_property
    def words(self) -> PersonWords | None:
        """The words asked for in the address, else those of the interview; None for neither."""
        packs = person_words()
        asked = packs.get(request.args.get("language", ""))
        spoken = self.interview.chosen(Meaning.INTERVIEW_LANGUAGE)
        return asked or serving(packs.values(), spoken)

    @property
    def unserved(self) -> str:
        """The option of the language of the interview that has no words; empty when it has, and
        when none was marked yet."""
        spoken = self.interview.chosen(Meaning.INTERVIEW_LANGUAGE) - {*Reply}
        if serving(person_words().values(), spoken) is not None:
            return ""
        return next(iter(spoken), "")

    @cached_property
    def questions(self) -> dict[str, Question]:
        """What the person is asked to agree to now, by purpose."""
        return {
            question.item: question
            for question in self.interview.instrument.meaning(Meaning.CONSENT)
            if question.item is not None and question.id in self.interview.visible
        }

    @cached_property
    def pages(self) -> list[str]:
        """The way through, from the introduction to what happens next."""
        asked = [*self.questions] if self.screening.state == DRAFT else []
        return [INTRODUCTION, LIMITS, *asked, NEXT]

    @property
    def number(self) -> int:
        """Which page this is, from 1."""
        return self.pages.index(self.page) + 1

    @property
    def icon(self) -> str:
        """The sign of the page."""
        return ICONS[self.page]

    @property
    def has_refused(self) -> bool:
        """Whether the person does not wish to be asked anything."""
        asked = self.questions.get(ConsentPurpose.SCREENING)
        return asked is not None and self.interview.response(asked).reply is Reply.NO

    @property
    def said(self) -> Register:
        """What is said to this person: whoever may be a child is spoken to as one."""
        words = self.words
        assert words is not None  # noqa: S101 - a page without words leads to the languages
        is_child = self.interview.is_child or self._is_form_for_a_child
        return words.child if is_child else words.adult

    @property
    def _is_form_for_a_child(self) -> bool:
        return self.interview.instrument.first_step is not None

    def screen(self) -> Screen:
        """What is said on this page."""
        if self.page == NEXT:
            return self.said.refused if self.has_refused else self.said.next
        if self.page in self.questions:
            return self._agreement(ConsentPurpose(self.page))
        return {INTRODUCTION: self.said.introduction, LIMITS: self.said.limits}[self.page]

    def _agreement(self, purpose: ConsentPurpose) -> Screen:
        """What is asked, as the instrument has it where it knows the language: its wording is kept
        with the answer. A form for adults speaks to adults: in it a child is asked the same in
        words for a child."""
        both = purpose is ConsentPurpose.SCREENING and ConsentPurpose.STORAGE not in self.questions
        screen = self.said.screening_and_storage if both else self.said.purposes[purpose]
        aloud = self.questions[purpose].read_aloud
        if self.interview.is_child and not self._is_form_for_a_child:
            return screen
        if aloud is None or self.words is None or self.words.language not in LOCALES:
            return screen
        return replace(screen, title=aloud.within(self.words.language))

    def to(self, page: str, **more: Any) -> str:
        """The address of another page, in the language that was asked for."""
        query = {"language": request.args.get("language"), **more}
        return url_for("screening.person", reference=self.screening.reference, page=page, **query)

    def following(self) -> str | None:
        """The address of the next page; None on the last."""
        after = self.pages[self.number :]
        return self.to(after[0]) if after else None

    def onward(self, answer: str) -> str:
        """Where an answer leads: nothing more is asked of somebody who does not wish it."""
        if self.page == ConsentPurpose.SCREENING and answer == "no":
            return self.to(NEXT)
        return self.following() or self.to(NEXT)

    def keep(self, form: AnswerForm, actor: Actor) -> str:
        """Keep the answer as the page of the interview would."""
        answer = str(form.answer.data)
        question = self.questions[self.page]
        section = self.interview.instrument.section_of(question.id)
        marked = {question.id: Response(REPLIES[answer])}
        service.save_section(
            self.screening, section, marked, actor, form.expected_version(), unfinished=True
        )
        return answer

    def spoken(self) -> AbstractContextManager[Any]:
        """What stands around the words, in the same language where Sanad has it."""
        language = self.words.language if self.words else ""
        return force_locale(LOCALES[language]) if language in LOCALES else nullcontext()


def person_page(actor: Actor, reference: str, page: str) -> PersonPage | None:
    """A page of one of the actor's own screenings; None for a stranger's or an unknown page."""
    screening = queries.own_screening(actor, reference)
    known = {INTRODUCTION, LIMITS, NEXT, LANGUAGES, *ConsentPurpose}
    return PersonPage(screening, page) if screening and page in known else None


@blueprint.route("/s/<reference>/person/<page>", methods=["GET", "POST"])
@guard(Permission.SCREENING_WRITE, load=person_page)
def person(page: PersonPage) -> Any:
    """One page for the person. On a page of agreement each answer is one touch."""
    actor = signed_in_actor()
    if request.method == "GET":
        record_read(ScreeningRead(screening_id=page.screening.id, part="draft"), actor)
    if page.words is None or page.page == LANGUAGES:
        return render_template("screening/person/languages.html", page=page, packs=person_words())
    if page.page not in page.pages:
        return redirect(url_for(".resume", reference=page.screening.reference), code=303)
    with page.spoken():
        return _asked(page, actor) if page.page in page.questions else _told(page)


def _told(page: PersonPage) -> str:
    return render_template("screening/person/page.html", page=page, words=page.words, form=None)


def _asked(page: PersonPage, actor: Actor) -> Any:
    form = AnswerForm()
    form.choose = page.said.choose
    return submit(
        form,
        "screening/person/page.html",
        act=lambda: page.keep(form, actor),
        then=page.onward,
        row=page.screening,
        page=page,
        words=page.words,
    )
