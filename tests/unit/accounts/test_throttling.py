from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.accounts.domain.throttling import (
    FREE_AT_ALL_NAMES,
    FREE_AT_ONE_NAME,
    LONGEST_WAIT,
    NO_WAIT,
    PAIR_REMEMBERED,
    PRESSURE,
    Tallies,
    Tally,
    source_of,
)

AT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
NONE = Tally()


def pair(failures: int, *, known: bool = False, ago: timedelta = NO_WAIT) -> Tally:
    return Tally(failures, AT - ago, known, PAIR_REMEMBERED)


def wait(pair: Tally = NONE, source: Tally = NONE, name: Tally = NONE) -> timedelta:
    return Tallies(pair, source, name).wait(AT)


def test_a_source_has_five_free_tries_at_a_name() -> None:
    assert wait(pair(FREE_AT_ONE_NAME - 1)) == NO_WAIT
    assert wait(pair(FREE_AT_ONE_NAME)) == timedelta(seconds=2)


def test_each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour() -> None:
    waits = [wait(pair(FREE_AT_ONE_NAME + more)) for more in range(12)]
    assert waits[:4] == [timedelta(seconds=seconds) for seconds in (2, 4, 8, 16)]
    assert waits[-1] == LONGEST_WAIT == wait(pair(10**6))


def test_waiting_ends_by_itself() -> None:
    assert wait(pair(FREE_AT_ONE_NAME + 1, ago=timedelta(seconds=3))) == timedelta(seconds=1)
    assert wait(pair(FREE_AT_ONE_NAME + 1, ago=timedelta(seconds=4))) == NO_WAIT


def test_failures_are_forgotten_after_a_quiet_day() -> None:
    assert wait(pair(10**6, ago=PAIR_REMEMBERED)) == NO_WAIT


def test_a_source_that_fails_at_many_names_waits_at_a_new_name() -> None:
    assert wait(NONE, source=Tally(FREE_AT_ALL_NAMES, AT)) == timedelta(seconds=2)


def test_a_known_source_keeps_its_allowance_whatever_its_neighbours_do() -> None:
    hammered = Tally(10**6, AT)
    assert wait(pair(FREE_AT_ONE_NAME - 1, known=True), hammered, hammered) == NO_WAIT


def test_a_known_source_that_fails_itself_waits_too() -> None:
    assert wait(pair(FREE_AT_ONE_NAME, known=True)) > NO_WAIT


@given(st.integers(min_value=0, max_value=10**9))
def test_no_number_of_failures_elsewhere_takes_the_first_try_of_a_new_source(others: int) -> None:
    assert wait(NONE, NONE, name=Tally(others, AT)) == NO_WAIT


def test_a_name_under_pressure_gives_strange_sources_one_free_try() -> None:
    pressed = Tally(PRESSURE, AT)
    assert wait(pair(1), name=pressed) == timedelta(seconds=2)
    assert wait(pair(1), name=Tally(PRESSURE - 1, AT)) == NO_WAIT


def test_an_ipv6_network_counts_as_one_source_and_each_ipv4_address_for_itself() -> None:
    assert source_of("2001:db8:1:2::1") == source_of("2001:db8:1:2:ffff::9")
    assert source_of("2001:db8:1:2::1") != source_of("2001:db8:1:3::1")
    assert source_of("196.200.1.1") != source_of("196.200.1.2")
    assert source_of("::ffff:196.200.1.1") == source_of("196.200.1.1")


def test_an_address_that_is_none_is_a_source_all_the_same() -> None:
    assert source_of(None) == source_of("") == source_of("not an address") == "unknown"
