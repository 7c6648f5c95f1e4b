"""Facts: sealed where they lie, dated once, counted by nobody but the freeze."""

import uuid
from datetime import date

import pytest
from sqlalchemy import select, text

from casework.db import db, unit_of_work
from casework.encryption import SealBroken
from casework.facts import service as facts
from casework.facts.domain import Classes, NotAMonth, UnknownClass
from casework.facts.models import Fact
from casework.statistics.domain.lattice import LATTICE
from casework.statistics.domain.periods import Period

SEPTEMBER = Period.parse("2026-09")
TOTAL, REGION = LATTICE[0], LATTICE[1]


def classes(**changed):
    one = {
        "region": "MA-09",
        "nationality_group": "sub_saharan_africa",
        "exploitation": "agriculture",
        "age_band": "9-17",
        "sex": "female",
        "state": "assessment",
    }
    return Classes(**{**one, **changed})


def put(owner, month=SEPTEMBER, **changed):
    with unit_of_work():
        facts.put("case", owner, month.starts, classes(**changed))


def test_a_fact_counts_in_its_own_cell_of_every_table(app):
    with app.app_context():
        put(uuid.uuid4())
        put(uuid.uuid4(), region="MA-06")
        counted = facts.count(SEPTEMBER, REGION)
        assert set(counted) == set(REGION.cells())
        assert {cell: n for cell, n in counted.items() if n} == {("MA-09",): 1, ("MA-06",): 1}
        assert facts.count(SEPTEMBER, TOTAL) == {(): 2}
        assert facts.count(SEPTEMBER.quarter, TOTAL) == {(): 2}
        assert facts.count(SEPTEMBER.next, TOTAL) == {(): 0}


def test_a_changed_case_moves_its_fact_and_counts_once(app):
    owner = uuid.uuid4()
    with app.app_context():
        put(owner)
        put(owner, region="MA-06", state="closed")
        assert facts.count(SEPTEMBER, TOTAL) == {(): 1}
        assert facts.count(SEPTEMBER, REGION)["MA-06",] == 1


def test_a_fact_keeps_the_month_of_registration_whatever_is_said_later(app):
    owner = uuid.uuid4()
    with app.app_context():
        put(owner)
        put(owner, SEPTEMBER.next)
        assert facts.count(SEPTEMBER, TOTAL) == {(): 1}
        assert facts.first_month("case") == SEPTEMBER.starts


def test_a_day_and_an_unknown_kind_are_refused(sqlite_app):
    with sqlite_app.app_context():
        with pytest.raises(NotAMonth), unit_of_work():
            facts.put("case", uuid.uuid4(), date(2026, 9, 14), classes())
        with pytest.raises(UnknownClass), unit_of_work():
            facts.put("person", uuid.uuid4(), SEPTEMBER.starts, classes())


def test_a_stolen_database_shows_no_class_and_no_case(app):
    owner = uuid.uuid4()
    with app.app_context():
        put(owner)
        row = db.session.execute(text("SELECT * FROM fact")).one()
        everything = " ".join(str(bytes(v) if isinstance(v, memoryview) else v) for v in row)
        for word in ("female", "MA-09", "agriculture", "9-17", str(owner), owner.hex):
            assert word not in everything


def test_all_facts_are_of_one_length(app):
    with app.app_context():
        put(uuid.uuid4())
        put(uuid.uuid4(), nationality_group="asia", exploitation="begging", sex="male")
        assert len({len(blob) for blob in db.session.scalars(select(Fact.blob))}) == 1


def test_a_fact_moved_to_another_row_does_not_open(app):
    with app.app_context():
        put(uuid.uuid4())
        put(uuid.uuid4(), region="MA-06")
        with unit_of_work():
            first, second = db.session.scalars(select(Fact))
            first.blob, second.blob = second.blob, first.blob
        with pytest.raises(SealBroken):
            facts.count(SEPTEMBER, TOTAL)


def test_what_is_said_twice_in_one_act_is_one_fact_with_the_last_classes(app):
    owner = uuid.uuid4()
    with app.app_context():
        with unit_of_work():
            facts.put("case", owner, SEPTEMBER.starts, classes())
            facts.put("case", owner, SEPTEMBER.next.starts, classes(region="MA-06"))
            assert facts.count(SEPTEMBER, REGION)["MA-06",] == 1
            facts.put("case", owner, SEPTEMBER.starts, classes(region="MA-01"))
        counted = facts.count(SEPTEMBER, REGION)
        assert {cell: n for cell, n in counted.items() if n} == {("MA-01",): 1}
