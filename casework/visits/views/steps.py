"""The steps of a labour record: each with its own small form, one page for all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from casework.policy import Actor, Permission, Resource
from casework.visits import queries, service
from casework.visits.domain.labour import Outcome
from casework.visits.forms import (
    CloseRecordForm,
    CopiesForm,
    InviteForm,
    NoticeForm,
    PlainForm,
    ReasonForm,
    ReportForm,
)
from casework.visits.queries import LabourRecord
from casework.visits.views.blueprints import labour_pages
from casework.visits.views.labour import submit_labour
from casework.web.forms import Form
from casework.web.guard import guard, signed_in_actor

Act = Callable[[LabourRecord, Any, Actor, int], None]


@dataclass(frozen=True)
class RecordStep:
    """A record and what is to be done with it."""

    row: LabourRecord
    action: str

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return self.row.resource()


@dataclass(frozen=True)
class _Asked:
    """What a step asks for, and how it is taken."""

    form: Callable[[LabourRecord], Form]
    act: Act


ASKED = {
    "take_up": _Asked(
        lambda row: PlainForm(),
        lambda row, form, actor, version: service.take_up(row, actor, version),
    ),
    "give_notice": _Asked(
        lambda row: NoticeForm.least(),
        lambda row, form, actor, version: service.give_notice(
            row, form.days.data, bool(form.imminent.data), actor, version
        ),
    ),
    "invite": _Asked(
        lambda row: InviteForm(),
        lambda row, form, actor, version: service.invite(
            row, form.on.data.earliest(), actor, version
        ),
    ),
    "report": _Asked(
        lambda row: ReportForm(),
        lambda row, form, actor, version: service.report(
            row, form.number.data or "", actor, version
        ),
    ),
    "send_copies": _Asked(
        lambda row: CopiesForm(),
        lambda row, form, actor, version: service.send_copies(
            row, form.copies.data or (), actor, version
        ),
    ),
    "close": _Asked(
        lambda row: CloseRecordForm.of(row.state),
        lambda row, form, actor, version: service.close_record(
            row, Outcome(form.outcome.data), form.words.data or "", actor, version
        ),
    ),
    "reopen": _Asked(
        lambda row: ReasonForm(),
        lambda row, form, actor, version: service.reopen_record(
            row, form.reason.data, actor, version
        ),
    ),
}


def _step_of(actor: Actor, reference: str, action: str) -> RecordStep | None:
    row = queries.labour_record(actor, reference)
    return RecordStep(row, action) if row is not None and action in ASKED else None


@labour_pages.route("/l/<reference>/step/<action>", methods=["GET", "POST"])
@guard(Permission.LABOUR_WORK, load=_step_of)
def step(step: RecordStep) -> Any:
    """One step of the track."""
    row, asked = step.row, ASKED[step.action]
    form = asked.form(row)
    return submit_labour(
        row,
        form,
        "step",
        lambda: asked.act(row, form, signed_in_actor(), form.expected_version()),
        "labour_moved",
        action=step.action,
    )
