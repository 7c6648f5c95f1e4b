"""What the dashboards' connection and the freeze can reach in the database, by trying."""

from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from casework.db import Base, db, unit_of_work, writing
from casework.db.statistics_roles import (
    DASHBOARDS_ROLE,
    FREEZE_ROLE,
    PUBLISHED,
    DashboardsOutOfReach,
    RolesMissing,
    check_roles,
    roles_apart,
)
from casework.health.domain import Verdict
from casework.health.hardening import statistics_apart
from casework.health.service import look
from casework.starting import ready_to_serve
from casework.statistics import jobs, service
from casework.statistics.domain.periods import Period
from casework.statistics.published import Answer, Query, published
from casework.statistics.reading import READABLE, init_app, reading
from tests.attacks.statistics_country import fictional_country, register

SEPTEMBER = Period.parse("2026-09")
FREEZE_MAY_READ = {
    "fact", "statistics_release", "statistics_cell", "statistics_budget", "audit_event",
    "audit_stream", "restoration", "installation", "statistics_drawn",
}  # fmt: skip
WRITES = (
    "UPDATE statistics_cell SET value = 0",
    "DELETE FROM statistics_release",
    "INSERT INTO statistics_release (id) VALUES ('x')",
    "CREATE TABLE mine (a integer)",
    "DROP TABLE fact",
)
COUNTED_BY_THE_SERVER = (
    "SELECT n_tup_ins, n_tup_upd, n_live_tup FROM pg_stat_user_tables WHERE relname = 'fact'",
    "SELECT pg_stat_get_live_tuples(CAST('fact' AS regclass))",
    "SELECT pg_stat_get_xact_tuples_inserted(CAST('fact' AS regclass))",
    "SELECT idx_tup_read FROM pg_stat_user_indexes",
    "SELECT heap_blks_read FROM pg_statio_user_tables",
    "SELECT tup_inserted, xact_commit FROM pg_stat_database",
    "SELECT pid, query FROM pg_stat_activity",
    "SELECT * FROM pg_locks",
    "SELECT reltuples FROM pg_class WHERE relname = 'fact'",
    "SELECT relpages FROM pg_class WHERE relname = 'fact'",
    "SELECT pg_relation_size('fact')",
    "SELECT pg_total_relation_size('fact')",
    "SELECT pg_database_size(current_database())",
    "SELECT pg_current_wal_lsn()",
    "SELECT txid_current()",
    "SELECT stanumbers1 FROM pg_statistic",
    "SELECT xmin FROM statistics_cell",
    "EXPLAIN SELECT * FROM fact",
)
"""Exact, of the whole table: who asks every day reads how many were added."""


@pytest.fixture
def published_country(app):
    with app.app_context():
        if db.engine.dialect.name == "postgresql":
            result = app.test_cli_runner().invoke(args=["statistics", "roles"])
            assert "are made and in use" in result.output, result.output
        with unit_of_work():
            register(fictional_country(SEPTEMBER, 1, 30))
        jobs.freeze_due()
        yield app


def refused(*statements: str) -> bool:
    """Whether the dashboards' connection is refused the last of these statements, for want of a
    right or of a way."""
    *before, last = statements
    with reading() as connection:
        for statement in before:
            connection.execute(text(statement))
        try:
            connection.execute(text(last))
        except DBAPIError:
            return True
    return False


def test_the_dashboards_read_published_columns_and_nothing_else(published_country):
    assert isinstance(published(Query("case.total", (SEPTEMBER,))), Answer)
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            readable = column.name in READABLE.get(table.name, ())
            statement = f'SELECT "{column.name}" FROM "{table.name}"'
            assert refused(statement) is not readable, statement
        assert refused(f'SELECT count(*) FROM "{table.name}"') or table.name in READABLE
    assert refused('SELECT value FROM statistics_cell WHERE EXISTS (SELECT 1 FROM "fact")')


@contextmanager
def signed_in_apart(app):
    """As with SANAD_STATISTICS_DATABASE_URL: the dashboards sign in as their own role."""
    kept, main = app.extensions[PUBLISHED], db.engine.url
    init_app(app, main, main.set(username=DASHBOARDS_ROLE))
    try:
        yield
    finally:
        app.extensions[PUBLISHED].dispose()
        app.extensions[PUBLISHED] = kept


