"""Distributions: planning, the place, goods, steps, what people said later."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import render_template, url_for

from casework.assistance import pages, queries, service
from casework.assistance.domain.track import PLANNED, RUNNING
from casework.assistance.forms import (
    MonitoringForm,
    MoveForm,
    PlainForm,
    PlanForm,
    SpotForm,
    StepForm,
)
from casework.assistance.pages import Operation
from casework.assistance.texts import ACTIONS
from casework.assistance.views.blueprint import blueprint, of_operation
from casework.audit import record_read
from casework.audit.catalogue import OperationRead
from casework.cases.queries import today
from casework.policy import Actor
from casework.policy import Permission as P
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


class Moved:
    """A movement of goods of one distribution."""

    def __init__(self, row: Operation, made: Any) -> None:
        self.row, self.made = row, made

    def resource(self) -> Any:
        return self.row.resource()


class Stepped:
    """A distribution before one of its steps."""

    def __init__(self, row: Operation, action: str) -> None:
        self.row, self.action = row, action

    def resource(self) -> Any:
        return self.row.resource()


def _moved(actor: Actor, reference: str, move: UUID) -> Moved | None:
    row = queries.operation(actor, reference)
    made = queries.move_of(row.id, move) if row is not None else None
    return Moved(row, made) if row is not None and made is not None else None


def _stepped(actor: Actor, reference: str, action: str) -> Stepped | None:
    row = queries.operation(actor, reference)
    return Stepped(row, action) if row is not None and action in ACTIONS else None


@blueprint.get("/x")
@guard(P.DISTRIBUTION_LIST)
def operations() -> str:
    """The distributions of the own organisation."""
    found = queries.operations(signed_in_actor())
    counting = [one for one in found if one.state == RUNNING or _planned_now(one)]
    return render_template("assistance/operations.html", operations=found, counting=counting)


def _planned_now(row: Operation) -> bool:
    """Planned for today or tomorrow: phones are made ready before the way there."""
    return row.state == PLANNED and timedelta(0) <= row.on - today() <= timedelta(days=1)


@blueprint.route("/x/new", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_LIST)
def new_operation() -> Any:
    """Plan a distribution."""
    form, actor = PlanForm(), signed_in_actor()
    form.offer(pages.project_choices(actor))
    return submit(
        form,
        "assistance/new_operation.html",
        act=lambda: service.plan(form.plan(), actor),
        then=lambda made: url_for(".operation", reference=made.reference, done="operation_planned"),
    )


@blueprint.get("/x/<reference>")
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def operation(row: Operation) -> str:
    """One distribution: plan, goods, people, what followed. Exact, for its team."""
    actor = signed_in_actor()
    record_read(OperationRead(operation_id=row.id, part="whole"), actor)
    return render_template("assistance/operation.html", **pages.operation_page(row, actor))


@blueprint.route("/x/<reference>/place", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def place(row: Operation) -> Any:
    """Where exactly, and what must be watched."""
    kept = row.spot.reveal() if row.spot else None
    form = SpotForm(obj=kept)
    return of_operation(
        row, form, "place",
        lambda: service.write_spot(row, form.shown(), signed_in_actor(), form.expected_version()),
        "operation_saved",
    )  # fmt: skip


@blueprint.route("/x/<reference>/goods", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def goods(row: Operation) -> Any:
    """Goods in or out; whoever writes signs, a second person signs after."""
    form = MoveForm()
    return of_operation(
        row,
        form,
        "goods",
        lambda: service.move(
            row, form.kind.data, form.goods(), signed_in_actor(), form.expected_version()
        ),
        "stock_moved",
        items=queries.stock(row.id),
    )


@blueprint.post("/x/<reference>/goods/<uuid:move>/sign")
@guard(P.DISTRIBUTION_WORK, load=_moved)
def sign(found: Moved) -> Any:
    """The second signature."""
    shown = pages.operation_page(found.row, signed_in_actor())
    return of_operation(
        found.row, PlainForm(), "operation",
        lambda: service.sign(found.row, found.made, signed_in_actor()), "stock_signed", **shown,
    )  # fmt: skip


@blueprint.route("/x/<reference>/step/<action>", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_WORK, load=_stepped)
def step(found: Stepped) -> Any:
    """Begin, finish, cancel, open again."""
    form, row = StepForm(), found.row
    return of_operation(
        row,
        form,
        "step",
        lambda: service.step(
            row, found.action, signed_in_actor(), form.expected_version(), form.words.data or None
        ),
        "operation_moved",
        action=found.action,
        asks_why=found.action in ("cancel", "reopen"),
    )


@blueprint.route("/x/<reference>/later", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def monitoring(row: Operation) -> Any:
    """What a sample said two to four weeks later."""
    form = MonitoringForm()
    return of_operation(
        row, form, "monitoring",
        lambda: service.monitor(row, form.answers(), signed_in_actor(), form.expected_version()),
        "operation_saved",
    )  # fmt: skip
