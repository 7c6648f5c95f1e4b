"""A small Sanad with a home of its own: these tests change its keyring."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from casework import create_app
from casework.db import Base, db, unit_of_work
from casework.kernel.clock import SteppedClock, use
from tests.conftest import START, settings_for

Run = Callable[..., Result]


def empty_home(home: Path, **told: object) -> Flask:
    """The whole app on a fresh home, with its tables and nothing in them."""
    from dataclasses import replace

    app = create_app(replace(settings_for(home, ""), **told))  # type: ignore[arg-type]
    with app.app_context(), unit_of_work() as session:
        Base.metadata.create_all(session.connection())
    return app


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Flask]:
    app = empty_home(tmp_path / "home")
    with app.app_context(), use(SteppedClock(START)) as clock:
        app.extensions["test-clock"] = clock
        yield app
        db.session.rollback()
        db.engine.dispose()


@pytest.fixture
def keys(small: Flask) -> Run:
    """`keys("rotate")`: the command, as an operator types it."""
    runner = small.test_cli_runner()

    def run(*words: str, typed: str | None = None) -> Result:
        db.session.rollback()
        found = runner.invoke(args=["keys", *words], input=typed)
        assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
        return found

    return run