def test_dashboards_that_sign_in_by_themselves_have_no_role_to_go_back_to(published_country):
    """Nor can they write, whatever they say of their transaction."""
    if db.engine.dialect.name == "sqlite":
        return
    with signed_in_apart(published_country):
        assert isinstance(published(Query("case.total", (SEPTEMBER,))), Answer)
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                readable = column.name in READABLE.get(table.name, ())
                statement = f'SELECT "{column.name}" FROM "{table.name}"'
                assert refused("RESET ROLE", statement) is not readable, statement
        assert refused("RESET ROLE", "SELECT noisy FROM statistics_cell")
        assert refused("SET TRANSACTION READ WRITE", "RESET ROLE", "UPDATE fact SET blob = blob")
        for role in (FREEZE_ROLE, str(db.engine.url.username)):
            assert refused(f"SET ROLE {role}")
            assert refused(f"SET SESSION AUTHORIZATION {role}")


def test_the_dashboards_learn_nothing_that_postgresql_counts_by_itself(published_country):
    """Nor do they leave anything behind; the role that Sanad signs in with keeps its numbers."""
    if db.engine.dialect.name == "sqlite":
        return
    writable = "SET TRANSACTION READ WRITE"
    with signed_in_apart(published_country):
        for statement in COUNTED_BY_THE_SERVER:
            assert refused(statement), statement
        for statement in ("CREATE TEMP TABLE mine (a integer)", "SELECT lo_creat(-1)", *WRITES):
            assert refused(writable, statement), statement
        with reading() as connection:
            estimates = "SELECT count(*) FROM pg_stats WHERE tablename = 'fact'"
            assert connection.execute(text(estimates)).scalar_one() == 0
            connection.execute(text("SELECT relname FROM pg_class"))
    with db.engine.connect() as connection:
        for statement in COUNTED_BY_THE_SERVER:
            connection.execute(text(statement))


@pytest.mark.parametrize("statement", WRITES)
def test_the_dashboards_write_nothing(published_country, statement):
    assert refused(statement)


def test_the_dashboards_read_no_catalogue_and_switch_nothing_off(published_country):
    if db.engine.dialect.name == "sqlite":
        forbidden = ("SELECT name FROM sqlite_master", "PRAGMA query_only=OFF", "ATTACH '/x' AS x")
    else:
        forbidden = ("SELECT rolpassword FROM pg_authid", "SELECT pg_read_file('/etc/passwd')")
    assert all(refused(statement) for statement in forbidden)


@pytest.mark.postgres
def test_the_freeze_reads_facts_and_published_numbers_and_nothing_else(published_country):
    if db.engine.dialect.name == "sqlite":
        assert "no roles" in published_country.test_cli_runner().invoke(
            args=["statistics", "roles"]
        ).output  # fmt: skip
        return
    for table in Base.metadata.sorted_tables:
        with db.engine.connect() as connection:
            connection.execute(text(f"SET LOCAL ROLE {FREEZE_ROLE}"))
            statement = text(f'SELECT count(*) FROM "{table.name}"')
            if table.name in FREEZE_MAY_READ:
                connection.execute(statement)
            else:
                with pytest.raises(DBAPIError, match="permission denied"):
                    connection.execute(statement)
        assert all(denied(statement) for statement in changes(table)), table.name
    with reading() as connection:
        assert connection.execute(text("SELECT current_user")).scalar_one() == DASHBOARDS_ROLE
    assert service.altered() == []


def changes(table):
    """What the freeze may not do: take anything away anywhere, and write where it may not read."""
    yield f'DELETE FROM "{table.name}"'
    if table.name not in FREEZE_MAY_READ:
        yield f'INSERT INTO "{table.name}" DEFAULT VALUES'
        yield f'UPDATE "{table.name}" SET "{list(table.columns)[-1].name}" = NULL'


def denied(statement):
    with db.engine.connect() as connection:
        connection.execute(text("SET TRANSACTION READ WRITE"))
        connection.execute(text(f"SET LOCAL ROLE {FREEZE_ROLE}"))
        try:
            connection.execute(text(statement))
        except DBAPIError as refusal:
            assert "permission denied" in str(refusal), str(refusal)
            return True
    return False


