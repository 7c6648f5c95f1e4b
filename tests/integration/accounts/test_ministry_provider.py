"""The sign-in of a ministry with a provider that others made (npm `oidc-provider`, certified by the
OpenID Foundation): its own pages, its own keys, its own rules for codes, PKCE and addresses."""

import html
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from flask import Flask
from sqlalchemy import select

from casework.accounts import ministry
from casework.accounts.models import ExternalIdentity
from casework.db import db
from tests.client import Page, SanadClient
from tests.integration.accounts.passwords import browser_at
from tests.integration.accounts.proofs import code_now, give_app, second_step
from tests.integration.accounts.test_enrolment import link_for
from tests.integration.accounts.test_ministry import BACK, leave_for_provider

PROVIDER = Path(__file__).parents[2] / "provider"
CLIENT, SECRET = "sanad-test", "known to both, and long enough for a secret"
MOST_STEPS = 12


@pytest.fixture(scope="module", params=["RS256", "ES256"])
def issuer(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the provider, which runs in a process of its own."""
    node = shutil.which("node")
    if node is None or not (PROVIDER / "node_modules" / "oidc-provider").is_dir():
        pytest.skip("no oidc-provider here: install node, then `npm ci` in tests/provider")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    line = [node, "server.mjs", str(port), CLIENT, SECRET, f"http://localhost{BACK}"]
    env = {"SIGNED_WITH": request.param, "PATH": str(Path(node).parent)}
    server = subprocess.Popen(
        line, cwd=PROVIDER, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert server.stdout is not None
        assert "answers" in server.stdout.readline()
        yield f"http://localhost:{port}"
    finally:
        server.kill()
        server.wait()


@pytest.fixture
def linked(sqlite_app: Flask, issuer: str) -> Iterator[Flask]:
    """An installation whose ministry runs this provider."""
    kept = sqlite_app.extensions["settings"]
    sqlite_app.extensions["settings"] = replace(
        kept, oidc_issuer=issuer, oidc_client_id=CLIENT, oidc_client_secret=SECRET
    )
    yield sqlite_app
    sqlite_app.extensions["settings"] = kept
    sqlite_app.extensions.pop(ministry.EXTENSION, None)


def signed_in_there(there: str, who: str) -> str:
    """Walk through the provider's pages as a browser does; the address that leads back to us."""
    with requests.Session() as browser:
        answer = browser.get(there, allow_redirects=False, timeout=20)
        for _step in range(MOST_STEPS):
            if answer.is_redirect:
                onward = urljoin(answer.url, answer.headers["Location"])
                if urlsplit(onward).path == BACK:
                    return onward
                answer = browser.get(onward, allow_redirects=False, timeout=20)
                continue
            assert answer.status_code == 200, answer.text
            action = html.unescape(re.search(r'<form[^>]*action="([^"]+)"', answer.text)[1])  # type: ignore[index]
            prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)[1]  # type: ignore[index]
            typed = {"prompt": prompt, "login": who, "password": "asked by the provider alone"}
            action = urljoin(answer.url, action)
            answer = browser.post(action, data=typed, allow_redirects=False, timeout=20)
    raise AssertionError("the provider did not lead back")


def answered(browser: SanadClient, path: str, who: str) -> str:
    """Leave for the provider and sign in there; the path that leads back."""
    parts = urlsplit(signed_in_there(leave_for_provider(browser, path), who))
    return f"{parts.path}?{parts.query}"


def come_by(
    browser: SanadClient, who: str, path: str = "/login/ministry", status: int = 200
) -> Page:
    return browser.get(answered(browser, path, who), status)


def link_account(app: Flask, persona: str, who: str) -> SanadClient:
    browser = browser_at(app)
    come_by(browser, who, f"/enrol/{link_for(app, persona)}/ministry")
    return browser


def test_an_account_is_linked_and_comes_in_by_a_provider_of_others(linked: Flask) -> None:
    link_account(linked, "caseworker", "K123456")
    give_app(linked, "caseworker")
    again = browser_at(linked)
    come_by(again, "K123456")
    again.get("/c", 303)
    second_step(again, code_now())
    again.get("/c")
    with linked.app_context():
        [kept] = db.session.scalars(select(ExternalIdentity))
        assert len(kept.subject_digest) == 32
    page = come_by(browser_at(linked), "K999999", status=403)
    assert "aucun compte ici n’est relié à vous" in page.text


def test_its_codes_are_good_once_and_for_the_browser_that_asked(linked: Flask) -> None:
    link_account(linked, "caseworker", "K123456")
    victim, thief = browser_at(linked), browser_at(linked)
    stolen = answered(victim, "/login/ministry", "K123456")
    thief.get(stolen, 403)
    mine = answered(thief, "/login/ministry", "K777777")
    code, state = (
        parse_qs(urlsplit(path).query)[name][0]
        for path, name in ((stolen, "code"), (mine, "state"))
    )
    thief.get(f"{BACK}?code={code}&state={state}", 403)
    thief.get("/c", 303)
    victim.get(stolen)
    victim.get(stolen, 403)


def test_another_secret_and_another_client_are_refused_by_it(linked: Flask) -> None:
    link_account(linked, "caseworker", "K123456")
    settings = linked.extensions["settings"]
    browser = browser_at(linked)
    back = answered(browser, "/login/ministry", "K123456")
    linked.extensions["settings"] = replace(settings, oidc_client_secret="of somebody else")
    assert browser.get(back, 403).status == 403
    browser.get("/c", 303)


def test_a_provider_that_is_gone_is_told_apart_from_one_that_refuses(linked: Flask) -> None:
    settings = linked.extensions["settings"]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        gone = f"http://localhost:{probe.getsockname()[1]}"
    linked.extensions["settings"] = replace(settings, oidc_issuer=gone)
    linked.extensions.pop(ministry.EXTENSION, None)
    assert browser_at(linked).get("/login/ministry", 503).status == 503
