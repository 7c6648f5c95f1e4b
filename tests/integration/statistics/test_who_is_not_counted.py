"""Whoever says no to being counted is in no number from then on; a yes counts them again."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from casework.cases import service as cases
from casework.cases.queries import codes_of
from casework.db import db, unit_of_work
from casework.facts import service as facts
from casework.facts.models import Fact
from casework.facts.seals import OPEN_MARK, Seals
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import IN_WORDS
from tests.integration.screening.conftest import Field
from tests.integration.shelter.conftest import Shelter


@pytest.fixture
def house(app):
    return Shelter(app)


def kinds(house):
    """How many facts of each kind say something."""
    with house.app.app_context():
        seals = Seals()
        rows = db.session.scalars(select(Fact).where(func.length(Fact.blob) > 0))
        found = Counter(row.kind for row in rows if seals.classes(row))
        db.session.close()
        return found


def say(house, code, answer):
    if answer == "withdrawn":
        by = house.actor("caseworker")
        house.on(code, lambda case: cases.withdraw_consent(case, ("P8", None), IN_WORDS, by))
    else:
        house.consent(code, "P8", answer)


@pytest.mark.parametrize("no", ["refused", "withdrawn"])
def test_a_no_takes_the_case_and_what_hangs_on_it_out_of_every_number(house, no):
    unit = house.unit(places=3)
    first, second = house.admitted(unit), house.admitted(unit)
    code = house.code_of(first)
    assert kinds(house) == {"case": 2, "stay": 2}
    if no == "withdrawn":
        say(house, code, "given")
    say(house, code, no)
    assert kinds(house) == {"case": 1, "stay": 1}
    house.on(code, lambda case: cases.change_priority(
        case, "P3", "Plus calme.", actor_named("caseworker")))  # fmt: skip
    house.step(first, "note_absence", house.look(first, lambda stay: stay.arrived_at))
    with house.app.app_context(), unit_of_work():
        again = facts.rebuild()
    assert (again.added, again.changed) == (0, 0)
    assert kinds(house) == {"case": 1, "stay": 1}
    assert house.code_of(second) != code


def test_a_yes_after_a_no_counts_again_in_its_own_month(house, clock):
    code = house.code_of(house.admitted(house.unit()))
    with house.app.app_context():
        month = facts.first_month("case")
        db.session.close()
    say(house, code, "refused")
    clock.advance(timedelta(days=40))
    say(house, code, "given")
    with house.app.app_context(), unit_of_work():
        assert facts.first_month("case") == month
    assert kinds(house) == {"case": 1, "stay": 1}


def test_who_was_not_asked_or_wishes_to_think_is_counted(house):
    code = house.code_of(house.admitted(house.unit()))
    say(house, code, "later")
    assert kinds(house) == {"case": 1, "stay": 1}


def test_the_screening_that_led_to_the_case_goes_with_it(sqlite_app):
    field, desk = Field(sqlite_app), Shelter(sqlite_app)
    led, other = field.triaged(), field.triaged()
    code = field.see(led, lambda one: codes_of([one.case_id])[one.case_id])
    desk.on(code, lambda case: cases.assign(
        case, user_named("caseworker").id, actor_named("focal_point")))  # fmt: skip
    assert kinds(desk) == {"screening": 2, "flag": 2, "case": 2}
    say(desk, code, "refused")
    assert kinds(desk) == {"screening": 1, "flag": 1, "case": 1}
    with sqlite_app.app_context(), unit_of_work():
        assert facts.rebuild().added == 0
    say(desk, code, "given")
    assert kinds(desk) == {"screening": 2, "flag": 2, "case": 2}
    assert field.state(other) == field.state(led)


def test_a_stolen_database_does_not_tell_who_is_left_out(house):
    unit = house.unit(places=2)
    no, _yes = house.admitted(unit), house.admitted(unit)
    say(house, house.code_of(no), "refused")
    assert kinds(house) == {"case": 1, "stay": 1}
    blobs = blobs_of(house)
    assert len(blobs) == 4
    assert len({len(blob) for blob in blobs}) == 1
    assert len(set(blobs)) == 4


def test_what_stood_open_in_the_place_of_a_fact_is_sealed(house):
    house.admitted(house.unit())
    with house.app.app_context(), unit_of_work():
        db.session.execute(update(Fact).values(blob=OPEN_MARK))
    assert kinds(house) == {}
    with house.app.app_context(), unit_of_work():
        assert facts.bind_older() == 2
        assert facts.bind_older() == 0
    assert OPEN_MARK not in blobs_of(house)
    assert kinds(house) == {}
    with house.app.app_context(), unit_of_work():
        facts.rebuild()
    assert kinds(house) == {"case": 1, "stay": 1}


def blobs_of(house):
    with house.app.app_context():
        found = list(db.session.scalars(select(Fact.blob)))
        db.session.close()
        return found
