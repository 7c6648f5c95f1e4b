"""Both halves of the fairness of flags are drawn, and a share that is not told says why."""

import re

import pytest

from casework.statistics.domain.periods import Period
from casework.statistics.tables import SCREENED_BY, Asked, read_table


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
