"""When contact counts as lost, until when a file is kept, who is asked again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from casework.cases.domain.card import CaseCard
from casework.cases.domain.children import ChildFacts
from casework.cases.domain.closure import (
    ContactAttempt,
    KeptOutOfBounds,
    LostTooSoon,
    NobodyToAsk,
    ReportMissing,
    check,
    is_safe,
    silence,
    years_after,
)
from casework.cases.domain.gates import Known, blocks
from casework.cases.domain.identity import SafeContact
from casework.cases.domain.records import Closure
from casework.tasks.domain import add_months

TODAY = date(2026, 11, 16)


def tried(*days_ago: int, reached: int | None = None) -> list[ContactAttempt]:
    found = [ContactAttempt(TODAY - timedelta(days=ago), "call", "no_answer") for ago in days_ago]
    if reached is not None:
        found.append(ContactAttempt(TODAY - timedelta(days=reached), "call", "reached"))
    return found


@pytest.mark.parametrize(
    ("attempts", "lost"),
    [
        ([], False),
        (tried(0, 15), False),  # two are not three
        (tried(0, 10, 29), False),  # 29 days are not 30
        (tried(0, 0, 30), False),  # twice on one day is once
        (tried(0, 10, 30), True),
        (tried(0, 10, 30, 60, reached=35), True),
        (tried(0, 10, 30, 60, reached=20), False),  # since then only ten days
        (tried(0, 10, 30, reached=0), False),
    ],
)
def test_contact_is_lost_after_three_days_of_trying_thirty_days_apart(attempts, lost) -> None:
    assert silence(attempts).lost is lost


def test_a_closure_for_lost_contact_names_what_is_on_record() -> None:
    with pytest.raises(LostTooSoon) as refused:
        check(Closure("lost_contact", "x"), tried(0, 10), TODAY)
    assert refused.value.codes == {"count": 2, "days": 10}
    check(Closure("lost_contact", "x"), tried(0, 10, 30), TODAY)


def test_a_detention_is_reported_before_the_file_closes() -> None:
    with pytest.raises(ReportMissing):
        check(Closure("detained_or_removed", "x"), [], TODAY)
    check(Closure("detained_or_removed", "x", report="Au parquet, le 12"), [], TODAY)


@pytest.mark.parametrize(
    ("kept", "fits"),
    [
        (date(2027, 11, 15), False),
        (date(2027, 11, 16), True),
        (date(2036, 11, 16), True),
        (date(2036, 11, 17), False),
    ],
)
def test_a_file_is_kept_between_one_and_ten_years(kept, fits) -> None:
    closure = Closure("goals_met", "x", keep_until=kept)
    if fits:
        check(closure, [], TODAY)
    else:
        with pytest.raises(KeptOutOfBounds):
            check(closure, [], TODAY)


def test_a_leap_day_ends_on_the_last_of_february() -> None:
    assert years_after(date(2028, 2, 29), 5) == date(2033, 2, 28)


@pytest.mark.parametrize("reason", ["deceased", "duplicate"])
def test_nobody_is_asked_again_after_these_reasons(reason) -> None:
    with pytest.raises(NobodyToAsk):
        check(Closure(reason, "x", channels=("call",)), [], TODAY)


def test_a_channel_that_no_list_has_is_refused() -> None:
    with pytest.raises(NobodyToAsk):
        check(Closure("goals_met", "x", channels=("fax",)), [], TODAY)


def test_a_way_the_person_said_no_to_is_not_safe() -> None:
    contact = SafeContact(calls="no", messages="yes")
    assert [is_safe(way, contact) for way in ("call", "message", "meeting")] == [False, True, True]
    assert is_safe("call", None)


def test_a_child_without_a_durable_solution_keeps_a_file_open() -> None:
    at = datetime(2026, 11, 16, tzinfo=UTC)
    child = Known(at=at, today=TODAY, card=CaseCard(age_band="9-17"))
    settled = replace(child, milestones={"bid": TODAY}, child=ChildFacts(solution="local"))
    for_now = replace(settled, child=ChildFacts(solution="temporary_care"))
    dead = Known(at=at, today=TODAY, card=CaseCard(age_band="9-17"), reason_code="deceased")
    assert blocks(child) == blocks(for_now) == ["child_unsettled"]
    assert blocks(settled) == blocks(dead) == []


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-11-30", 3, "2027-02-28 23:59"),
        ("2027-11-30", 3, "2028-02-29 23:59"),
        ("2026-01-31", 1, "2026-02-28 23:59"),
        ("2026-08-15", 6, "2027-02-15 23:59"),  # Ramadan of 2027 begins a week earlier
        ("2026-12-01", 12, "2027-12-01 23:59"),
    ],
)
def test_months_end_on_the_same_day_by_the_clock_of_morocco(start, months, end) -> None:
    from casework.kernel.clock import MOROCCO

    due = add_months(datetime.fromisoformat(f"{start}T12:00:00+00:00"), months)
    assert due.astimezone(MOROCCO).strftime("%Y-%m-%d %H:%M") == end
