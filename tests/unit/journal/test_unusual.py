"""What deserves a second look in the trace."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from casework.audit.catalogue import CATALOGUE
from casework.journal.unusual import (
    LISTED,
    MOST_LOOKS_AN_HOUR,
    MOST_REVEALS_A_DAY,
    NO_LOOK,
    TAKEN_OUT,
    WATCHED,
    Act,
    Kind,
    unusual,
    window,
)

LOOKING = re.compile(
    r"(Read|Revealed|Reviewed|Listed|Looked|Opened|Searched|Printed|Exported|Taken)$"
)
STEP = re.compile(r"StepTaken$")
WHO, OTHER = uuid4(), uuid4()
MORNING = datetime(2026, 11, 16, 9, tzinfo=UTC)


def acts(kind: str, count: int, start: datetime = MORNING, apart: int = 60, who=WHO) -> list[Act]:
    return [Act(start + timedelta(seconds=apart * n), who, kind) for n in range(count)]


def kinds(found) -> list[Kind]:
    return [one.kind for one in unusual(found)]


def test_an_ordinary_day_raises_nothing() -> None:
    day = acts("CaseRead", 40) + acts("IdentityRevealed", 5) + acts("AccessRefused", 2)
    assert kinds(day) == []


def test_more_than_twenty_identities_a_day_are_named_with_their_count() -> None:
    assert kinds(acts("IdentityRevealed", MOST_REVEALS_A_DAY)) == []
    (alarm,) = unusual(acts("IdentityRevealed", MOST_REVEALS_A_DAY + 1))
    assert (alarm.kind, alarm.user_id, alarm.count) == (Kind.REVEALS, WHO, 21)
    assert alarm.day == date(2026, 11, 16)


def test_mass_reading_counts_within_the_hour_not_over_the_day() -> None:
    spread = acts("CaseRead", 3 * MOST_LOOKS_AN_HOUR, apart=120)
    assert kinds(spread) == []
    (alarm,) = unusual(acts("CaseRead", MOST_LOOKS_AN_HOUR + 1, apart=10))
    assert (alarm.kind, alarm.count) == (Kind.MASS, 61)


def test_an_hour_is_any_sixty_minutes_not_one_of_the_clock() -> None:
    half_past = MORNING + timedelta(minutes=30)
    (alarm,) = unusual(acts("CaseRead", 119, half_past, apart=30))
    assert (alarm.kind, alarm.count) == (Kind.MASS, 119)
    past_midnight = datetime(2026, 11, 16, 22, 30, tzinfo=UTC)
    (late,) = [
        one for one in unusual(acts("CaseRead", 61, past_midnight, 58)) if one.kind is Kind.MASS
    ]
    assert late.day == date(2026, 11, 17)


def test_who_reads_just_below_the_hour_all_day_is_named_for_the_day() -> None:
    patient = acts("CaseRead", 600, MORNING - timedelta(hours=2), apart=66)
    (alarm,) = unusual(patient)
    assert (alarm.kind, alarm.count) == (Kind.MASS_DAY, 600)


@pytest.mark.parametrize("kind", sorted(TAKEN_OUT))
def test_much_that_is_taken_out_is_named_by_day_as_well(kind: str) -> None:
    assert kinds(acts(kind, 10)) == []
    assert kinds(acts(kind, 11)) == [Kind.TAKEN]
    assert set(kinds(acts(kind, 31))) == {Kind.TAKEN, Kind.TAKEN_DAY}
    assert kinds(acts(kind, 31, MORNING - timedelta(hours=2), apart=1000)) == [Kind.TAKEN_DAY]


@pytest.mark.parametrize("kind", sorted(LISTED))
def test_rows_of_lists_are_added_up_and_named_by_hour_and_day(kind: str) -> None:
    def pages(count: int, apart: int) -> list[Act]:
        return [replace(one, rows=25) for one in acts(kind, count, apart=apart)]

    assert kinds(pages(24, 60)) == []
    assert kinds(pages(25, 60)) == [Kind.LISTED]
    assert kinds(pages(97, 300)) == [Kind.LISTED_DAY]


def test_summaries_that_a_question_went_through_have_a_bound_of_their_own() -> None:
    sifting = [replace(one, rows=2000, sifted=True) for one in acts("CardsOpened", 31, apart=900)]
    assert kinds(sifting[:30]) == []
    assert kinds(sifting) == [Kind.SIFTED_DAY]
    at_once = [replace(one, at=MORNING) for one in sifting[:11]]
    assert kinds(at_once) == [Kind.SIFTED]


@pytest.mark.parametrize(
    ("event", "named", "most"),
    [
        ("IdentityRevealed", Kind.REVEALS, 20),
        ("CaseRead", Kind.MASS_DAY, 240),
        ("ExportMade", Kind.TAKEN_DAY, 30),
        ("PersonSearched", Kind.SEARCHES, 30),
    ],
)
def test_a_day_is_any_24_hours_and_is_named_on_the_day_it_ended(event, named, most) -> None:
    midnight = datetime(2026, 11, 16, 23, tzinfo=UTC)
    split = acts(event, most, midnight - timedelta(hours=8), 28_000 // most)
    split += acts(event, most, midnight + timedelta(hours=7), 28_000 // most)
    (alarm,) = [one for one in unusual(split) if one.kind is named]
    assert (alarm.day, alarm.since) == (date(2026, 11, 17), date(2026, 11, 16))
    assert alarm.count == 2 * most


def test_a_day_that_was_named_is_not_counted_again_for_the_next() -> None:
    busy = acts("IdentityRevealed", 21, MORNING + timedelta(hours=6))
    quiet = acts("IdentityRevealed", 2, MORNING + timedelta(days=1))
    assert [one.day.day for one in unusual(busy + quiet)] == [16]


def test_people_are_not_added_up() -> None:
    half = MOST_REVEALS_A_DAY
    both = acts("IdentityRevealed", half) + acts("IdentityRevealed", half, who=OTHER)
    assert kinds(both) == []


@pytest.mark.parametrize(
    ("hour", "night"), [(20, False), (21, True), (23, True), (3, True), (4, True), (5, False)]
)
def test_night_is_from_ten_to_six_in_morocco(hour: int, night: bool) -> None:
    at = datetime(2026, 11, 16, hour, 30, tzinfo=UTC)
    assert (kinds([Act(at, WHO, "CaseRead")]) == [Kind.NIGHT]) is night


def test_one_try_with_a_closed_account_is_enough() -> None:
    assert kinds([Act(MORNING, WHO, "SignInRefused", closed=True)]) == [Kind.CLOSED_ACCOUNT]
    assert kinds([Act(MORNING, WHO, "SignInRefused")]) == []


def test_many_searches_and_many_refusals_are_named() -> None:
    assert kinds(acts("PersonSearched", 31)) == [Kind.SEARCHES]
    assert kinds(acts("AccessRefused", 11)) == [Kind.REFUSALS]


def test_newest_day_comes_first() -> None:
    later = acts("IdentityRevealed", 21, MORNING + timedelta(days=1))
    found = unusual(acts("IdentityRevealed", 21) + later)
    assert [one.day.day for one in found] == [17, 16]


def test_what_is_watched_is_in_the_catalogue() -> None:
    assert set(CATALOGUE) >= WATCHED | NO_LOOK


def test_every_event_of_looking_gives_alarm_or_is_left_out_for_a_reason() -> None:
    looking = {name for name in CATALOGUE if LOOKING.search(name) and not STEP.search(name)}
    assert looking - WATCHED == NO_LOOK


def test_proposals_to_hand_cases_over_are_counted_like_files() -> None:
    assert kinds(acts("TransferRead", MOST_LOOKS_AN_HOUR + 1, apart=10)) == [Kind.MASS]


def test_window_holds_whole_days_of_morocco() -> None:
    first, end = window(date(2026, 11, 16), 7)
    assert (end - first).days == 7
    assert end.date() == date(2026, 11, 17)
