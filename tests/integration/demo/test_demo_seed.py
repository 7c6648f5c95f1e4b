"""The seed fixes the people, never the noise; and where a demo may be loaded."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from casework.audit.verification import verify
from casework.demo.loader import DatabaseNotEmpty, Size, load
from casework.demo.organisations import organisations
from casework.statistics import service as statistics
from tests.integration.demo.conftest import SMALL, loaded, new_home, today
from tests.integration.demo.looking import identities, values

EITHER = pytest.mark.parametrize(
    "store", ["small", pytest.param("small_on_postgresql", marks=pytest.mark.postgres)]
)


@EITHER
def test_a_small_country_is_whole_on_each_store(store: str, request: pytest.FixtureRequest) -> None:
    app = request.getfixturevalue(store)
    assert values(app, 'SELECT count(*) FROM "case"') == [SMALL.cases]
    assert values(app, "SELECT count(*) FROM screening") == [SMALL.screenings]
    with app.app_context(), today():
        assert verify().whole
        assert statistics.due() == []


@pytest.mark.postgres
def test_the_same_seed_makes_the_same_people_and_other_noise(
    small: Flask, small_on_postgresql: Flask
) -> None:
    one, other = identities(small), identities(small_on_postgresql)
    assert len(one) > 10
    assert one == other
    published = "SELECT value FROM statistics_cell WHERE value > 0"
    assert sorted(values(small, published)) != sorted(values(small_on_postgresql, published))


def test_a_database_with_people_in_it_is_left_alone(small: Flask) -> None:
    with small.app_context(), today(), pytest.raises(DatabaseNotEmpty):
        load(Size(1, 1, 1), lambda words: None)
    answer = small.test_cli_runner().invoke(args=["demo", "load", "--cases", "1"])
    assert answer.exit_code == 1
    assert "not empty" in answer.output
    assert values(small, 'SELECT count(*) FROM "case"') == [SMALL.cases]


def test_fictional_people_are_never_loaded_beside_real_ones(workshop: Path) -> None:
    app = new_home(workshop / "demo-refused")
    app.extensions["settings"] = replace(app.extensions["settings"], mode="production")
    answer = app.test_cli_runner().invoke(args=["demo", "load", "--cases", "1"])
    assert answer.exit_code == 1
    assert "demo mode only" in answer.output
    assert values(app, "SELECT count(*) FROM organisation") == [0]


def test_an_empty_country_has_its_organisations_and_nothing_else(workshop: Path) -> None:
    app = loaded(new_home(workshop / "demo-empty"), Size(0, 0, 1))
    assert values(app, 'SELECT count(*) FROM "case"') == [0]
    assert values(app, "SELECT count(*) FROM organisation") == [len(organisations())]
