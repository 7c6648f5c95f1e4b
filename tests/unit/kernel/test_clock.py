"""One clock, that tests and the demo loader can move."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from casework.kernel import clock

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_now_is_aware_and_in_utc_by_the_system_clock():
    assert clock.now().tzinfo is UTC


def test_now_follows_the_clock_in_use_and_comes_back_after_it():
    with clock.use(clock.SteppedClock(NOON)) as stepped:
        assert clock.now() == NOON
        stepped.advance(timedelta(hours=2))
        assert clock.now() == NOON + timedelta(hours=2)
    assert clock.now() > NOON + timedelta(hours=2)


def test_stepped_clock_refuses_to_go_back():
    stepped = clock.SteppedClock(NOON)
    with pytest.raises(ValueError, match="back"):
        stepped.advance(timedelta(seconds=-1))
    with pytest.raises(ValueError, match="back"):
        stepped.set(NOON - timedelta(days=1))


def test_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        clock.SteppedClock(datetime(2026, 3, 1))


def test_moment_of_another_zone_is_kept_in_utc():
    there = datetime(2026, 3, 1, 14, tzinfo=timezone(timedelta(hours=2)))
    assert clock.SteppedClock(there).now() == NOON
