"""A voluntary return in French: paused, taken back, asked for again, and arrived."""

import pytest

from tests.journeys import returning
from tests.journeys.house import open_house
from tests.journeys.walk import DESK


@pytest.fixture(scope="module")
def house(chromium_path, tmp_path_factory):
    """A Sanad whose clock moves, with one case that has a plan."""
    with open_house(
        tmp_path_factory.mktemp("return"), returning.planned_case, moved=True
    ) as opened:
        yield opened


def test_a_person_rests_stops_asks_again_and_arrives(house, open_window):
    worker = open_window("fr", DESK)
    code = returning.find_case(worker)
    first = returning.ask(worker, house, code)
    returning.explain(worker, house, first)
    returning.rest_and_go_on(worker, first)
    returning.take_back(worker, first, code)
    returning.agree(worker, code)
    again = returning.ask(worker, house, code)
    assert again != first
    returning.explain(worker, house, again)
    returning.choose(worker, house, again)
    returning.prepare(worker, house, again, code)
    returning.leave(worker, house, again)
    returning.arrive(worker, house, again)
    assert "Arrivé" in worker.text
    worker.visit(f"/c/{code}")
    assert "Rentré" in worker.text
    assert not worker.faults, "\n".join(worker.faults)
