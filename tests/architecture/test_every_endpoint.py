"""Every endpoint, called as every persona, by real requests."""

import re

import pytest

from tests.architecture.access import everything
from tests.personas import EVERYBODY

EXPECTED = everything()


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
    headers = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    if method == "GET":
        return browser.http.get(path, headers=headers).status_code
    page = browser.http.get("/help", headers=headers).get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    return browser.http.post(path, data={"csrf_token": token[1]}, headers=headers).status_code
