"""Labour records: the list, the page of one, what was found, the employer, who complains."""

from typing import Any

from flask import render_template, request, url_for

from casework.accounts import queries as accounts
from casework.audit import record_read
from casework.audit.catalogue import LabourRecordRead
from casework.kernel.workflow import possible
from casework.policy import Permission, permissions_of
from casework.tasks.queries import open_tasks
from casework.visits import queries, service
from casework.visits.domain.labour import TABLE
from casework.visits.forms import ComplainantForm, EmployerForm, ObservationsForm, PlainForm
from casework.visits.queries import LabourRecord
from casework.visits.service import employers
from casework.visits.texts import OUTCOMES, WHY_SHOWN
from casework.visits.views.blueprints import labour_pages
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor
from casework.workflow.service import history


@labour_pages.get("/l")
@guard(Permission.LABOUR_LIST)
def records() -> str:
    """Records of the own organisation, by code; those that ended with ?ended=1."""
    actor, ended = signed_in_actor(), request.args.get("ended") == "1"
    page = queries.labour_page(actor, closed=ended, after=request.args.get("after", ""))
    names = accounts.user_displays(row.handler_id for row in page.rows)
    return render_template("visits/labour/list.html", page=page, ended=ended, names=names)


@labour_pages.get("/l/<reference>")
@guard(Permission.LABOUR_WORK, load=queries.labour_record)
def item(row: LabourRecord) -> str:
    """What was found, who employs, what was done and what may be done."""
    actor = signed_in_actor()
    record_read(LabourRecordRead(labour_id=row.id, part="record"), actor)
    return render_template(
        "visits/labour/item.html",
        row=row,
        content=row.content.reveal(),
        employer=employers.read(row.employer_id, actor),
        handler=accounts.user_display(row.handler_id),
        mine=row.handler_id == actor.user_id,
        actions=_actions(row, actor),
        deadlines=open_tasks("labour", row.id),
        events=[_event(step) for step in reversed(history("labour", row.id))],
    )


@labour_pages.route("/l/<reference>/observations", methods=["GET", "POST"])
@guard(Permission.LABOUR_WORK, load=queries.labour_record)
def observations(row: LabourRecord) -> Any:
    """What was found."""
    actor, form = signed_in_actor(), ObservationsForm.of(row.content.reveal())
    return submit_labour(
        row,
        form,
        "observations",
        lambda: service.write_observations(
            row, form.infractions.data, form.workers.data, form.words.data or "", actor,
            form.expected_version(),
        ),
        "labour_saved",
    )  # fmt: skip


@labour_pages.route("/l/<reference>/employer", methods=["GET", "POST"])
@guard(Permission.LABOUR_WORK, load=queries.labour_record)
def employer(row: LabourRecord) -> Any:
    """Who employs."""
    actor = signed_in_actor()
    form = EmployerForm.of(employers.read(row.employer_id, actor))
    return submit_labour(
        row,
        form,
        "employer",
        lambda: service.write_record_employer(row, form.employer(), actor, form.expected_version()),
        "labour_saved",
    )


@labour_pages.get("/l/<reference>/complainant")
@guard(Permission.LABOUR_WORK, load=queries.labour_record)
def complainant(row: LabourRecord) -> str:
    """Who agreed to appear by name: shown for a reason, which is written down."""
    why = request.args.get("why", "")
    shown = row.complainant if why in WHY_SHOWN else None
    if shown is not None:
        event = LabourRecordRead(labour_id=row.id, part="complainant", reason=why)
        record_read(event, signed_in_actor())
    return render_template(
        "visits/labour/complainant.html",
        row=row,
        shown=shown.reveal() if shown is not None else None,
        why=WHY_SHOWN,
        remove=PlainForm(version=str(row.version)),
    )


@labour_pages.route("/l/<reference>/complainant/record", methods=["GET", "POST"])
@guard(Permission.LABOUR_WORK, load=queries.labour_record)
def write_complainant(row: LabourRecord) -> Any:
    """Somebody agreed to appear by name."""
    actor, form = signed_in_actor(), ComplainantForm()
    return submit_labour(
        row,
        form,
        "write_complainant",
        lambda: service.put_complainant(row, form.complainant(), actor, form.expected_version()),
        "complainant_saved",
    )


@labour_pages.route("/l/<reference>/complainant/remove", methods=["GET", "POST"])
@guard(Permission.LABOUR_WORK, load=queries.labour_record)
def remove_complainant(row: LabourRecord) -> Any:
    """The agreement was taken back."""
    actor, form = signed_in_actor(), PlainForm()
    return submit_labour(
        row,
        form,
        "remove_complainant",
        lambda: service.remove_complainant(row, actor, form.expected_version()),
        "complainant_removed",
    )


def submit_labour(
    row: LabourRecord, form: Form, template: str, act: Any, done: str, **shown: Any
) -> Any:
    """A form of a record: back to its page when it is done."""
    there = url_for("labour.item", reference=row.reference, done=done)
    return submit(
        form,
        f"visits/labour/{template}.html",
        act=act,
        then=lambda _done: there,
        row=row,
        record=row,
        **shown,
    )


def _actions(row: LabourRecord, actor: Any) -> list[str]:
    """The steps that may be taken now; a record is taken up by somebody else than who has it."""
    arrows = possible(TABLE, row.state, permissions_of(actor, row.resource()))
    found = [arrow.action for arrow in arrows]
    return [one for one in found if one != "take_up" or row.handler_id != actor.user_id]


def _event(step: Any) -> dict[str, Any]:
    words = step.reason.reveal().text if step.reason is not None else ""
    outcome = str(OUTCOMES.get(step.reason_code, "")) if step.reason_code else ""
    return {"at": step.at, "action": step.action, "outcome": outcome, "words": words,
            "by": accounts.user_display(step.actor_id)}  # fmt: skip
