"""Every endpoint, called as every persona, by real requests."""

import re

import pytest

from casework.web.guard import STAMP
from tests.architecture.access import everything
from tests.personas import EVERYBODY

EXPECTED = everything()
HEADERS = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
# Files of which nobody who was met, helped or looked for is part: forms and lists without answers,
# published numbers, money of a project, a checkpoint of the trace.
HOLDS_NOBODY = {
    "assistance.report_sheet",
    "assistance.report_pdf",
    "assistance.sheet",
    "directory.print_card",
    "exchange.as_workbook",
    "exchange.as_xml",
    "screening.paper",
    "statistics.table_file",
}
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
    app, codes, browsers = stage
    access = EXPECTED[place]
    path = access.path.format(**codes)
    wrong, sent = {}, False
    for persona in EVERYBODY:
        answer = _call(browsers[persona], access.method, path)
        sent = sent or answer.headers.get("Content-Disposition", "").startswith("attachment")
        if answer.status_code != access.expected(persona):
            wrong[persona] = (answer.status_code, "expected", access.expected(persona))
    assert wrong == {}, path
    if sent and access.method == "GET" and place[0] not in HOLDS_NOBODY:
        stamp = getattr(app.view_functions[place[0]], STAMP)
        assert stamp.file_of, "a file about somebody asks for a fresh proof"


def _call(browser, method, path):
    if method == "GET":
        return browser.http.get(path, headers=HEADERS)
    secret = {"csrf_token": _form_secret(browser)}
    return browser.http.post(path, data=secret, headers=HEADERS)


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
