"""Migrations: up, down and up again with data, and the same schema as the models."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from casework.db import Base, db, migrating, unit_of_work
from casework.starting import bring_up


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
