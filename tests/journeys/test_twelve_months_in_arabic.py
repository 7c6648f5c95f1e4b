"""Twelve months of reintegration, in Arabic, on a phone: visits by rule, surveys, the chart."""

import pytest

from tests.journeys import reintegrating as life
from tests.journeys.house import open_house
from tests.journeys.returning import find_case, planned_case
from tests.journeys.walk import PHONE


@pytest.fixture(scope="module")
def house(chromium_path, tmp_path_factory):
    """A Sanad whose clock moves, with one case that has a plan."""
    with open_house(tmp_path_factory.mktemp("year"), planned_case, moved=True) as opened:
        yield opened


def test_twelve_months_pass_and_the_chart_shows_them(house, open_window):
    worker = open_window("ar", PHONE)
    there = life.begin(worker, house, find_case(worker))
    life.agree_on_goals(worker, house, there)
    life.survey(worker, house, there, life.WORST)
    life.visit(worker, house, there, 1, 30)
    life.visit(worker, house, there, 3, 61)
    worker.look("reintegration-month-3")
    life.survey(worker, house, there, life.PARTLY)
    life.visit(worker, house, there, 6, 92)
    life.visit(worker, house, there, 9, 92)
    life.visit(worker, house, there, 12, 92)
    life.survey(worker, house, there, life.BEST)
    assert [row[0] for row in life.table_of(worker)] == ["0,00", "0,35", "1,00"]
    points = life.drawn(worker)
    assert [len(panel) for panel in points] == [3, 3, 3, 3]
    assert all(first > later > last for first, later, last in points), "it gets better, so it rises"
    worker.visit(f"{there}/outcome")
    worker.send({**life.on(house.now), "code": "progressing", "words": "العمل مستمر."})
    worker.look("reintegration-month-12")
    assert not worker.faults, "\n".join(worker.faults)
