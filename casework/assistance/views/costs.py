"""What distributions, kits and training sessions cost, charged to the lines of projects."""

from typing import Any

from flask import url_for

from casework.assistance import queries, service
from casework.assistance.pages import Operation
from casework.assistance.queries import Training
from casework.assistance.views.blueprint import blueprint, of_operation
from casework.assistance.views.kits import KitsOf, kits_of
from casework.funding.charging import charge_as_typed, charge_form
from casework.funding.costs import costs_of
from casework.policy import Permission as P
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


@blueprint.route("/x/<reference>/cost", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def cost(row: Operation) -> Any:
    """A cost of a distribution."""
    actor = signed_in_actor()
    form = charge_form(actor, row.on)
    return of_operation(
        row, form, "cost", lambda: charge_as_typed(form, "distribution", row.id, actor), "charged"
    )


@blueprint.route("/x/<reference>/kits/<uuid:move>/cost", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_WORK, load=kits_of)
def kit_cost(found: KitsOf) -> Any:
    """What the kits of one movement cost; begins with what they cost by their version."""
    actor, row, moved = signed_in_actor(), found.row, found.found
    form = charge_form(actor, row.on, moved.version.contents.costing(moved.move.kits))

    def act() -> Any:
        service.refuse_second_charge(row, moved.move, form.line_id())
        return charge_as_typed(form, "kit", moved.move.id, actor)

    before = costs_of("kit", moved.move.id).shown()
    return of_operation(row, form, "cost", act, "charged", **before)


@blueprint.route("/y/<reference>/cost", methods=["GET", "POST"])
@guard(P.TRAINING_WORK, load=queries.training)
def training_cost(row: Training) -> Any:
    """A cost of a training session."""
    actor = signed_in_actor()
    form = charge_form(actor, row.on)
    return submit(
        form,
        "assistance/training_cost.html",
        act=lambda: charge_as_typed(form, "training", row.id, actor),
        then=lambda _done: url_for(".training", reference=row.reference, done="charged"),
        session=row,
    )
