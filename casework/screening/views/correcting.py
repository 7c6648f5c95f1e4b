"""A screening that was sent is corrected by its author, page by page, then sent with a reason."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from flask import redirect, request, url_for

from casework.audit import record_read
from casework.audit.catalogue import ScreeningRead
from casework.policy import Actor, Permission, Resource
from casework.screening import queries, revisions, service
from casework.screening.domain.instrument import Section, Text
from casework.screening.domain.interview import Interview
from casework.screening.domain.revision import Effect, changes_between
from casework.screening.domain.track import DRAFT
from casework.screening.forms import SectionForm, section_form
from casework.screening.forms.following import CorrectionForm
from casework.screening.queries import Screening
from casework.screening.views.answering import reviewed
from casework.screening.views.blueprint import blueprint
from casework.screening.views.versions import changed
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor

WRITE = Permission.SCREENING_WRITE
DONE = {
    Effect.STANDS: "correction_stands",
    Effect.RAISES: "correction_raised",
    Effect.ASKS_LOWERING: "correction_asks",
    Effect.ADDS: "correction_added",
}


@dataclass
class Correction:
    """One's own sent screening and the correction that is being written, if any."""

    screening: Screening
    section: Section | None = None
    _form: SectionForm | None = field(default=None, repr=False)

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return self.screening.resource()

    @property
    def version(self) -> int:
        """What tells whether the screening or the correction moved meanwhile."""
        return revisions.correction_version(self.screening, self._draft)

    @property
    def _draft(self) -> Any:
        return revisions.correction_draft(self.screening)

    @cached_property
    def interviews(self) -> tuple[Interview, Interview]:
        """As it was sent, and with what is corrected so far."""
        if self._draft is not None:
            return revisions.interviews_of(self.screening, self._draft.revision.reveal())
        answers = revisions.newest_answers(self.screening)
        same = Interview(queries.instrument_of(self.screening), answers.responses)
        return same, same

    @property
    def interview(self) -> Interview:
        """The interview with what is corrected so far."""
        return self.interviews[1]

    @property
    def form(self) -> SectionForm:
        """What is typed on the page, or what stands."""
        assert self.section is not None  # noqa: S101 - for the type checker
        if self._form is None:
            self._form = section_form(self.interview, self.section, request.method == "GET")
        return self._form

    def aloud(self, text: Text | None) -> None:
        """Nothing is read aloud: nobody is being asked."""

    def overview(self) -> dict[str, Any]:
        """The sections, and what changes so far."""
        before, after = self.interviews
        every = tuple(section.id for section in after.sections)
        return {
            "sections": list(reviewed(after, every, own=True)),
            "changes": changed(changes_between(before, after), own=True),
        }


def correction_of(actor: Actor, reference: str, section: str = "") -> Correction | None:
    """One's own screening, once it was sent; with one of its pages that has something to ask."""
    screening = queries.own_screening(actor, reference)
    if screening is None:
        return None
    made = Correction(screening)
    if section:
        found = {one.id: one for one in made.interview.instrument.sections}.get(section)
        if found is None:
            return None
        made.section = found
    return made


@blueprint.route("/s/<reference>/correct", methods=["GET", "POST"])
@guard(WRITE, load=correction_of)
def correct(made: Correction) -> Any:
    """What is corrected so far; then send it with a reason, or throw it away."""
    form, actor, screening = CorrectionForm(), signed_in_actor(), made.screening
    if request.method == "GET":
        if screening.state == DRAFT:
            return redirect(url_for(".resume", reference=screening.reference), code=303)
        record_read(ScreeningRead(screening_id=screening.id, part="versions"), actor)
    return submit(
        form,
        "screening/correct.html",
        act=lambda: _act(made, form, actor),
        then=lambda done: url_for(".result", reference=screening.reference, done=done),
        row=made,
        screening=screening,
        overview=made.overview,
    )


@blueprint.route("/s/<reference>/correct/<section>", methods=["GET", "POST"])
@guard(WRITE, load=correction_of)
def correct_section(made: Correction) -> Any:
    """One page of answers to correct. Nothing counts before the correction is sent."""
    screening, actor = made.screening, signed_in_actor()
    there = url_for(".correct", reference=screening.reference)
    if request.method == "GET":
        assert made.section is not None  # noqa: S101 - for the type checker
        if screening.state == DRAFT or not made.interview.questions(made.section):
            return redirect(there, code=303)
        record_read(ScreeningRead(screening_id=screening.id, part="versions"), actor)
    return submit(
        made.form,
        "screening/correct_section.html",
        act=lambda: service.correct_section(
            screening, made.form.marked(), actor, made.form.expected_version()
        ),
        then=lambda _done: there,
        row=made,
        screening=screening,
        page=made,
    )


def _act(made: Correction, form: CorrectionForm, actor: Actor) -> str:
    version = form.expected_version()
    if form.leaving.data == "discard":
        service.discard_correction(made.screening, actor, version)
        return "correction_discarded"
    return DONE[service.send_correction(made.screening, form.reason.data, actor, version)]
