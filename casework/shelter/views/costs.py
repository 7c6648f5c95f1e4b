"""What a stay costs its house: nights, food, a doctor, by budget line and donor. The resident owes
nothing of it."""

from typing import Any

from flask import request, url_for

from casework.audit import record_read
from casework.audit.catalogue import StayRead
from casework.cases.queries import today
from casework.funding.charging import charge_as_typed, charge_form
from casework.funding.costs import costs_of
from casework.policy import Permission as P
from casework.shelter import queries
from casework.shelter.queries import Stay
from casework.shelter.views.blueprint import pages
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor

SOURCE = "shelter"


@pages.route("/b/stay/<ref>/costs", methods=["GET", "POST"])
@guard(P.STAY_WORK, load=queries.stay_for)
def costs(stay: Stay) -> Any:
    """What was charged, and one more cost."""
    actor = signed_in_actor()
    if request.method == "GET":
        record_read(StayRead(case_id=stay.case_id, stay_id=stay.id, part="costs"), actor)
    form = charge_form(actor, today())
    return submit(
        form,
        "shelter/costs.html",
        act=lambda: charge_as_typed(form, SOURCE, stay.id, actor),
        then=lambda _made: url_for(".costs", ref=stay.reference, done="charged"),
        **{"stay": stay, "resident": queries.resident_of(stay),
           **costs_of(SOURCE, stay.id).shown()},
    )  # fmt: skip
