"""An open danger keeps a file open, and nothing else about risk does."""

from datetime import UTC, datetime, timedelta

import pytest

from casework.cases.domain.gates import Known, blocks
from casework.cases.domain.records import CLOSURE_REASONS

AT = datetime(2026, 11, 16, 12, tzinfo=UTC)
IN_FORCE, OVER, NEVER = AT + timedelta(minutes=1), AT, None


@pytest.mark.parametrize(
    ("priority", "until", "high", "against"),
    [
        ("P1", NEVER, False, ["risk_unassessed"]),
        ("P2", NEVER, False, ["risk_unassessed"]),
        ("P1", OVER, False, ["risk_unassessed"]),
        ("P2", OVER, False, ["risk_unassessed"]),
        ("P1", IN_FORCE, False, ["risk_urgent"]),
        ("P2", IN_FORCE, False, ["risk_urgent"]),
        ("P1", IN_FORCE, True, ["risk_high"]),
        ("P2", OVER, True, ["risk_high"]),
        ("P3", IN_FORCE, True, ["risk_high"]),
        ("P4", OVER, True, ["risk_high"]),  # a high risk does not end by waiting
        ("P3", NEVER, False, []),
        ("P4", NEVER, False, []),
        ("P3", OVER, False, []),
        ("P4", IN_FORCE, False, []),
    ],
)
def test_a_file_stays_open_while_a_danger_is(priority, until, high, against) -> None:
    known = Known(at=AT, today=AT.date(), priority=priority, risk_valid_until=until, risk_high=high)
    assert blocks(known) == against


@pytest.mark.parametrize("reason", CLOSURE_REASONS)
def test_death_alone_ends_a_danger_without_an_assessment(reason) -> None:
    for priority, high in (("P1", True), ("P2", False)):
        known = Known(at=AT, today=AT.date(), priority=priority, risk_high=high, reason_code=reason)
        assert (blocks(known) == []) is (reason == "deceased")
