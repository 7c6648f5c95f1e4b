"""Both halves of the fairness of flags are drawn, and a share that is not told says why."""

import re

import pytest

from casework.facts.domain import REGIONS
from casework.statistics.domain.lattice import BY_NAME
from casework.statistics.domain.periods import Period
from casework.statistics.tables import SCREENED_BY, Asked, read_table, whole


@pytest.fixture(scope="module")
def frozen_home(frozen):
    return frozen("2025-01", 22, 400)


@pytest.mark.parametrize("key", SCREENED_BY)
def test_how_often_each_group_is_flagged_is_drawn_out_of_those_screened(country, client_as, key):
    with country.test_request_context("/"):
        asked = Asked(Period.parse("2025"))
        flagged, screened = read_table(key, asked), read_table(SCREENED_BY[key], asked)
    page = client_as("analyst", "en").get("/m?view=detection&period=2025").text
    figures = re.findall(r"<figure.*?</figure>", page, re.S)
    drawn = next(one for one in figures if f"table={key}&" in one)
    lines = re.findall(r"<li><span>.*?</li>", drawn, re.S)
    assert len(lines) == len(flagged.lines)
    told = {
        label: int(percent)
        for label, percent in re.findall(r"<li><span>([^<]+)</span><svg.*?>(\d+)%</bdi>", drawn)
    }
    assert told
    for line in flagged.lines:
        if line.label in told:
            of = screened.count(line.code).value
            assert told[line.label] == round(100 * line.count.value / of)
    assert "All lines together: " in drawn and drawn.count('class="c2"') > len(told)
    assert "base too small" not in page


@pytest.mark.parametrize("kind", ["case", "screening", "flag", "referral", "stay"])
def test_all_records_of_a_kind_have_one_margin_whichever_table_adds_them_up(country, kind):
    with country.test_request_context("/"):
        asked = Asked(Period.parse("2025"), REGIONS)
        names = [one.name for one in BY_NAME.values() if one.kind == kind and one.dimensions]
        tables = [read_table(name, asked) for name in names]
        sums = {(one.all_but(()).value, one.all_but(()).band_95) for one in tables}
        known = whole(kind, asked) if f"{kind}.total" in BY_NAME else tables[0].all_but(())
    assert sums == {(known.value, known.band_95)} and len(tables) > 1


def test_what_became_of_all_flags_has_one_margin_on_every_picture(country, client_as):
    page = client_as("analyst", "en").get("/m?view=detection&period=2025").text
    figures = [one for one in re.findall(r"<figure.*?</figure>", page, re.S) if "_outcome&" in one]
    said = r"All lines together: .*?(\d+)%.*?(±\s\d+)<"
    shares = [found.groups() for one in figures if (found := re.search(said, one, re.S))]
    assert len(shares) > len(set(shares)) == len({percent for percent, _ in shares})
