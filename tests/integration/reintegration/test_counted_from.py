"""From when the visits of a reintegration count: the arrival, or a day since the case is open."""

from datetime import timedelta

import pytest

from casework.db import db
from casework.kernel import clock as clocks
from casework.reintegration import service
from casework.reintegration.domain.refusals import CountedTooEarly, ReturnUnderWay
from casework.reintegration.models import ReintegrationFile
from casework.returns.domain.lists import Part
from casework.returns.domain.records import Arrival
from casework.returns.models import ReturnFile
from tests.factories import actor_named


def begun_on(ground, code, day):
    return ground.on(
        code, lambda case: service.begin(case, "closely", day, actor_named("caseworker")).reference
    )


def file_of(ground, reference):
    """From which day it counts, and which return it follows."""
    with ground.app.app_context():
        row = db.session.query(ReintegrationFile).filter_by(reference=reference).one()
        followed = db.session.get(ReturnFile, row.return_id) if row.return_id else None
        found = row.counted_from, followed.reference if followed else None
        db.session.close()
    return found


def arrive(ground, followed, clock):
    clock.advance(timedelta(days=1))
    ground.keep(followed, Part.ARRIVAL, Arrival(clocks.now(), "le bureau", True))


def test_no_calendar_begins_before_the_case_was_opened_nor_while_a_return_runs(
    quick_ground, client_as, clock
):
    code = quick_ground.planned()
    clock.advance(timedelta(days=2))
    today = quick_ground.today()
    with pytest.raises(CountedTooEarly):
        begun_on(quick_ground, code, today - timedelta(days=365))
    running = quick_ground.asked(code)
    with pytest.raises(ReturnUnderWay):
        begun_on(quick_ground, code, today)
    day = {f"on-{part}": str(getattr(today, part)) for part in ("day", "month", "year")}
    page = client_as("caseworker").submit(
        f"/c/{code}/reintegration/begin", {**day, "visited": "closely"}, status=409
    )
    assert "Un retour est en cours" in page.text
    quick_ground.step(running, "stop")
    begun_on(quick_ground, code, today - timedelta(days=1))


def test_after_a_return_it_counts_from_the_arrival_at_the_earliest(quick_ground, clock):
    followed = quick_ground.departed(clock)
    arrive(quick_ground, followed, clock)
    code = quick_ground.seated(followed, lambda seat: seat.case.code)
    today = quick_ground.today()
    with pytest.raises(CountedTooEarly):
        begun_on(quick_ground, code, today - timedelta(days=1))
    reference = begun_on(quick_ground, code, today)
    assert file_of(quick_ground, reference) == (today, followed)


def test_who_had_begun_here_and_arrives_elsewhere_is_visited_anew_from_the_arrival(
    quick_ground, clock
):
    code = quick_ground.planned()
    reference = quick_ground.begun(code=code)
    clock.advance(timedelta(days=31))
    quick_ground.visit(reference, 1)
    quick_ground.risk(code)
    followed = quick_ground.booked(clock, code)
    quick_ground.leave(followed, clock)
    arrive(quick_ground, followed, clock)
    assert file_of(quick_ground, reference) == (quick_ground.today(), followed)
    assert quick_ground.months() == [1, 3, 6, 9, 12]
    clock.advance(timedelta(days=31))
    quick_ground.visit(reference, 1)
    assert quick_ground.months() == [3, 6, 9, 12]
