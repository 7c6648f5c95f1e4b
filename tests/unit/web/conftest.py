"""A small application of the web layer alone: no accounts, no store."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import SimpleNamespace
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from flask_wtf import CSRFProtect

from casework.policy import Actor, Role
from casework.web import account, errors, formats, guard, headers, home, languages, navigation
from casework.web.languages import LOCALES

SOMEBODY = UUID("00000000-0000-4000-8000-000000000001")
Speaking = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def actor() -> Actor:
    """A caseworker of one region."""
    return Actor(SOMEBODY, Role.CASEWORKER, SOMEBODY, frozenset({"MA-06"}))


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Nobody is signed in, and no account desk is open."""
    monkeypatch.setattr(guard, "_actor_loader", [])
    monkeypatch.setattr(account, "_desk", [])
    monkeypatch.setattr(languages, "_own_language", [])
    monkeypatch.setattr(languages, "_house_language", [])
    monkeypatch.setattr(navigation, "_registered", navigation._Registered())
    app = Flask("web", static_folder=None, template_folder="../../../templates")
    app.root_path = __file__.rpartition("/")[0]
    app.config.update(SECRET_KEY="of the tests", SESSION_COOKIE_SECURE=False)
    app.extensions["settings"] = SimpleNamespace(demo=True, https=False)
    for part in (languages, formats, headers, errors, navigation, home):
        part.init_app(app)
    CSRFProtect(app)
    return app


@pytest.fixture
def browser(web: Flask) -> FlaskClient:
    """A browser that asks for French."""
    client = web.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fr"
    return client


@pytest.fixture
def speaking(web: Flask) -> Speaking:
    """`with speaking("ar"):` the page being written is in Arabic."""

    @contextmanager
    def in_language(language: str) -> Iterator[None]:
        with web.test_request_context(), force_locale(LOCALES[language]):
            yield

    return in_language
