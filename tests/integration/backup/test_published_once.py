"""A backup older than a freeze does not let the period be published a second time."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from casework.audit.releases import kept_releases, standing
from casework.db import db, unit_of_work
from casework.db.installation import Installation, Restoration
from casework.health.checks import releases_kept
from casework.health.domain import Verdict
from casework.kernel import clock
from casework.kernel.refusals import Conflict
from casework.statistics import jobs, kept, service
from casework.statistics.domain.losses import is_lost
from casework.statistics.domain.periods import Period
from casework.statistics.freeze import AlreadyFrozen, LostWithRestore
from casework.statistics.kept import Compared
from casework.statistics.models import BudgetEntry, PublishedCell, Release
from casework.statistics.published import Answer, NotPublished, Query, Why, published
from casework.statistics.stored import kept_periods
from tests.attacks.statistics_country import fictional_country, register
from tests.conftest import browser_of
from tests.engines import carry_back
from tests.tampering import drop_triggers

AUGUST, OCTOBER = Period.parse("2026-08"), Period.parse("2026-10")
JANUARY = Period.parse("2026-01")
LOST_QUARTERS = ["2026-Q1", "2026-Q2", "2026-Q3"]


def published_labels():
    return sorted(db.session.scalars(select(Release.period)))


def everything():
    """Every row of what is published, with its ids, moments and costs."""
    return {
        table.__tablename__: sorted(
            tuple(row) for row in db.session.execute(select(table.__table__))
        )
        for table in (Release, PublishedCell, BudgetEntry)
    }


@pytest.fixture
def second_place(vault):
    """The folder of the first machine, as somebody would carry it over."""
    return vault.app.extensions["settings"].home / "checkpoints"


@pytest.fixture
def frozen(vault):
    """A country whose backup is older than its freeze; what the freeze published."""
    with vault.app.app_context():
        with unit_of_work():
            register(fictional_country(AUGUST, 2, 40))
        db.session.close()
    old = vault.make()
    with vault.app.app_context():
        assert jobs.freeze_due() == 13
        found = everything()
        db.session.close()
    return old, found


@pytest.fixture
def restored(vault, another, frozen):
    """The same country on another machine, as of before its freeze, without the second place."""
    there = another("again")
    vault.restore_on(there, frozen[0].records, frozen[0].keys)
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
    with unit_of_work() as session:  # the log is believed, not a row that can be taken away
        drop_triggers(session.connection(), ["restoration"])
        session.execute(delete(Restoration))
    assert jobs.freeze_due() == 0
    assert published_labels() == []
    assert published(Query("case.total", (OCTOBER,))) == NotPublished(Why.LOST)
    db.session.rollback()
    page = browser_of(restored, "analyst", "en").get("/m?period=2026-Q3").text
    assert "Not published: lost with a restore." in page


def test_what_was_published_after_the_backup_is_put_back_as_it_was(restored, second_place, frozen):
    run = restored.test_cli_runner().invoke
    assert len(frozen[1]["statistics_release"]) == len(kept_of(second_place)) == 13
    said = run(args=["statistics", "releases", "restore", "--from", str(second_place)])
    assert said.exit_code == 0
    assert "CASE.2026-10: put back as it was published" in said.output.replace("TRAINING.", "")
    assert everything() == frozen[1]
    assert isinstance(published(Query("case.total", (OCTOBER,))), Answer)
    assert service.lost() == service.altered() == []
    assert jobs.freeze_due() == 0
    assert everything() == frozen[1]
    # its own second place holds them from now on
    assert kept.compared() == Compared()
    assert run(args=["statistics", "releases", "verify"]).exit_code == 0
    assert releases_kept().verdict is Verdict.PASS
    again = run(args=["statistics", "releases", "restore"])
    assert again.output == "nothing is to be put back\n"


def test_the_worker_puts_back_by_itself_and_publishes_nothing_anew(
    vault, another, frozen, second_place
):
    there = another("again", checkpoint_folder=second_place)
    vault.restore_on(there, frozen[0].records, frozen[0].keys)
    with there.app_context():
        if db.engine.dialect.name == "postgresql":
            there.test_cli_runner().invoke(args=["statistics", "roles"])
        assert set(standing().to_put_back) == set(kept_of(second_place))
        assert releases_kept().advice == "release_to_put_back"
        assert jobs.freeze_due() == 0
        assert everything() == frozen[1]
        db.session.close()
        db.engine.dispose()


def test_a_machine_lost_right_after_its_freeze_loses_no_release(
    vault, another, second_place, monkeypatch
):
    """The copy stands before anybody can read the numbers."""
    with vault.app.app_context():
        with unit_of_work():
            register(fictional_country(AUGUST, 2, 40))
        db.session.close()
    old = vault.make()
    with vault.app.app_context():
        for part in ("2026-01", "2026-02", "2026-03"):
            monkeypatch.setattr(kept, "keep", lambda: 0)  # the machine is gone by then
            jobs.freeze_one(Period.parse(part))
        published_there = everything()
        db.session.close()
    there = another("again", checkpoint_folder=second_place)
    vault.restore_on(there, old.records, old.keys)
    with there.app_context():
        if db.engine.dialect.name == "postgresql":
            there.test_cli_runner().invoke(args=["statistics", "roles"])
        assert len(kept.put_back().done) == 3
        assert everything() == published_there
        db.session.close()
        db.engine.dispose()


def test_a_freeze_that_fails_as_it_commits_is_put_back_and_not_drawn_again(vault, monkeypatch):
    drawn = []

    def fails(releases):
        copy(releases)
        drawn.extend(everything()["statistics_cell"])
        raise OSError("the power went")

    with vault.app.app_context():
        with unit_of_work():
            register(fictional_country(AUGUST, 2, 40))
        copy = kept.keep_before
        monkeypatch.setattr(kept, "keep_before", fails)
        with pytest.raises(OSError, match="power"):
            jobs.freeze_one(JANUARY)
        assert published_labels() == []
        monkeypatch.setattr(kept, "keep_before", copy)
        with pytest.raises(AlreadyFrozen):
            jobs.freeze_one(JANUARY)
        assert everything()["statistics_cell"] == sorted(drawn)
        assert kept.compared() == Compared()
        db.session.close()


def test_an_altered_a_renamed_and_a_foreign_copy_are_refused(restored, second_place, frozen):
    folder = next((second_place / "releases").iterdir())
    names = kept_of(second_place)
    altered, renamed = (folder / f"{name}.sealed" for name in names[:2])
    altered.write_bytes(altered.read_bytes()[:-1] + b"\0")
    shutil.copy(folder / f"{names[2]}.sealed", renamed)
    found = kept.put_back(second_place)
    assert found.refused == tuple(names[:2])
    assert found.done == tuple(names[2:])
    with unit_of_work():  # the same keyring, another database
        db.session.get(Installation, 1).made_at += timedelta(seconds=1)
    shutil.copytree(folder, kept_releases().folder)
    refused = restored.test_cli_runner().invoke(args=["statistics", "releases", "restore"])
    assert refused.exit_code == 1
    assert "refused, altered or not of this database" in refused.output
    assert releases_kept().advice == "release_broken"


def test_a_database_that_was_put_back_by_hand_is_not_frozen_a_second_time(sqlite_app):
    """The file was copied back: nothing in it says that anything was lost."""
    place = sqlite_app.extensions["settings"].home / "checkpoints"
    with sqlite_app.app_context():
        file = Path(db.engine.url.database)
        with unit_of_work():
            register(fictional_country(AUGUST, 2, 40))
        db.session.close()
        carry_back(sqlite_app)
        before = file.read_bytes()
        jobs.freeze_due()
        was = everything()
        db.session.close()
        carry_back(sqlite_app)
        file.write_bytes(before)
        damage(place, "CASE.2026-10")
        assert published_labels() == []
        assert jobs.freeze_due() == 0
        assert [one.label for one in service.lost()] == ["2026-10"]
        with pytest.raises(LostWithRestore):
            jobs.freeze_one(OCTOBER)
        assert releases_kept().advice == "release_broken"
        now = everything()["statistics_cell"]
        assert set(now) < set(was["statistics_cell"])
        db.session.close()


def test_a_copy_of_the_public_release_alone_keeps_its_year_from_being_drawn_anew():
    names = ["PUBLIC.2025", "CASE.2025-Q1", "CASE.notes", "SCREENING.2024", "TRAINING.CASE.2023"]
    assert kept_periods("case", "country", names) == {
        Period.parse("2025"),
        Period.parse("2025-Q1"),
    }
    assert kept_periods("screening", "country", names) == {Period.parse("2024")}


def damage(second_place, code):
    [file] = (second_place / "releases").glob(f"*/*{code}.sealed")
    file.write_bytes(b"something else")


def kept_of(second_place):
    [folder] = (second_place / "releases").iterdir()
    return sorted(file.name.removesuffix(".sealed") for file in folder.iterdir())


def test_a_lost_quarter_a_lost_year_and_a_time_before_are_told_apart(restored):
    browser = browser_of(restored, "analyst", "en")
    for label in (*LOST_QUARTERS, "2026"):
        assert "Not published: lost with a restore." in browser.get(f"/m?period={label}").text
    people = browser.get("/m?view=people&period=2026").text
    assert "Not published: lost with a restore." in people
    clocks = clock.SteppedClock(datetime(2027, 8, 1, 9, tzinfo=UTC))
    with clock.use(clocks):
        jobs.freeze_due()
        later = browser_of(restored, "analyst", "en")
        assert "Not published: lost with a restore." in later.get("/m?period=2026-Q4").text
        assert "Not yet published." in later.get("/m?period=2027-Q3").text


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
