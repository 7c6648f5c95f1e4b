"""What the database itself refuses, on SQLite and on PostgreSQL."""

import threading
from inspect import iscoroutinefunction

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.accounts.models import Organisation
from casework.db import db, installation, migrating, unit_of_work
from casework.db.installation import ModeDiffers


def _organisation(name):
    return Organisation(name=name, name_ar=name, kind="ngo")


def test_database_refuses_a_write_outside_a_unit_of_work(app):
    with app.app_context():
        db.session.add(_organisation("outside"))
        with pytest.raises(DBAPIError):
            db.session.flush()
        db.session.rollback()


def test_unit_of_work_leaves_nothing_when_it_raises(app):
    with app.app_context():
        with pytest.raises(ZeroDivisionError), unit_of_work() as session:
            session.add(_organisation("half"))
            session.flush()
            raise ZeroDivisionError
        assert db.session.query(Organisation).filter_by(name="half").count() == 0


def test_unit_inside_a_unit_is_refused(app):
    with app.app_context(), unit_of_work(), pytest.raises(RuntimeError), unit_of_work():
        pass


def test_writers_take_turns_when_many_write_at_once(app):
    wrong = []

    def write(number):
        with app.app_context():
            try:
                for turn in range(5):
                    with unit_of_work() as session:
                        session.add(_organisation(f"w{number}-{turn}"))
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    with app.app_context():
        written = db.session.query(Organisation).filter(Organisation.name.like("w%-%")).count()
        assert written == 30


def test_bound_values_are_not_printed_when_a_statement_fails(app):
    with app.app_context():
        with pytest.raises(DBAPIError) as failed:
            db.session.execute(text("select * from nowhere where x = :x"), {"x": "canarysecret"})
        assert "canarysecret" not in str(failed.value)
        db.session.rollback()


def test_start_is_refused_when_the_database_was_made_for_the_other_mode(app):
    with app.app_context():
        installation.check_stamp("demo")
        with pytest.raises(ModeDiffers):
            installation.check_stamp("production")


def test_schema_is_at_the_newest_revision_after_bringing_it_up(app):
    with app.app_context():
        migrating.check_schema()


def test_a_request_starts_no_thread_to_close_what_it_never_opened(sqlite_app: Flask) -> None:
    closing = sqlite_app.teardown_appcontext_funcs
    assert closing, "sessions are closed"
    assert not any(iscoroutinefunction(one) for one in closing)
