"""What erasure leaves of facts: they stay counted, and nothing leads back or comes again."""

import uuid

import pytest
from sqlalchemy import func, select

from casework.cases import service as cases
from casework.cases.models import Case
from casework.cases.service.facts import hand_over_facts
from casework.db import db, unit_of_work
from casework.encryption import destroy_data_key
from casework.facts import service as facts
from casework.facts.domain import KINDS
from casework.facts.models import Fact
from casework.facts.places import places_of, subject_of
from casework.statistics.domain.lattice import LATTICE, Table
from casework.statistics.domain.periods import Period
from tests.factories import actor_named
from tests.integration.cases.conftest import ADULT

SEPTEMBER = Period.parse("2026-09")
SAID = {
    "case": {"region": "MA-09", "sex": "female", "age_band": "9-17", "exploitation": "begging",
             "nationality_group": "moroccan", "state": "assistance"},
    "screening": {"region": "MA-09", "sex": "female", "age_band": "9-17", "band": "A",
                  "nationality_group": "moroccan", "asked": "90-100", "reach": "case"},
    "referral": {"region": "MA-09", "service": "legal", "answer": "waiting"},
    "stay": {"region": "MA-09", "sex": "female", "age_band": "9-17", "stay_length": "30d",
             "exit": "planned"},
}  # fmt: skip


@pytest.fixture
def person(app):
    """A case with a screening of its own, two referrals and a stay, counted in September."""
    case, screening = uuid.uuid4(), uuid.uuid4()
    with app.app_context():
        with unit_of_work():
            put("case", case, case)
            put("screening", screening, screening)
            put("referral", uuid.uuid4(), case)
            put("referral", uuid.uuid4(), case, service="health")
            put("stay", uuid.uuid4(), case)
        yield case, screening


def put(kind, owner, person, **changed):
    said = {**SAID[kind], **changed}
    facts.put(kind, owner, SEPTEMBER.starts, said, person_id=person)


def counted(kind):
    table = next(one for one in LATTICE if one.kind == kind)
    total = Table(kind, (), table.every, table.variance)
    return facts.count(SEPTEMBER, [total])[total.name][()]


def everything():
    return {kind: counted(kind) for kind in SAID}


def digests():
    rows = db.session.execute(select(Fact.subject, Fact.place, Fact.apart))
    return {bytes(one) for row in rows for one in row if one is not None}


def erase(case, screening):
    with unit_of_work():
        return facts.detach([screening], [case])


def test_one_call_leaves_every_fact_of_a_person_counted_and_without_a_way_back(person):
    case, screening = person
    before, known = everything(), digests()
    assert erase(case, screening) == 5
    assert everything() == before
    living = db.session.execute(select(Fact.subject, Fact.place, Fact.apart).where(
        Fact.kind.in_(KINDS)))  # fmt: skip
    after = {bytes(one) for row in living for one in row if one is not None}
    assert not after & known
    assert not after & {*places_of(case), *(subject_of(kind, case) for kind in KINDS)}
    assert erase(case, screening) == 0


def test_what_is_handed_over_of_an_erased_record_in_the_same_act_or_later_changes_nothing(person):
    case, screening = person
    before = everything()
    with unit_of_work():
        put("case", case, case, state="closed")
        facts.detach([screening], [case])
        put("case", case, case, state="closed")
        put("screening", screening, screening, region="MA-01")
    with unit_of_work():
        put("case", case, case, region="MA-01")
    assert everything() == before


def test_the_place_of_an_erased_fact_says_neither_when_nor_what(person):
    erase(*person)
    rows = db.session.scalars(select(Fact).where(Fact.kind.not_in(KINDS))).all()
    assert len(rows) == 5
    assert {(row.period_month.year, bytes(row.blob)) for row in rows} == {(1970, b"")}
    assert facts.first_month("case") == SEPTEMBER.starts


def test_an_erased_fact_is_destroyed_with_those_of_its_year(person):
    erase(*person)
    with unit_of_work():
        assert facts.destroy("referral", SEPTEMBER.month_starts()) == 2
    assert counted("referral") == 0
    assert counted("stay") == 1


def test_asking_again_passes_over_a_case_whose_key_is_destroyed_and_counts_its_fact(app):
    with app.app_context():
        actor = actor_named("focal_point")
        for _ in range(2):
            with unit_of_work():
                opened = cases.open_case(
                    screening_id=None,
                    search="no_name",
                    region="MA-06",
                    priority="P2",
                    card=ADULT,
                    actor=actor,
                )
        with unit_of_work():
            facts.detach([], [opened.id])
            destroy_data_key("case", opened.id)
        said = app.test_cli_runner().invoke(args=["facts", "rebuild"]).output
        assert "0 added, 0 changed, 1 as they were" in said
        assert "1 of records that no longer exist stay as they were" in said
        alive = select(func.count()).where(Fact.kind == "case")
        assert db.session.scalar(alive) == db.session.query(Case).count() == 2


def test_a_case_that_moves_and_loses_its_key_in_one_act_still_commits(app):
    with app.app_context():
        with unit_of_work():
            opened = cases.open_case(
                screening_id=None, search="no_name", region="MA-06", priority="P2", card=ADULT,
                actor=actor_named("focal_point"),
            )  # fmt: skip
        with unit_of_work():
            hand_over_facts(opened)
            facts.detach([], [opened.id])
            hand_over_facts(opened)
            destroy_data_key("case", opened.id)
        assert db.session.scalar(select(func.count()).where(Fact.kind == "case")) == 1
