"""An empty installation for real people, as the command that makes its database leaves it."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from casework import create_app
from casework.encryption import create_keyring, keyring_path
from casework.kernel.clock import SteppedClock, use
from casework.setup.gate import READY
from casework.starting import bring_up
from tests.client import SanadClient
from tests.conftest import START, settings_for
from tests.engines import SqliteStore

PHRASE = "trois oiseaux sur la dune"
PASSWORD = "hibou parasol citron"
FIRST = {
    "username": "k.alaoui",
    "name": "كريمة العلوي",
    "organisation": "Commission nationale",
    "organisation_ar": "اللجنة الوطنية",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, SqliteStore]:
    """The whole app on a new database for real people; no second factor, to keep tests short."""
    home = tmp_path_factory.mktemp("real")
    store = SqliteStore(home)
    settings = replace(
        settings_for(home, store.url),
        mode="production",
        second_factor="none",
        keyring_passphrase=PHRASE,
    )
    create_keyring(keyring_path(settings.home), PHRASE)
    app = create_app(settings)
    with use(SteppedClock(START)):
        bring_up(app)
    store.remember(app)
    return app, store


@pytest.fixture
def real(made: tuple[Flask, SqliteStore]) -> Iterator[Flask]:
    """It, as it was when it was made."""
    app, store = made
    store.restore(app)
    app.extensions.pop(READY, None)
    settings = app.extensions["settings"]
    with use(SteppedClock(START)):
        yield app
    app.extensions["settings"] = settings


def printed(app: Flask) -> str:
    """The code, as the console shows it."""
    done = app.test_cli_runner().invoke(args=["setup", "code"])
    found = re.search(r"\b(?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}\b", done.output)
    assert found, done.output
    return found[0]


def begun(app: Flask, language: str = "fr") -> SanadClient:
    """The browser of the first administrator, who has typed the code and chosen a password."""
    browser = SanadClient(app, None, language)
    sent = browser.submit("/setup/begin", {"code": printed(app), **FIRST}, 303)
    browser.submit(sent.location, {"password": PASSWORD, "again": PASSWORD}, 303)
    return browser
