"""A Sanad for real people, with the scene of the tests in it, behind the proxy example over TLS.

Everybody has a password and a confirmed second factor, as production asks; the set-up is done. It
stands behind two proxies: one is the example with its limits, the other lets scanners through.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from flask import Flask

from casework import create_app
from casework.accounts.domain.second_factor import FactorSecret
from casework.accounts.service.factors import keep_factor, seal_factors
from casework.db import db, unit_of_work
from casework.encryption import create_keyring, keyring_path
from casework.kernel import clock
from casework.setup import queries as setup
from casework.starting import bring_up
from tests import proxy
from tests.architecture.scene import make_scene
from tests.conftest import SECRET, session_of, settings_for
from tests.factories import actor_named, make_cast
from tests.integration.accounts.passwords import give_password
from tests.journeys import house
from tests.personas import PERSONAS
from tests.scanning.target import PROXIES, CannotBeHad, Target

PHRASE = "trois oiseaux sur la dune"


def one_of_each_role() -> dict[str, str]:
    """A persona for every role: the first of the cast. Who may end the access of others is last, so
    that the scanners meet everybody else before."""
    found: dict[str, str] = {}
    for persona, told in PERSONAS.items():
        found.setdefault(told.role.value, persona)
    return found


@contextmanager
def behind_the_proxy(folder: Path) -> Iterator[Target]:
    """Furnish it, serve it, and stop everything at the end."""
    if proxy.nginx() is None:
        raise CannotBeHad("nginx is not on this machine: apt install nginx-light")
    inside, free, strict, plain, other = (house._free_port() for _each in range(5))
    url, strict_url = f"https://localhost:{free}", f"https://localhost:{strict}"
    app = _app(folder / "home", url)
    codes = _furnish(app)
    proxies = folder / "proxies"
    authority = _certificate(proxies)
    env = house._environment(folder / "home", inside) | {
        "SANAD_MODE": "production", "SANAD_BASE_URL": url, "SANAD_TRUSTED_PROXIES": "1",
        "SANAD_KEYRING_PASSPHRASE": PHRASE,
        "SANAD_REQUESTS_PER_MINUTE": "1000000",  # the scanners are to get through
    }  # fmt: skip
    assert env["SANAD_SECRET_KEY"] == SECRET
    with ExitStack() as stack:
        log = stack.enter_context((folder / "sanad.log").open("wb"))
        command = house._command(inside, "wsgi:app")
        stack.enter_context(house._running(inside, command, env, log))
        for name, port, redirects in (("free", free, plain), ("strict", strict, other)):
            place = proxies / name
            conf = proxy.written(place, redirects, port, inside, limited=name == "strict")
            stack.enter_context(proxy.running(conf))
            house._wait_for(port, _Here())
        assert authority.exists()
        yield Target(url, strict_url, proxies, codes, partial(_session, app))


class _Here:
    def poll(self) -> None:
        """The proxy says itself when it ends."""


def _certificate(proxies: Path) -> Path:
    """One certificate for both proxies."""
    proxies.mkdir()
    authority = proxy.certificate(proxies)
    for name in PROXIES:
        (proxies / name).mkdir()
        for file in ("full.pem", "key.pem"):
            (proxies / name / file).write_bytes((proxies / file).read_bytes())
    return authority


def _app(home: Path, url: str) -> Flask:
    settings = replace(
        settings_for(home, ""), mode="production", base_url=url, keyring_passphrase=PHRASE
    )
    create_keyring(keyring_path(home), PHRASE)
    app = create_app(settings)
    with app.app_context():
        bring_up(app)
        with unit_of_work():
            make_cast()
            row = setup.present()
            assert row is not None
            row.finished_at = clock.now()
    return app


def _furnish(app: Flask) -> dict[str, str]:
    _let_in(app)
    codes = make_scene(app)
    with app.app_context():
        db.engine.dispose()
    return codes


def _let_in(app: Flask) -> None:
    """Everybody has a password and a second factor that counts."""
    for persona in PERSONAS:
        give_password(app, persona)
        with app.app_context(), unit_of_work():
            actor = actor_named(persona)
            factor = keep_factor(actor, "totp", "phone", FactorSecret(key="A" * 32))
            factor.confirmed_at = clock.now()
            seal_factors(actor.user_id)


def _session(app: Flask, role: str, language: str) -> str:
    """A new one each time: what a scanner did with the one before does not hinder the next."""
    token = session_of(app, one_of_each_role()[role], language)
    with app.app_context():
        db.session.close()
        db.engine.dispose()
    return token