def test_a_real_server_on_postgresql_does_not_start_before_the_roles_are_made(app, monkeypatch):
    """The doctor and the start say it until they are; a demonstration may do without them. That the
    dashboards sign in as a role that can go back is a fault of a real server too."""
    with app.app_context():
        postgresql = db.engine.dialect.name == "postgresql"
        if postgresql:
            forget_roles(app)
        assert roles_apart() is not postgresql
        if not postgresql:
            check_roles()
            return
        with pytest.raises(RolesMissing, match="statistics roles"):
            check_roles()
        assert look([statistics_apart])[0].advice == "statistics_roles"
        app.test_cli_runner().invoke(args=["statistics", "roles"])
        app.extensions[PUBLISHED].dispose()
        check_roles()
        for mode, verdict in (("demo", Verdict.WARN), ("production", Verdict.FAIL)):
            meant = replace(app.extensions["settings"], mode=mode)
            monkeypatch.setitem(app.extensions, "settings", meant)
            told = look([statistics_apart])[0]
            assert (told.verdict, told.advice) == (verdict, "statistics_login")
        with signed_in_apart(app):
            assert look([statistics_apart])[0].verdict is Verdict.PASS


def test_beside_sqlite_the_address_of_the_dashboards_is_not_used(sqlite_app):
    kept = sqlite_app.extensions[PUBLISHED]
    given = "postgresql+psycopg://sanad_dashboards@127.0.0.1:1/sanad"
    try:
        init_app(sqlite_app, sqlite_app.extensions["settings"].database, given)
        assert sqlite_app.extensions[PUBLISHED].url == kept.url
    finally:
        sqlite_app.extensions[PUBLISHED] = kept


def forget_roles(app):
    """As in a database where they were never made."""
    with writing(), db.engine.begin() as connection:
        for role in (FREEZE_ROLE, DASHBOARDS_ROLE):
            connection.execute(
                text(
                    f"DO $$ BEGIN REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}; "
                    "EXCEPTION WHEN undefined_object THEN NULL; END $$"
                )
            )
    app.extensions[PUBLISHED].dispose()


def test_the_start_of_a_real_server_asks_for_the_roles_and_one_of_a_demo_does_not(
    sqlite_app, monkeypatch
):
    monkeypatch.setattr("casework.db.statistics_roles.roles_apart", lambda: False)
    kept = sqlite_app.extensions["settings"]
    ready_to_serve(sqlite_app)
    real = SimpleNamespace(demo=False, mode=kept.mode, ready_to_serve=lambda: None)
    monkeypatch.setitem(sqlite_app.extensions, "settings", real)
    with pytest.raises(SystemExit, match="no database roles of their own"):
        ready_to_serve(sqlite_app)


def test_the_statements_can_be_read_before_they_are_run(sqlite_app):
    printed = sqlite_app.test_cli_runner().invoke(args=["statistics", "roles", "--print"]).output
    assert "GRANT SELECT (cell, release_id, table_name, value) ON statistics_cell" in printed
    assert "noisy" not in printed
    named = ["statistics", "roles", "--print", "--to", "sanad", "--to", "sanad_owner"]
    said = sqlite_app.test_cli_runner().invoke(args=named).output
    assert "GRANT sanad_dashboards TO sanad, sanad_owner" in said
    hostile = [*named, "--to", "a; DROP"]
    assert sqlite_app.test_cli_runner().invoke(args=hostile).exit_code == 2


@pytest.mark.postgres
def test_a_start_says_in_one_sentence_that_the_dashboards_are_out_of_reach(app, monkeypatch):
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            return
    nowhere = create_engine("postgresql+psycopg://sanad_dashboards:geheim@127.0.0.1:1/none")
    monkeypatch.setitem(app.extensions, PUBLISHED, nowhere)
    with app.app_context(), pytest.raises(DashboardsOutOfReach) as refused_with:
        check_roles()
    assert "SANAD_STATISTICS_DATABASE_URL" in str(refused_with.value)
    assert "geheim" not in str(refused_with.value)
