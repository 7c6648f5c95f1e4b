"""A hundred people ask for the last place over a hundred connections; a server dies in the middle
of an admission. A real server, each store."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from casework.audit.verification import verify
from casework.db import db
from casework.shelter.models import PlaceUse, Stay
from casework.tasks.models import Task
from casework.workflow.models import StepTaken
from tests.integration.shelter.conftest import stay_named
from tests.integration.shelter.served import Prepared, Town, asked_of, rows, town

__all__ = ["town"]

ASKERS = 100
GIVEN_AWAY = "Il n’y a plus de lit ici"


def test_a_hundred_connections_at_once_get_the_last_place_once(town: Town):
    unit = town.shelter.unit(places=1)
    people, before = town.askers(ASKERS), rows(town, stays)
    town.let_go()
    all_there = Barrier(ASKERS)
    with town.site.served() as server:
        with ThreadPoolExecutor(8) as few:
            forms = list(few.map(
                lambda one: Prepared(server, one[0], f"/c/{one[1]}/place", "night"), people
            ))  # fmt: skip

        def ask(number: int):
            all_there.wait(60)
            return forms[number].send(f"/c/{people[number][1]}/place/hold", asked_of(unit))

        with ThreadPoolExecutor(ASKERS) as crowd:
            answers = list(crowd.map(ask, range(ASKERS)))
    told = Counter(one.status for one in answers)
    assert told == {303: 1, 409: ASKERS - 1}
    (won,) = (one for one in answers if one.status == 303)
    assert won.location.endswith("/stay?done=place_held")
    assert all(GIVEN_AWAY in one.text for one in answers if one.status == 409)
    assert town.shelter.free(unit) == 0
    assert rows(town, stays) - before == {("reserved", unit)}, "whoever lost leaves nothing behind"
    assert rows(town, lambda: uses_in(unit)) == 1


@pytest.mark.parametrize("point", [
    "casework.shelter.service.staying:ask_review",  # the place is theirs, the intake is due
    "casework.shelter.service.staying:_referral_goes_on",  # all but the commit
])  # fmt: skip
def test_a_server_killed_in_the_middle_of_an_admission_leaves_no_half_of_it(town: Town, point):
    ref = town.shelter.held(town.shelter.unit(places=1))
    token = town.session("shelter")
    before = whole(town, ref)
    halted = town.site.home / f"halted-{ref}"
    town.site.env = {"HALTS_AT": point, "HALTED_FILE": str(halted)}
    town.let_go()
    there = f"/b/stay/{ref}/admit"
    with town.site.served(1, "tests.integration.shelter.halting:app") as server:
        form = Prepared(server, token, there, "version")
        with ThreadPoolExecutor(1) as house:
            answer = house.submit(form.send, there, {})
            until = time.monotonic() + 30
            while not halted.exists():
                assert time.monotonic() < until, "the admission did not begin"
                time.sleep(0.02)
            server.kill()
            assert answer.result().status == 0, "nobody was told that it was done"
    assert whole(town, ref) == before == ("reserved", False, False, 0, 1, before[5])
    assert not rows(town, lambda: verify(None).faults)
    town.shelter.step(ref, "admit")
    assert whole(town, ref) == ("admitted", True, True, 1, 1, before[5] + 1)


def stays():
    found = db.session.execute(select(Stay.state, Stay.unit_id))
    return {(str(row.state), row.unit_id) for row in found}


def uses_in(unit):
    mine = select(Stay.id).where(Stay.unit_id == unit)
    used = select(func.count()).where(PlaceUse.ended_at.is_(None), PlaceUse.stay_id.in_(mine))
    return db.session.scalar(used)


def whole(town: Town, ref: str):
    """State, arrival, days granted, intakes due, places given, steps taken: of one stay."""

    def look():
        stay = stay_named(ref)
        intakes = select(func.count()).where(
            Task.owner_id == stay.id, Task.kind == "complete_intake", Task.done_at.is_(None)
        )
        used = select(func.count()).where(PlaceUse.stay_id == stay.id, PlaceUse.ended_at.is_(None))
        steps = select(func.count()).where(StepTaken.owner_id == stay.id)
        counted = [int(db.session.scalar(one) or 0) for one in (intakes, used, steps)]
        arrived, until = stay.arrived_at is not None, stay.until is not None
        return (str(stay.state), arrived, until, *counted)

    return rows(town, look)
