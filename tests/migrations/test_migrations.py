"""Migrations: up, down and up again with data, and the same schema as the models."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from casework.db import Base, db, migrating, unit_of_work
from casework.starting import bring_up
from casework.statistics.domain.periods import Period
from casework.statistics.jobs import freeze_due
from tests.attacks.statistics_country import fictional_country, register
from tests.installations import real_installation


def test_migrations_make_the_schema_that_the_models_describe(app):
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_schema_goes_down_to_nothing_and_comes_up_again(app):
    with app.app_context():
        migrating.downgrade("base")
        db.engine.dispose()
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        bring_up(app)
        migrating.check_schema()
        assert db.session.execute(text('select count(*) from "holiday"')).scalar_one() > 0


@pytest.mark.parametrize("statement", [
    "update audit_event set kind = 'x'",
    "delete from audit_event",
    "delete from audit_stream",
])  # fmt: skip
def test_trace_cannot_be_changed_or_deleted_when_the_schema_was_migrated(app, statement, client_as):
    client_as("owner_inspector").get("/a", 403)
    with app.app_context():
        assert db.session.execute(text("select count(*) from audit_event")).scalar_one() > 0
        with pytest.raises(DBAPIError), unit_of_work() as session:
            session.execute(text(statement))


def test_people_and_published_numbers_come_through_every_step_down_and_up(app):
    """Tables that others refer to are rebuilt on SQLite: nothing in them is lost."""
    with real_installation(app):
        with unit_of_work():
            register(fictional_country(Period.parse("2026-09"), 1, 20))
        freeze_due()
        before = _counts("user", "organisation", "statistics_cell", "fact")
        db.session.close()
        migrating.downgrade("0002")
        bring_up(app)
        assert _counts("user", "organisation", "statistics_cell", "fact") == before


def _counts(*tables):
    return [
        db.session.execute(text(f'select count(*) from "{one}"')).scalar_one() for one in tables
    ]
