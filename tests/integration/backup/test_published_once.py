"""A backup older than a freeze does not let the period be published a second time."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from casework.db import db, unit_of_work
from casework.kernel import clock
from casework.kernel.refusals import Conflict
from casework.statistics import jobs, service
from casework.statistics.domain.losses import is_lost
from casework.statistics.domain.periods import Period
from casework.statistics.freeze import LostWithRestore
from casework.statistics.models import Release
from casework.statistics.published import NotPublished, Query, Why, published
from tests.attacks.statistics_country import fictional_country, register

AUGUST, OCTOBER = Period.parse("2026-08"), Period.parse("2026-10")
LOST_QUARTERS = ["2026-Q1", "2026-Q2", "2026-Q3"]


def published_labels():
    return sorted(db.session.scalars(select(Release.period)))


@pytest.fixture
def restored(vault, another):
    """The same country on another machine, as of before its freeze."""
    with vault.app.app_context():
        with unit_of_work():
            register(fictional_country(AUGUST, 2, 40))
        db.session.close()
    old = vault.make()
    with vault.app.app_context():
        assert jobs.freeze_due() == 13
        db.session.close()
    there = another("again")
    vault.restore_on(there, old.records, old.keys)
    with there.app_context():
        if db.engine.dialect.name == "postgresql":
            there.test_cli_runner().invoke(args=["statistics", "roles"])
        yield there
        db.session.close()
        db.engine.dispose()


def test_what_was_frozen_after_the_backup_is_never_frozen_again(restored):
    assert published_labels() == []
    assert jobs.freeze_due() == 0
    with pytest.raises(LostWithRestore):
        jobs.freeze_one(OCTOBER)
    assert issubclass(LostWithRestore, Conflict)
    assert published_labels() == []
    assert published(Query("case.total", (OCTOBER,))) == NotPublished(Why.LOST)
    quarters = [one.label for one in service.lost() if one.length == 3]
    assert quarters == LOST_QUARTERS
    said = restored.test_cli_runner().invoke(args=["statistics", "freeze"]).output
    assert said.startswith("nothing is due\n")
    assert "2026-10: not published, lost with a restore" in said


def test_facts_of_a_year_that_was_lost_are_destroyed_all_the_same(restored):
    assert "2026" not in published_labels()
    assert destroyed_on(datetime(2027, 3, 30, 12, tzinfo=UTC)) == 0
    assert destroyed_on(datetime(2027, 4, 1, 12, tzinfo=UTC)) > 0
    assert destroyed_on(datetime(2027, 4, 2, 12, tzinfo=UTC)) == 0


def destroyed_on(moment):
    with clock.use(clock.SteppedClock(moment)), unit_of_work():
        return service.destroy_counted()


@pytest.mark.parametrize(
    ("label", "lost"),
    [
        ("2026-09", False),  # it was published, and is in the backup
        ("2026-10", True),  # due since 14 November, before the restore
        ("2026-11", False),  # due after it
        ("2026-Q4", True),  # would be the sum of a month that is lost
        ("2027-01", False),
    ],
)
def test_only_what_was_due_before_the_restore_is_lost_and_what_sums_it(label, lost):
    restored_at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    have = {Period.parse("2026-09")}
    assert is_lost("case", Period.parse(label), have, restored_at) is lost
    assert not is_lost("case", Period.parse(label), have, None)
