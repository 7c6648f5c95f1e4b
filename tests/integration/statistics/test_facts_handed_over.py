"""Facts: sealed where they lie, dated once, counted by nobody but the freeze."""

import uuid
from dataclasses import make_dataclass
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import select, text

from casework.db import db, unit_of_work
from casework.encryption import RecordSeal, Root, current_keyring
from casework.facts import providers
from casework.facts import service as facts
from casework.facts.domain import CLASSES, Handed, NotAMonth, UnknownClass
from casework.facts.models import Fact
from casework.statistics.domain.lattice import LATTICE, Table
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
    return {**one, **changed}


def count(period, table):
    return facts.count(period, [table])[table.name]


def put(owner, month=SEPTEMBER, **changed):
    with unit_of_work():
        facts.put("case", owner, month.starts, classes(**changed))


def test_a_fact_counts_in_its_own_cell_of_every_table(app):
    with app.app_context():
        put(uuid.uuid4())
        put(uuid.uuid4(), region="MA-06")
        counted = count(SEPTEMBER, REGION)
        assert set(counted) == set(REGION.cells())
        assert {cell: n for cell, n in counted.items() if n} == {("MA-09",): 1, ("MA-06",): 1}
        assert count(SEPTEMBER, TOTAL) == {(): 2}
        assert count(SEPTEMBER.quarter, TOTAL) == {(): 2}
        assert count(SEPTEMBER.next, TOTAL) == {(): 0}


def test_a_changed_case_moves_its_fact_and_counts_once(app):
    owner = uuid.uuid4()
    with app.app_context():
        put(owner)
        put(owner, region="MA-06", state="closed")
        assert count(SEPTEMBER, TOTAL) == {(): 1}
        assert count(SEPTEMBER, REGION)["MA-06",] == 1


def test_a_fact_keeps_the_month_of_registration_whatever_is_said_later(app):
    owner = uuid.uuid4()
    with app.app_context():
        put(owner)
        put(owner, SEPTEMBER.next)
        assert count(SEPTEMBER, TOTAL) == {(): 1}
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
        with pytest.raises(facts.FactsMoved):
            count(SEPTEMBER, TOTAL)


def test_what_is_said_twice_in_one_act_is_one_fact_with_the_last_classes(app):
    owner = uuid.uuid4()
    with app.app_context():
        with unit_of_work():
            facts.put("case", owner, SEPTEMBER.starts, classes())
            facts.put("case", owner, SEPTEMBER.next.starts, classes(region="MA-06"))
            assert count(SEPTEMBER, REGION)["MA-06",] == 1
            facts.put("case", owner, SEPTEMBER.starts, classes(region="MA-01"))
        counted = count(SEPTEMBER, REGION)
        assert {cell: n for cell, n in counted.items() if n} == {("MA-01",): 1}


def referral(owner, person, service="legal", month=SEPTEMBER):
    said = {"region": "MA-09", "service": service, "answer": "waiting", "answer_time": "not_yet"}
    facts.put("referral", owner, month.starts, said, person_id=person)


def referrals_of(period):
    table = Table("referral", ("service",), "quarter", Fraction(1))
    return {cell[0]: n for cell, n in count(period, table).items() if n}


def test_somebody_referred_fifty_times_is_counted_in_four_services_at_most(app):
    person, services = uuid.uuid4(), list(CLASSES["service"])
    with app.app_context():
        for number in range(50):
            with unit_of_work():
                referral(uuid.uuid4(), person, services[number % len(services)])
        assert referrals_of(SEPTEMBER) == dict.fromkeys(services[:4], 1)


def test_the_bound_holds_for_life_and_also_within_one_act(app):
    person = uuid.uuid4()
    with app.app_context():
        with unit_of_work():
            for service in ("legal", "legal", "health"):
                referral(uuid.uuid4(), person, service)
        for month in (SEPTEMBER.next, SEPTEMBER.next.next):
            with unit_of_work():
                for service in ("legal", "shelter", "return", "other"):
                    referral(uuid.uuid4(), person, service, month)
        assert referrals_of(SEPTEMBER) == {"legal": 1, "health": 1}
        assert referrals_of(SEPTEMBER.next) == {"shelter": 1, "return": 1}
        assert referrals_of(SEPTEMBER.next.next) == {}


def test_an_erased_record_stays_counted_and_nothing_leads_back_to_it(app):
    owner = uuid.uuid4()
    with app.app_context():
        put(owner)
        before = db.session.execute(text("SELECT subject, place FROM fact")).one()
        with unit_of_work():
            assert facts.detach([], [owner]) == 1
            assert facts.detach([], [owner]) == 0
        rows = text("SELECT subject, place FROM fact WHERE kind = 'case'")
        after = db.session.execute(rows).one()
        assert count(SEPTEMBER, TOTAL) == {(): 1}
        assert not {bytes(one) for one in before} & {bytes(one) for one in after}


def test_a_destroyed_fact_says_nothing_and_still_takes_its_place(app):
    owner = uuid.uuid4()
    with app.app_context():
        put(owner)
        with unit_of_work():
            assert facts.destroy("case", SEPTEMBER.month_starts()) == 1
            assert facts.destroy("case", SEPTEMBER.month_starts()) == 0
        put(owner, SEPTEMBER.next, region="MA-06")
        assert count(SEPTEMBER, TOTAL) == count(SEPTEMBER.next, TOTAL) == {(): 0}


def test_asking_every_feature_again_gives_the_same_facts_and_leaves_the_erased_ones(
    app, monkeypatch
):
    kept, changed, new, erased = (uuid.uuid4() for _ in range(4))
    with app.app_context():
        for owner in (kept, changed, erased):
            put(owner)

        def provider():
            for owner, sex in ((kept, "female"), (changed, "male"), (new, "male")):
                yield Handed("case", owner, SEPTEMBER.starts, classes(sex=sex), owner)

        monkeypatch.setattr(providers, "_providers", {"case": provider})
        run = app.test_cli_runner().invoke
        said = run(args=["facts", "rebuild"]).output
        assert "1 added, 1 changed, 1 as they were, 0 over the bound" in said
        assert "1 of records that no longer exist stay as they were" in said
        assert "0 added, 0 changed, 3 as they were" in run(args=["facts", "rebuild"]).output
        assert count(SEPTEMBER, TOTAL) == {(): 4}


def test_a_fact_in_the_first_shape_opens_in_the_new_one(app):
    old = classes()
    with app.app_context():
        put(uuid.uuid4())
        six = make_dataclass("Classes", [(name, str) for name in old], frozen=True)
        seal = RecordSeal("fact", "blob", six)
        cipher = current_keyring().cipher(Root.FACTS, "seal/v1")
        with unit_of_work():
            fact = db.session.scalars(select(Fact)).one()
            fact.blob = seal.seal(cipher, fact.id, six(**old))
        assert count(SEPTEMBER, REGION)["MA-09",] == 1
