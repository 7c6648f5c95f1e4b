"""Coming in by the sign-in of a ministry, with a real OpenID provider on this machine."""

import html
import io
import re
import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from joserfc import jwt
from joserfc.jwk import RSAKey
from sqlalchemy import func, select
from werkzeug.serving import make_server

from casework.accounts import ministry
from casework.accounts.domain.refusals import MinistryRefused
from casework.accounts.models import ExternalIdentity, User
from casework.accounts.service import disable_user
from casework.db import db, unit_of_work
from tests.client import Page, SanadClient
from tests.factories import actor_named, user_named
from tests.integration.accounts.passwords import browser_at
from tests.integration.accounts.proofs import code_now, give_app, second_step
from tests.integration.accounts.test_enrolment import link_for

BACK, CLIENT = "/login/ministry/back", "sanad-test"


class Pkce:
    """The provider with PKCE asked for: a code is good only with the verifier of its challenge."""

    def __init__(self, provider: Any) -> None:
        self._provider = provider
        self._challenges: dict[str, str] = {}

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        if environ["PATH_INFO"].endswith("/token"):
            return self._token(environ, start)
        asked = parse_qs(environ.get("QUERY_STRING", ""))

        def noting(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            for name, value in headers:
                sent = parse_qs(urlsplit(value).query)
                if name.lower() == "location" and "code" in sent:
                    assert asked["code_challenge_method"] == ["S256"]
                    self._challenges[sent["code"][0]] = asked["code_challenge"][0]
            return start(status, headers, *more)

        return self._provider(environ, noting)

    def _token(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        sent = parse_qs(body.decode())
        made = sha256(sent["code_verifier"][0].encode()).digest()
        challenge = urlsafe_b64encode(made).rstrip(b"=").decode()
        if self._challenges.get(sent["code"][0]) != challenge:
            start("400 Bad Request", [("Content-Type", "application/json")])
            return [b'{"error": "invalid_grant"}']
        environ["wsgi.input"] = io.BytesIO(body)
        return self._provider(environ, start)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The address of the provider."""
    import oidc_provider_mock

    provider = Pkce(oidc_provider_mock.app(require_nonce=True))
    server = make_server("localhost", 0, provider, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()


@pytest.fixture
def linked(sqlite_app: Flask, issuer: str) -> Iterator[Flask]:
    """An installation of a ministry with a sign-in of its own."""
    kept = sqlite_app.extensions["settings"]
    sqlite_app.extensions["settings"] = replace(
        kept, oidc_issuer=issuer, oidc_client_id=CLIENT, oidc_client_secret="known to both"
    )
    yield sqlite_app
    sqlite_app.extensions["settings"] = kept
    sqlite_app.extensions.pop(ministry.EXTENSION, None)


def _ask_to_link(browser: SanadClient, path: str) -> Page:
    forms = browser.get(path.removesuffix("/ministry")).forms()
    form = next(form for form in forms if form.action == path)
    return browser.post(path, form.fields, 200)


def leave_for_provider(browser: SanadClient, path: str) -> str:
    """Where the provider asks who is there, from the way in or from a one-time link."""
    if path.startswith("/enrol/"):
        page = _ask_to_link(browser, path)
        return html.unescape(re.search(r'content="0;url=([^"]+)"', page.text)[1])  # type: ignore[index]
    return browser.get(path, 303).location or ""


def answered(browser: SanadClient, path: str, who: str) -> str:
    """Leave for the provider, sign in there as somebody; the address that leads back."""
    there = leave_for_provider(browser, path)
    answer = requests.post(there, data={"sub": who}, allow_redirects=False, timeout=10)
    parts = urlsplit(answer.headers["Location"])
    assert parts.path == BACK
    return f"{parts.path}?{parts.query}"


def come_by(
    browser: SanadClient, who: str, path: str = "/login/ministry", status: int = 200
) -> Page:
    return browser.get(answered(browser, path, who), status)


def link_account(app: Flask, persona: str, who: str) -> SanadClient:
    browser = browser_at(app)
    page = come_by(browser, who, f"/enrol/{link_for(app, persona)}/ministry")
    assert 'http-equiv="refresh"' in page.text
    return browser


def test_an_account_is_linked_with_an_invitation_and_comes_in_with_the_role_it_has_here(
    linked: Flask,
) -> None:
    first = link_account(linked, "caseworker", "subject-1")
    assert first.get("/", 303).location == "/me/second-factor", "a way in without a password"
    give_app(linked, "caseworker")
    first.get("/c")
    again = browser_at(linked)
    come_by(again, "subject-1")
    again.get("/c", 303)
    second_step(again, code_now())
    again.get("/c")
    again.get("/a/users", 403)
    with linked.app_context():
        [kept] = db.session.scalars(select(ExternalIdentity))
        assert b"subject-1" not in kept.subject_digest and len(kept.subject_digest) == 32


def test_somebody_the_ministry_knows_and_nobody_invited_gets_no_account(linked: Flask) -> None:
    with linked.app_context():
        before = db.session.scalar(select(func.count(User.id)))
    browser = browser_at(linked)
    page = come_by(browser, "caseworker", status=403)
    assert "aucun compte ici n’est relié à vous" in page.text
    browser.get("/c", 303)
    with linked.app_context():
        assert db.session.scalar(select(func.count(User.id))) == before


def test_an_answer_is_good_once_and_in_the_browser_that_asked(linked: Flask) -> None:
    link_account(linked, "caseworker", "subject-1")
    asking, other = browser_at(linked), browser_at(linked)
    back = answered(asking, "/login/ministry", "subject-1")
    other.get(back, 403)
    answered(other, "/login/ministry", "subject-1")
    other.get(back, 403)
    asking.get(back.replace("state=", "state=x"), 403)


def test_a_code_of_another_attempt_is_refused(linked: Flask) -> None:
    link_account(linked, "caseworker", "subject-1")
    victim, thief = browser_at(linked), browser_at(linked)
    stolen = parse_qs(urlsplit(answered(victim, "/login/ministry", "subject-1")).query)["code"][0]
    mine = answered(thief, "/login/ministry", "subject-2")
    state = parse_qs(urlsplit(mine).query)["state"][0]
    thief.get(f"{BACK}?code={stolen}&state={state}", 403)
    thief.get("/c", 303)


def test_a_second_answer_and_a_refusal_of_the_provider_open_nothing(linked: Flask) -> None:
    link_account(linked, "caseworker", "subject-1")
    browser = browser_at(linked)
    back = answered(browser, "/login/ministry", "subject-1")
    browser.get(back)
    browser.get(back, 403)
    denied = browser_at(linked)
    state = parse_qs(urlsplit(answered(denied, "/login/ministry", "x")).query)["state"][0]
    denied.get(f"{BACK}?error=access_denied&state={state}", 403)


def test_one_person_of_the_ministry_has_one_account_and_a_closed_one_opens_nothing(
    linked: Flask,
) -> None:
    link_account(linked, "caseworker", "subject-1")
    path = f"/enrol/{link_for(linked, 'provider')}/ministry"
    come_by(browser_at(linked), "subject-1", path, 409)
    with linked.app_context(), unit_of_work():
        disable_user(user_named("caseworker"), actor_named("administrator"))
    come_by(browser_at(linked), "subject-1", status=403)


def test_a_token_with_another_signature_audience_nonce_issuer_or_time_is_refused(
    linked: Flask, issuer: str
) -> None:
    import time

    ours = requests.get(f"{issuer}/jwks", timeout=5).json()["keys"][0]
    forged_with = RSAKey.generate_key(2048, {"kid": ours.get("kid", "1")})
    now = int(time.time())
    good = {"iss": issuer, "sub": "x", "aud": CLIENT, "nonce": "n", "iat": now, "exp": now + 60}
    with linked.app_context():
        metadata = ministry._metadata()
        token = jwt.encode({"alg": "RS256", "kid": ours.get("kid", "1")}, good, forged_with)
        unsigned = token.rsplit(".", 1)[0] + "."
        for bad in (token, unsigned, "nothing", ""):
            with pytest.raises(MinistryRefused):
                ministry._checked(metadata, {"id_token": bad}, "n")


@pytest.mark.parametrize(
    "change",
    [{"aud": "another"}, {"nonce": "other"}, {"iss": "http://localhost:1"}, {"exp": 1}, {"sub": 7}],
    ids=["audience", "nonce", "issuer", "time", "subject"],
)
def test_claims_that_are_not_for_this_attempt_are_refused(
    linked: Flask, issuer: str, change: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    key, now = RSAKey.generate_key(2048, {"kid": "1"}), int(time.time())
    good = {"iss": issuer, "sub": "x", "aud": CLIENT, "nonce": "n", "iat": now, "exp": now + 60}
    keys = {"keys": [key.as_dict(private=False)]}
    with linked.app_context():
        metadata = ministry._metadata()
        monkeypatch.setattr(ministry, "_fetched", lambda address: keys)
        sign = {"alg": "RS256", "kid": "1"}
        read = ministry._checked(metadata, {"id_token": jwt.encode(sign, good, key)}, "n")
        assert read["sub"] == "x"
        with pytest.raises(MinistryRefused):
            ministry._checked(
                metadata, {"id_token": jwt.encode(sign, {**good, **change}, key)}, "n"
            )


def test_a_provider_that_does_not_answer_is_said_and_the_password_still_works(
    linked: Flask,
) -> None:
    settings = linked.extensions["settings"]
    linked.extensions["settings"] = replace(settings, oidc_issuer="http://localhost:1")
    page = browser_at(linked).get("/login/ministry", 503)
    assert "ne répond pas" in page.text
    assert "mot de passe" in browser_at(linked).get("/login").text


def test_without_a_setting_there_is_no_such_sign_in(sqlite_app: Flask) -> None:
    browser = browser_at(sqlite_app)
    for path in ("/login/ministry", BACK):
        browser.get(path, 404)
    for path in ("/login", f"/enrol/{link_for(sqlite_app, 'caseworker')}"):
        assert "ministère" not in browser.get(path).text
