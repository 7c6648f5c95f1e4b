"""The pages of an interview, and the look back over it before it is sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for

from casework.audit import record_read
from casework.audit.catalogue import ScreeningRead
from casework.db import db
from casework.kernel.refusals import Refusal
from casework.kernel.workflow import Verdict
from casework.policy import Permission
from casework.screening import queries, service
from casework.screening.domain.answers import Reply
from casework.screening.domain.entry import is_met_at_home
from casework.screening.domain.instrument import Meaning, Section
from casework.screening.domain.interview import Interview
from casework.screening.domain.track import DRAFT
from casework.screening.forms import CheckForm
from casework.screening.queries import Screening
from casework.screening.service.sending import gates
from casework.screening.views.blueprint import blueprint
from casework.screening.views.further import further_than, onward
from casework.screening.views.pages import SectionPage, section_page
from casework.screening.views.running import running_note
from casework.screening.views.words import local, said, sources
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

ASKED_BY_GATE = {
    "G-SAFE": (Meaning.SAFE_TO_TALK, Meaning.DANGER),
    "G-AGE": (Meaning.AGE, Meaning.AGE_GROUP),
    "G-INTERP": (Meaning.INTERPRETER,),
}


@blueprint.route("/s/<reference>/<section>", methods=["GET", "POST"])
@guard(Permission.SCREENING_WRITE, load=section_page)
def section(page: SectionPage) -> Any:
    """One page of questions. It is saved whichever way it is left; every question may be left."""
    actor = signed_in_actor()
    if request.method == "GET":
        record_read(ScreeningRead(screening_id=page.screening.id, part="draft"), actor)
        if not page.open:
            return redirect(url_for(".resume", reference=page.screening.reference), code=303)
    elif page.form.way == "danger":
        return _in_a_hurry(page)
    return submit(
        page.form,
        "screening/section.html",
        act=lambda: page.save(actor),
        then=page.onward,
        row=page.screening,
        page=page,
        running=lambda: running_note(page.interview),
    )


@blueprint.route("/s/<reference>/check", methods=["GET", "POST"])
@guard(Permission.SCREENING_WRITE, load=queries.own_screening)
def check(screening: Screening) -> Any:
    """All answers once more, what was not asked, what does not fit together; then send."""
    actor, form = signed_in_actor(), CheckForm()
    if request.method == "GET":
        record_read(ScreeningRead(screening_id=screening.id, part="draft"), actor)
        if screening.state != DRAFT:
            return redirect(url_for(".result", reference=screening.reference), code=303)
    return submit(
        form,
        "screening/check.html",
        act=lambda: _sent(screening, form),
        then=lambda gone_on: onward(gone_on) if gone_on else _result(screening),
        row=screening,
        screening=screening,
        review=lambda: review(screening),
        further=further_than(screening),
    )


def _sent(screening: Screening, form: CheckForm) -> Screening | None:
    """Send it, and begin the longer form where that was asked for."""
    actor = signed_in_actor()
    service.send(screening, actor, form.expected_version())
    if not form.further.data:
        return None
    return service.go_further(screening, current_language(), actor)


def _result(screening: Screening) -> str:
    return url_for(".result", reference=screening.reference)


@dataclass(frozen=True)
class Reviewed:
    """One question as it stands before sending."""

    id: str
    question: str
    answer: str
    sources: str
    note: str
    asked: bool


@dataclass(frozen=True)
class ReviewedSection:
    """One section: complete, begun, or not reached; with its answers."""

    id: str
    title: str
    state: str
    answers: tuple[Reviewed, ...]

    @property
    def not_asked(self) -> int:
        """How many of its questions were not asked."""
        return sum(not answer.asked for answer in self.answers)


def review(screening: Screening) -> dict[str, Any]:
    """What the page before sending shows."""
    interview = queries.interview_of(screening)
    left = screening.answers.reveal().left
    return {
        "interview": interview,
        "sections": list(reviewed(interview, left, own=True)),
        "contradictions": interview.contradictions(),
        "needed": list(needed_before_sending(interview)),
    }


def needed_before_sending(interview: Interview) -> Iterator[tuple[str, str]]:
    """The sections (id, title) where something is still to be marked before this can be sent."""
    closed = {gate for gate, verdict in gates(interview).items() if verdict is Verdict.FAIL}
    meanings = {meaning for gate in closed for meaning in ASKED_BY_GATE[gate]}
    meanings |= {Meaning.SETTING} if is_met_at_home(interview) else set()
    for section in interview.sections:
        if any(question.meaning in meanings for question in interview.questions(section)):
            yield section.id, local(section.title)


def reviewed(
    interview: Interview, left: tuple[str, ...], *, own: bool = False
) -> Iterator[ReviewedSection]:
    """Every section with something to ask, and its answers; `own` for whoever wrote them."""
    for section in interview.sections:
        answers = tuple(_answers(interview, section, own))
        state = "done" if all(answer.asked for answer in answers) else "begun"
        if section.id not in left and not any(answer.asked for answer in answers):
            state = "new"
        yield ReviewedSection(section.id, local(section.title), state, answers)


def _answers(interview: Interview, section: Section, own: bool) -> Iterator[Reviewed]:
    for question in interview.questions(section):
        response = interview.response(question)
        yield Reviewed(
            id=question.id,
            question=local(question.text),
            answer=said(question, response, own=own),
            sources=sources(response),
            note=response.note,
            asked=response.reply is not Reply.NOT_ASKED,
        )


def _in_a_hurry(page: SectionPage) -> Any:
    """Whatever can be kept is kept; nothing stands between the reader and the numbers."""
    page.form.validate()
    try:
        page.save(signed_in_actor())
    except Refusal:
        db.session.rollback()
    return redirect(url_for(".danger", reference=page.screening.reference), code=303)
