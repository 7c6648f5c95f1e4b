"""What the person says at the door, and how they arrived, is not only written down."""

from datetime import timedelta

import pytest

from casework.kernel import clock as clocks
from casework.returns.domain.lists import Part
from casework.returns.domain.records import Arrival
from casework.tasks.queries import open_tasks as tasks_of
from tests.integration.returns.test_return_walk import open_tasks


def typed(moment):
    """A day and an hour as they are typed."""
    local = moment.astimezone(clocks.MOROCCO)
    day = {f"on-{part}": str(getattr(local, part)) for part in ("day", "month", "year")}
    return {**day, "hour": local.strftime("%H:%M")}


def test_a_no_at_the_door_stops_the_return_and_the_case_goes_on(quick_bureau, client_as, clock):
    reference = quick_bureau.booked(clock)
    clock.advance(timedelta(days=3))
    worker, there = client_as("caseworker"), f"/j/{reference}/part/departure"
    assert "Un non arrête le retour" in worker.get(there).text
    said = {**typed(clocks.now()), "confirmed": "no", "signed": "written"}
    answer = worker.submit(there, said, containing="confirmed")
    assert answer.location.endswith("done=return_stopped")
    assert quick_bureau.stands(reference) == ("stopped", "S11")
    assert open_tasks(quick_bureau) == {}


@pytest.mark.parametrize("well", [True, False])
def test_who_did_not_arrive_well_has_their_risk_assessed_again(quick_bureau, clock, well):
    reference = quick_bureau.departed(clock)
    clock.advance(timedelta(days=1))
    quick_bureau.keep(reference, Part.ARRIVAL, Arrival(clocks.now(), "le bureau", well))
    assert quick_bureau.stands(reference) == ("arrived", "S13")
    found = quick_bureau.seated(
        reference, lambda seat: {one.kind: one.due_at for one in tasks_of("case", seat.case.id)}
    )
    due = found.get("review_risk")
    soon = due is not None and due <= clocks.now() + timedelta(hours=24)
    assert soon is not well
