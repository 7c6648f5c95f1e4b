"""Typing in what was noted on paper: all questions of a form on one page, in its order."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import redirect, request, url_for

from casework.audit import record_read
from casework.audit.catalogue import ScreeningRead
from casework.kernel.refusals import StaleVersion
from casework.policy import Actor, Permission, Resource
from casework.screening import queries, service
from casework.screening.domain.card import dangers
from casework.screening.domain.interview import Interview
from casework.screening.domain.track import DRAFT
from casework.screening.forms.transcribing import TranscribeForm, transcribe_form
from casework.screening.paper.sheet import Line, Sheet, printed_code, sheet
from casework.screening.paper.words import SheetWords, sources
from casework.screening.queries import Screening
from casework.screening.views.blueprint import blueprint
from casework.screening.views.words import said
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


@dataclass
class PaperPage:
    """One's own draft, as the paper form of its version."""

    screening: Screening
    elsewhere: bool = False
    _form: TranscribeForm | None = field(default=None, repr=False)

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return self.screening.resource()

    @cached_property
    def sheet(self) -> Sheet:
        """The numbered form."""
        return sheet(queries.instrument_of(self.screening))

    @cached_property
    def words(self) -> SheetWords:
        """How it is said in the language of the page."""
        return SheetWords(self.sheet)

    @property
    def code(self) -> str:
        """What must stand at the foot of the paper."""
        return printed_code(self.sheet.instrument)

    @property
    def sources(self) -> list[tuple[str, str]]:
        """What is typed after the dot."""
        return sources()

    @cached_property
    def met_at(self) -> datetime | None:
        """When the meeting was, once that is known."""
        return self.screening.answers.reveal().met_at

    @property
    def form(self) -> TranscribeForm:
        """What is typed on it, or what was saved."""
        if self._form is None:
            saved = service.with_reporter(self.screening, queries.interview_of(self.screening))
            filled = saved.responses if request.method == "GET" else None
            self._form = transcribe_form(self.sheet, filled, self.met_at)
        return self._form

    def save(self, actor: Actor) -> Interview:
        """Keep all that was typed, at once."""
        try:
            return service.transcribe(
                self.screening, self.form.pages(), actor, self.form.expected_version(),
                met_at=self.form.met_at(),
            )  # fmt: skip
        except StaleVersion:
            self.elsewhere = True
            raise

    def onward(self, interview: Interview) -> str:
        """To the last look; by the numbers to call when somebody is in danger."""
        reference = self.screening.reference
        if self.form.newly_naming():
            return url_for(".transcribe", reference=reference, look="note")
        if dangers(interview):
            return url_for(".danger", reference=reference)
        return url_for(".check", reference=reference)

    def other_answers(self) -> list[tuple[Line, str]]:
        """Where the saved draft says something else than what was typed here."""
        newer = queries.interview_of(self.screening)
        return [
            (line, said(line.question, newer.response(line.question), own=True))
            for line in self.sheet.lines
            if newer.responses.get(line.question.id) != self.form.responses.get(line.question.id)
        ]


def paper_page(actor: Actor, reference: str) -> PaperPage | None:
    """One of the actor's own screenings; None for a stranger's or an unknown one."""
    screening = queries.own_screening(actor, reference)
    return PaperPage(screening) if screening else None


@blueprint.route("/s/<reference>/paper", methods=["GET", "POST"])
@guard(Permission.SCREENING_WRITE, load=paper_page)
def transcribe(page: PaperPage) -> Any:
    """All questions as on paper. Kept at once or not at all; nothing typed is lost."""
    actor = signed_in_actor()
    if request.method == "GET":
        record_read(ScreeningRead(screening_id=page.screening.id, part="draft"), actor)
        if page.screening.state != DRAFT:
            return redirect(url_for(".result", reference=page.screening.reference), code=303)
    return submit(
        page.form,
        "screening/transcribe.html",
        act=lambda: page.save(actor),
        then=page.onward,
        row=page.screening,
        page=page,
    )
