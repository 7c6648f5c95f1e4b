"""What an administrator and a monitor are told of the installation; each fault is named."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casework.audit import record
from casework.audit.append_only import ADD_ONLY, FORWARD_ONLY
from casework.audit.catalogue import CaseRead
from casework.audit.sealing import seal_checkpoint
from casework.backup.models import MADE, REHEARSED, BackupNote
from casework.custody.domain import Escrow, KeyLine, Standing, State
from casework.db import db, unit_of_work
from casework.health import checks, hardening, lists, texts
from casework.health.domain import Finding, Verdict
from casework.health.service import NAMES, look
from casework.kernel import clock as clocks
from casework.kernel.ids import new_id
from casework.web.languages import LOCALES
from tests.tampering import insider, seal

ALSO_STAND = {"restoration", "fact", "instrument_withdrawal", "statistics_release",
              "statistics_cell", "statistics_budget", "statistics_drawn"}  # fmt: skip
DOCS = Path(__file__).parents[3] / "docs"


def noted(kind):
    at = clocks.now()
    with unit_of_work() as session:
        session.add(BackupNote(kind=kind, backup=new_id(), snapshot_at=at, at=at, size=1))


@pytest.fixture
def with_recipients(app):
    kept = app.extensions["settings"]
    app.extensions["settings"] = replace(
        kept, backups=replace(kept.backups, recipients="age1someone")
    )
    yield app
    app.extensions["settings"] = kept


def said(app, check):
    with app.app_context():
        found = look([check])[0]
        return found.verdict, found.advice


def test_every_check_has_its_words_and_every_advice_is_translated():
    named = {NAMES[check.__name__] for check in lists.ALL}
    assert named == set(texts.TITLES)
    assert len(named) == len(lists.ALL)


def test_an_administrator_reads_what_runs_and_how_old_the_backups_are(sqlite_app, client_as):
    for language in LOCALES:
        page = client_as("administrator", language).get("/a/health").text
        assert page.count("<tr>") >= len(lists.ALL)
    assert "flask --app wsgi doctor" in page


def test_the_schedule_of_backups_stands_beside_their_age(with_recipients, client_as):
    with with_recipients.app_context():
        noted(MADE)
    page = client_as("administrator").get("/a/health").text
    assert (
        "Faite il y a moins d’une heure. Une toutes les 24 heures, la prochaine le 17 nov." in page
    )
    assert "Conservée 90 jours, ses clés 14 jours." in page


def test_every_hour_the_disk_the_triggers_and_what_a_rehearsal_left_are_looked_at_too(
    with_recipients, monkeypatch
):
    monkeypatch.setattr(hardening, "share_free", lambda _path: 0.01)
    found = with_recipients.test_cli_runner().invoke(args=["health", "--language", "en"])
    assert found.exit_code == 1
    assert any("FAIL" in line and "disk" in line for line in found.output.splitlines()), (
        found.output
    )
    assert {hardening.log_only_added, hardening.nothing_left} <= {*lists.RUNNING}


def test_the_age_of_backups_and_rehearsals_is_watched(with_recipients, clock):
    app = with_recipients
    assert said(app, checks.backup_young) == (Verdict.WARN, "no_backup")
    assert said(app, checks.rehearsal_young) == (Verdict.WARN, "no_rehearsal")
    with app.app_context():
        noted(MADE)
        noted(REHEARSED)
    assert said(app, checks.backup_young) == (Verdict.PASS, "backup_fine")
    assert said(app, checks.rehearsal_young) == (Verdict.PASS, "rehearsal_fine")
    clock.advance(timedelta(hours=50))
    assert said(app, checks.backup_young) == (Verdict.FAIL, "backup_old")
    clock.advance(timedelta(days=93))
    assert said(app, checks.rehearsal_young) == (Verdict.WARN, "rehearsal_old")


def test_acts_that_nobody_sealed_are_named(app, clock):
    with app.app_context(), unit_of_work():
        record(CaseRead(case_id=new_id()), None)
    assert said(app, checks.log_sealed)[0] is Verdict.PASS  # the worker has a moment
    clock.advance(timedelta(minutes=20))
    assert said(app, checks.log_sealed) == (Verdict.FAIL, "not_sealed")
    with app.app_context():
        seal()
    assert said(app, checks.log_sealed)[0] is Verdict.PASS


def test_a_key_older_than_a_month_and_an_old_one_past_its_day_are_named(
    sqlite_app, clock, monkeypatch
):
    made, today = clock.now(), clock.now().date()
    lines = [KeyLine("kek-2", State.CURRENT, 3, made=made)]
    found = Standing((), (), Escrow(), 90, "file")
    monkeypatch.setattr(checks.custody, "standing", lambda: replace(found, keks=tuple(lines)))
    assert said(sqlite_app, checks.keys_renewed)[0] is Verdict.PASS
    lines.append(KeyLine("kek-1", State.FORMER, 0, destroy_from=today + timedelta(days=1)))
    assert said(sqlite_app, checks.keys_renewed)[0] is Verdict.PASS
    clock.advance(timedelta(days=1))
    assert said(sqlite_app, checks.keys_renewed) == (Verdict.WARN, "key_to_destroy")
    lines.pop()
    clock.advance(timedelta(days=31))
    assert said(sqlite_app, checks.keys_renewed) == (Verdict.WARN, "key_old")
    real = replace(sqlite_app.extensions["settings"], mode="production")
    monkeypatch.setitem(sqlite_app.extensions, "settings", real)
    assert said(sqlite_app, checks.keys_renewed) == (Verdict.FAIL, "key_old")


def test_a_clock_behind_the_log_is_named(app, clock):
    with app.app_context(), unit_of_work():
        record(CaseRead(case_id=new_id()), None)
    assert said(app, checks.clock_right)[0] is Verdict.PASS
    with clocks.use(clocks.SteppedClock(clock.now() - timedelta(days=400))):
        assert said(app, checks.clock_right) == (Verdict.FAIL, "clock_behind")


def test_a_clock_that_was_set_ahead_is_named_for_a_day(app, clock):
    with app.app_context():
        for days in (0, 400):
            clock.advance(timedelta(days=days))
            with unit_of_work():
                record(CaseRead(case_id=new_id()), None)
            seal_checkpoint()
        assert said(app, checks.clock_right) == (Verdict.WARN, "clock_leapt")
        clock.advance(timedelta(hours=25))
        assert said(app, checks.clock_right)[0] is Verdict.PASS


def test_each_weak_setting_is_named(sqlite_app, monkeypatch, tmp_path):
    kept = sqlite_app.extensions["settings"]
    weak = replace(kept, mode="production", secret_key="ab" * 20, home=tmp_path)
    tmp_path.chmod(0o755)
    monkeypatch.setitem(sqlite_app.extensions, "settings", weak)
    assert said(sqlite_app, checks.settings_fit) == (Verdict.FAIL, "settings")
    assert said(sqlite_app, hardening.secret_varied) == (Verdict.FAIL, "secret_plain")
    assert said(sqlite_app, hardening.files_private) == (Verdict.FAIL, "files_open")
    assert said(sqlite_app, hardening.over_tls) == (Verdict.FAIL, "no_https")
    assert said(sqlite_app, hardening.debug_off) == (Verdict.FAIL, "debug_on")
    assert said(sqlite_app, checks.backup_young) == (Verdict.FAIL, "no_recipients")
    assert said(sqlite_app, checks.backup_elsewhere)[0] is Verdict.WARN
    assert said(sqlite_app, hardening.keys_apart)[0] is Verdict.FAIL  # no keyring there
    monkeypatch.setattr(hardening, "share_free", lambda _home: 0.01)
    assert said(sqlite_app, hardening.room_left) == (Verdict.FAIL, "disk_full")


def test_commits_and_the_role_are_looked_at_in_the_database_itself(app):
    with app.app_context():
        name = db.engine.dialect.name
    role, commits = said(app, hardening.role_without_ddl), said(app, hardening.commits_last)
    if name == "sqlite":
        assert (role, commits[0]) == ((Verdict.PASS, "role_sqlite"), Verdict.PASS)
    else:  # the tests run as the owner, without fsync: both must be seen
        assert (role[1], commits[1]) == ("role_rules", "not_synchronous")


class Undone(Exception):
    """Nothing of what a test did to the cluster stays."""


def test_the_right_to_change_the_log_is_seen_until_it_was_taken_away(app):
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            assert hardening.log_only_added().advice == "append_only_sqlite"
            return
        role = f"server_{new_id().hex[:8]}"
        script = (DOCS / "production" / "append-only.sql").read_text("utf-8")
        with pytest.raises(Undone), unit_of_work() as session:
            run = session.connection().exec_driver_sql
            run(f"CREATE ROLE {role}")
            run(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
            run(f"SET LOCAL ROLE {role}")
            found = hardening.log_only_added()
            assert set(found.told["what"].split(", ")) == {*ADD_ONLY, FORWARD_ONLY, *ALSO_STAND}
            run("RESET ROLE")
            run(script.replace("FROM sanad;", f"FROM {role};").replace("TO sanad;", f"TO {role};"))
            run(f"SET LOCAL ROLE {role}")
            assert hardening.log_only_added() == Finding("append_only")
            raise Undone


def test_a_trigger_of_the_log_that_was_taken_away_is_seen(app):
    with app.app_context():
        assert hardening.log_only_added().advice != "log_unprotected"
        with insider(app):
            pass
        found = hardening.log_only_added()
    assert (found.verdict, found.advice) == (Verdict.FAIL, "log_unprotected")
    assert "audit_event" in found.told["what"]


def test_a_check_that_breaks_is_a_fault_and_quotes_nothing(sqlite_app):
    def log_sealed():
        raise ValueError("Fatima, 06 12 34 56 78")

    with sqlite_app.app_context():
        (found,) = look([log_sealed])
    assert found == Finding("checkpoints", Verdict.FAIL, "not_done", {"what": "ValueError"})


def test_a_monitor_is_told_whether_it_runs_and_nothing_else(app, client_as, monkeypatch):
    browser = client_as("signed_out").http
    assert browser.get("/healthz").text == "ok\n"
    assert browser.get("/readyz").text == "ready\n"

    def behind():
        raise RuntimeError("postgresql://secret")

    monkeypatch.setattr("casework.health.views.migrating.check_schema", behind)
    answer = browser.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "not ready\n")


@pytest.mark.parametrize("language", sorted(LOCALES))
def test_the_doctor_speaks_three_languages_and_fails_on_a_fault(sqlite_app, clock, language):
    runner = sqlite_app.test_cli_runner()
    with sqlite_app.app_context(), unit_of_work():
        record(CaseRead(case_id=new_id()), None)
    clock.advance(timedelta(minutes=20))
    found = runner.invoke(args=["doctor", "--language", language])
    assert found.exit_code == 1
    assert "Traceback" not in found.output
    assert len(found.output.splitlines()) == len(lists.ALL)
    assert len(runner.invoke(args=["health"]).output.splitlines()) == len(lists.RUNNING)
