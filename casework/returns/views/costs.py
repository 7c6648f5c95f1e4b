"""What a return costs: tickets, papers, a doctor, the first days, by budget line and donor. The
person owes nothing of it, and what was spent stays charged when they stop."""

from typing import Any

from flask import request, url_for

from casework.audit import record_read
from casework.audit.catalogue import ReturnRead
from casework.cases.queries import today
from casework.funding.charging import charge_as_typed, charge_form
from casework.funding.costs import costs_of
from casework.policy import Permission as P
from casework.returns import queries
from casework.returns.pages import SOURCE
from casework.returns.queries import Seat
from casework.returns.views.blueprint import blueprint
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


@blueprint.route("/j/<reference>/costs", methods=["GET", "POST"])
@guard(P.RETURN_WORK, load=queries.seat)
def costs(seat: Seat) -> Any:
    """What was charged, and one more cost."""
    actor, file = signed_in_actor(), seat.file
    if request.method == "GET":
        event = ReturnRead(case_id=file.case_id, return_id=file.id, part="costs")
        record_read(event, actor)
    form = charge_form(actor, today())
    return submit(
        form,
        "returns/costs.html",
        act=lambda: charge_as_typed(form, SOURCE, file.id, actor),
        then=lambda _made: url_for(".costs", reference=file.reference, done="charged"),
        **{"seat": seat, "file": file, **costs_of(SOURCE, file.id).shown()},
    )
