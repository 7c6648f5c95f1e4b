"""Where to bring the person: for the one who was named to, until they have arrived."""

from flask import render_template

from casework.audit import record_read
from casework.audit.catalogue import AddressRead
from casework.policy import Permission as P
from casework.shelter import queries
from casework.shelter.queries import Stay
from casework.shelter.views.blueprint import pages
from casework.web.guard import guard, signed_in_actor


@pages.get("/b/escort/<ref>")
@guard(P.STAY_ESCORT, load=queries.stay_for_escort)
def escort(stay: Stay) -> str:
    """The address, for the way there. It is written down who read it."""
    assert stay.unit_id is not None  # noqa: S101 - a held stay has a house
    record_read(AddressRead(unit_id=stay.unit_id, as_who="escort"), signed_in_actor())
    unit = queries.unit_by_id(stay.unit_id)
    return render_template(
        "shelter/escort.html",
        stay=stay,
        address=queries.address_of(stay.unit_id),
        card=queries.house_now(unit).card if unit else None,
    )
