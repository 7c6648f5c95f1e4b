"""Every endpoint, called as every persona, by real requests."""

import re

import pytest

from tests.architecture.access import everything
from tests.personas import EVERYBODY

EXPECTED = everything()
HEADERS = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
_secrets: dict[str, str] = {}


def _places(app):
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield rule.endpoint, method


def test_every_endpoint_has_its_expectations_written_down(stage):
    app, _codes, _browsers = stage
    missing = sorted(set(_places(app)) - set(EXPECTED))
    gone = sorted(set(EXPECTED) - set(_places(app)))
    assert missing == [], "write these into tests/architecture/access/"
    assert gone == [], "these endpoints are no more"


@pytest.mark.parametrize("place", sorted(EXPECTED), ids=lambda place: " ".join(place))
def test_everybody_gets_the_status_written_down(stage, place):
    _app, codes, browsers = stage
    access = EXPECTED[place]
    path = access.path.format(**codes)
    wrong = {}
    for persona in EVERYBODY:
        got = _call(browsers[persona], access.method, path)
        if got != access.expected(persona):
            wrong[persona] = (got, "expected", access.expected(persona))
    assert wrong == {}, path


def _call(browser, method, path):
    if method == "GET":
        return browser.http.get(path, headers=HEADERS).status_code
    secret = {"csrf_token": _form_secret(browser)}
    return browser.http.post(path, data=secret, headers=HEADERS).status_code


def _form_secret(browser):
    """What goes with every form of this browser: it hangs on its cookie alone, so it is read from
    a page once and serves the same session in the whole sweep."""
    cookie = browser.http.get_cookie("sanad")
    key = cookie.value if cookie else None
    if key is None or key not in _secrets:
        page = browser.http.get("/help", headers=HEADERS).get_data(as_text=True)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token is not None
        key = browser.http.get_cookie("sanad").value
        _secrets[key] = token[1]
    return _secrets[key]
