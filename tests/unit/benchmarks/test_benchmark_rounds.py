"""Which pairs of rounds count, and what a report says of them."""

from dataclasses import dataclass, replace
from itertools import chain, repeat

import pytest

from benchmarks import rounds
from benchmarks.browser import Answer, form_fields
from benchmarks.report import Verdict, table, verdict_of_ratios
from benchmarks.rounds import QUICK, Pair, Plan, Round, Side, compare
from benchmarks.stopwatch import Effort, side_by_side

ROUND = Round(requests=100, failed=0, seconds=0.012, cpu=0.010, others=0.01, control=0.001)


@dataclass
class Idle:
    """A server that uses no processor."""

    def cpu(self) -> float:
        return 0.0


def side(status: int = 200) -> Side:
    return Side(Idle(), lambda: Answer(status, b""), lambda: Answer(200, b""))


def measuring(monkeypatch: pytest.MonkeyPatch, *others: float) -> None:
    """Let the machine be as busy as said, round by round, and quiet after that."""
    busy = chain(others, repeat(0.01))
    monkeypatch.setattr(rounds, "measure", lambda side, plan: replace(ROUND, others=next(busy)))


def test_noisy_pair_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    measuring(monkeypatch, 0.01, 0.30)
    found = compare(side(), side(), replace(QUICK, pairs=2, repeats=3))
    assert (len(found.pairs), found.repeated) == (2, 1)
    assert found.others <= rounds.QUIET


def test_repeats_end_when_the_machine_stays_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    measuring(monkeypatch, *[0.5] * 6, 0.2, 0.2, *[0.5] * 99)
    found = compare(side(), side(), replace(QUICK, pairs=2, repeats=3))
    assert (len(found.pairs), found.repeated) == (2, 3)
    assert min(pair.others for pair in found.pairs) == 0.2


def test_round_counts_answers_that_are_errors() -> None:
    plan = Plan(pairs=1, seconds=0.01, warm_up=0.0, control=0.001, repeats=0)
    seen = rounds.measure(side(500), plan)
    assert seen.failed == seen.requests > 0


def test_pair_says_how_much_longer_the_first_took() -> None:
    pair = Pair(replace(ROUND, seconds=0.015, cpu=0.011), ROUND)
    assert pair.ratio == pytest.approx(1.25)
    assert pair.cpu_ratio == pytest.approx(1.1)


def test_verdict_is_the_median_and_says_when_it_is_missed() -> None:
    verdict = verdict_of_ratios("page", [1.1, 1.3, 1.25], 1.2)
    assert (verdict.measured, verdict.spread, verdict.met) == (1.25, (1.1, 1.3), False)
    assert verdict.cells()[-1] == "NO"
    assert Verdict("page", 1.2, 1.2).met


def test_table_aligns_its_columns() -> None:
    assert table(["", "ms"], [["list", "1.5"], ["a", "10.25"]]).splitlines() == [
        "         ms",
        "----  -----",
        "list    1.5",
        "a     10.25",
    ]


def test_candidates_are_timed_in_every_round() -> None:
    times = side_by_side({"one": lambda: sum(range(2000)), "other": int}, Effort(4, 0.0005))
    assert len(times.ratios("one", "other")) == 4
    assert times.typical("one") > times.typical("other")


def test_form_is_read_as_a_browser_would_send_it() -> None:
    page = (
        b'<form id="other"><input name="no" value="1"></form><form id="page">'
        b'<input type="hidden" name="version" value="3"><input type="radio" name="a" value="x">'
        b'<input type="radio" name="a" value="y" checked><textarea name="note"></textarea>'
        b'<button name="leaving" value="next"></button></form><input name="after" value="1">'
    )
    assert form_fields(page, "page") == {"version": ["3"], "a": ["y"], "note": [""]}
