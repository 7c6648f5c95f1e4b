"""One app with the scene in it, shared by the sweep."""

from collections.abc import Iterator

import pytest
from flask import Flask

from casework.kernel.clock import SteppedClock, use
from tests.architecture.scene import make_scene
from tests.client import SanadClient
from tests.conftest import START, furnished, session_of, settings_for
from tests.engines import SqliteStore
from tests.personas import EVERYBODY, PERSONAS


@pytest.fixture(scope="session")
def theatre(workshop) -> Iterator[tuple[Flask, SqliteStore, dict[str, str], dict[str, str]]]:
    """The app, its store, the codes of its scene, and a session for everybody."""
    home = workshop / "stage"
    home.mkdir()
    store = SqliteStore(home)
    with use(SteppedClock(START)):
        app = furnished(settings_for(home, store.url))
        codes = make_scene(app)
        tokens = {persona: session_of(app, persona, "fr") for persona in PERSONAS}
        store.remember(app)
    yield app, store, codes, tokens


@pytest.fixture
def stage(theatre) -> Iterator[tuple[Flask, dict[str, str], dict[str, SanadClient]]]:
    """The scene as it was made, and a browser for everybody; the clock stands still."""
    app, store, codes, tokens = theatre
    store.restore(app)
    with use(SteppedClock(START)):
        yield app, codes, {one: SanadClient(app, tokens.get(one)) for one in EVERYBODY}
