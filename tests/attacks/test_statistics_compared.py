"""The usual ways fall to attacks that Sanad stands: a small run of `make attack`."""

from contextlib import contextmanager

import pytest

from tests.attacks import compared as module
from tests.attacks.bounds import Apart, Draw, Figure, bound_of_membership, told_apart
from tests.attacks.compared import (
    HEAD,
    MOST,
    Country,
    averaged,
    main,
    profile,
    sanad_averaged,
    sanad_membership,
    sanad_profile,
    table,
)
from tests.attacks.deduced import Line, deduced, guessed, likely

APART = Draw(Apart([2], [1]), Apart([1], [1]))


@pytest.fixture(scope="module")
def country() -> Country:
    return Country.in_process(cases=250, years=2)


def test_a_case_entered_since_yesterday_is_read_everywhere_but_here(country):
    by_name = {peer.name: peer for peer in country.peers}
    assert sanad_profile(country) < 0.7
    for name in ("no protection", "thresholds, 5", "cell keys"):
        assert profile(country, by_name[name]) > 0.9


def test_many_ranges_give_small_cells_away_without_protection_and_not_here(country):
    nothing = next(peer for peer in country.peers if peer.name == "no protection")
    assert averaged(country, nothing) == 1
    assert (
        sanad_averaged(country) < 1
    )  # five cells: now and then a protected number is the true one


def test_whoever_knows_everybody_else_stays_near_the_proven_bound(country):
    assert bound_of_membership() == pytest.approx(0.829, abs=0.001)
    assert sanad_membership(country, 400) <= bound_of_membership() + 0.06


def test_whoever_subtracts_reads_behind_what_is_only_shown_as_small():
    """A line with one small value gives it away, and with it the next; what is left is shared."""
    cells = {("a", "x"): None, ("a", "y"): 9, ("b", "x"): None, ("b", "y"): None}
    rows = [Line((("a", "x"), ("a", "y")), 12), Line((("b", "x"), ("b", "y")), 6)]
    column = Line((("a", "x"), ("b", "x")), 5)
    assert deduced(cells, [*rows, column]) == {
        ("a", "x"): 3, ("a", "y"): 9, ("b", "x"): 2, ("b", "y"): 4
    }  # fmt: skip
    known = deduced(cells, rows)
    assert known["b", "x"] is None
    assert guessed(known, rows)["b", "x"] == 3
    assert guessed({("c",): None}, []) == {("c",): 2}


def test_the_table_has_a_column_for_every_way():
    printed = table([("an attack", [0.5] * (len(HEAD) - 1))])
    assert printed.splitlines()[0].split("  ")[0] == "attack"
    assert printed.splitlines()[1].count("0.50") == len(HEAD) - 1


def test_small_cells_of_all_draws_are_judged_together_and_without_any_allowance(monkeypatch):
    """One draw of an area is off by chance: several are taken together, the bound stays."""
    monkeypatch.setattr(Draw, "of", lambda country: APART)
    other = Draw(Apart([1], [3, 3]), Apart([2], [1]))
    shown, lines = told_apart(None, [other], few=False)
    assert (shown.measured, shown.most) == (
        0.25,
        MOST["one case or none in a cell of a year (area)"],
    )
    assert shown.most == 0.64
    assert (lines.measured, lines.most, lines.held) == (0.75, None, True)
    assert str(lines).endswith("0.750")


def test_whoever_reads_the_lines_alone_takes_a_cell_for_its_share_in_its_row_and_its_column():
    rows = [Line((("a", "x"), ("a", "y")), 12), Line((("b", "x"), ("b", "y")), 8)]
    column = Line((("a", "x"), ("b", "x")), 5)
    assert likely(("a", "x"), [*rows, column]) == 3
    assert likely(("b", "y"), [*rows, column]) == 0.8  # a column that is only said to be small


def test_a_figure_that_passes_its_bound_says_so_and_fails_the_run(monkeypatch, capsys):
    assert Figure("an error", 1.51, 1.5).held is False
    assert Figure("a share", 0.79, least=0.8).held is False
    assert "PASSED ITS BOUND" in str(Figure("an error", 1.51, 1.5))
    assert Figure("an error", 1.5, 1.5).held

    @contextmanager
    def nowhere(home, cases, years, seed):
        yield None

    monkeypatch.setattr(Draw, "of", lambda country: APART)
    rows = [(name, [0.2] * (len(HEAD) - 1)) for name in MOST]
    monkeypatch.setattr(module, "simulated_country", nowhere)
    monkeypatch.setattr(module, "compared", lambda country, known: rows)
    monkeypatch.setattr(module.Country, "over_http", lambda country: None)
    for measured, code in ((1.4, 0), (1.6, 1)):
        monkeypatch.setattr(
            module, "figures", lambda _, further, m=measured: [Figure("month", m, 1.5)]
        )
        assert main() == code
        assert ("PASSED ITS BOUND" in capsys.readouterr().out) is bool(code)
