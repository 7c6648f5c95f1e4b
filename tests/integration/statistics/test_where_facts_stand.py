"""A fact counts where it was sealed, or not at all: rows that somebody wrote without the keys."""

import uuid
from dataclasses import make_dataclass
from datetime import date

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

from casework.audit.chain import SYSTEM
from casework.audit.queries import events_of
from casework.db import db, installation, unit_of_work
from casework.encryption import RecordSeal, Root, current_keyring
from casework.facts import providers
from casework.facts import service as facts
from casework.facts.domain import Handed
from casework.facts.models import Fact
from casework.health.domain import Verdict
from casework.health.hardening import facts_in_place
from casework.kernel.clock import now
from casework.statistics import freeze, jobs, older
from casework.statistics.domain.lattice import LATTICE
from casework.statistics.domain.periods import Period
from casework.statistics.models import Release
from tests.tampering import drop_triggers

SEPTEMBER = Period.parse("2026-09")
TOTAL = LATTICE[0]
SAID = {"region": "MA-09", "nationality_group": "asia", "exploitation": "begging",
        "age_band": "9-17", "sex": "female", "state": "assessment"}  # fmt: skip
OLD_SHAPE = make_dataclass("Classes", [("classes", str)], frozen=True)
OLD_SEAL = RecordSeal("fact", "blob", OLD_SHAPE, version=2)


def put(owner, month=SEPTEMBER):
    with unit_of_work():
        facts.put("case", owner, month.starts, SAID)


def counted(period=SEPTEMBER):
    return facts.count(period, [TOTAL])[TOTAL.name][()]


def written_beside(**values):
    """By somebody who owns the database, without the keys."""
    with unit_of_work() as session:
        drop_triggers(session.connection(), ["fact"])
        session.execute(update(Fact).values(**values))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE fact SET lattice = 'simulated'",
        "UPDATE fact SET kind = 'visit'",
        "UPDATE fact SET period_month = '2026-10-01'",
        "UPDATE restoration SET restored_at = made_at",
        "DELETE FROM restoration",
        "UPDATE statistics_drawn SET period = '2026-10'",
        "DELETE FROM statistics_drawn",
    ],
)
def test_what_decides_where_something_counts_is_refused_every_change(app, change):
    with app.app_context():
        put(uuid.uuid4())
        with unit_of_work():
            installation.note_restoration(now())
            freeze.note_drawn("training", {("case", "2026-09")})
        with pytest.raises(DBAPIError, match=r"stays|was drawn"), unit_of_work() as session:
            session.execute(text(change))


@pytest.mark.parametrize(
    "moved",
    [
        {"period_month": date(2026, 8, 1)},
        {"period_month": date(1999, 8, 1)},
        {"lattice": "simulated"},
        {"kind": "visit"},
        {"place": b"\x01" * 32},
        {"subject": b"\x01" * 32},
        {"blob": b"\x00"},
    ],
    ids=lambda moved: str(*moved),
)
def test_a_fact_that_was_moved_is_named_stops_the_freeze_and_is_put_back(app, monkeypatch, moved):
    owner = uuid.uuid4()

    def provider():
        yield Handed("case", owner, SEPTEMBER.starts, SAID, owner)

    with app.app_context():
        monkeypatch.setattr(providers, "_providers", {"case": provider})
        put(owner)
        older.seal_older()
        assert (facts_in_place().verdict, counted()) == (Verdict.PASS, 1)
        written_beside(**moved)
        with pytest.raises(facts.FactsMoved):
            jobs.freeze_due()
        assert db.session.scalar(select(func.count()).select_from(Release)) == 0
        run = app.test_cli_runner().invoke
        refused = run(args=["statistics", "freeze", "--period", "2026-01"])
        assert refused.exit_code == 1
        assert "do not lie where they were sealed" in refused.output
        said = run(args=["statistics", "verify"])
        assert said.exit_code == 1
        assert "does not lie where it was sealed" in said.output
        assert facts_in_place().advice == "facts_moved"
        db.session.rollback()
        assert "1 had been moved" in run(args=["facts", "rebuild"]).output or "blob" in moved
        assert facts.moved() == []
        assert counted() == 1
        assert jobs.freeze_due() == 13


def test_a_moved_fact_holds_up_nobody_who_works_and_is_not_sealed_where_it_lies(sqlite_app):
    owner = uuid.uuid4()
    with sqlite_app.app_context():
        put(owner)
        older.seal_older()
        written_beside(period_month=date(2026, 8, 1))
        put(owner)
        with unit_of_work():
            facts.together([owner, uuid.uuid4()])
        with unit_of_work():
            facts.forget([owner])
        assert len(facts.moved()) == 1
        with unit_of_work():
            facts.detach([], [owner])
        assert len(facts.moved()) == 1


def test_facts_of_a_time_before_are_believed_as_they_lie_once(app):
    """An older row that somebody kept, and put back later, is not."""
    with app.app_context():
        put(uuid.uuid4())
        fact_id, old = in_the_old_shape()
        assert counted() == 1
        assert older.seal_older() == 1
        assert older.seal_older() == 0
        assert counted() == 1
        [event] = events_of("system", SYSTEM, kinds=("FactsSealed",))
        assert event.said["count"] == 1
        written_beside(blob=old, period_month=date(2026, 10, 1))
        with pytest.raises(facts.FactsMoved):
            counted(SEPTEMBER.next)
        assert facts.moved() == [fact_id]


def in_the_old_shape():
    with unit_of_work():
        fact = db.session.scalars(select(Fact)).one()
        cipher = current_keyring().cipher(Root.FACTS, "seal/v1")
        words = "|".join(SAID[name] for name in
                         ("region", "sex", "age_band", "nationality_group", "exploitation",
                          "state"))  # fmt: skip
        words += "|unknown|presumed|24h|10d|24h|given|found|open|unknown|unknown"
        fact.blob = OLD_SEAL.seal(cipher, fact.id, OLD_SHAPE(words))
        return fact.id, bytes(fact.blob)
