"""Whose language a page is in, and how texts are filled in."""

import pytest
from flask import Flask, render_template_string, session
from flask.testing import FlaskClient
from markupsafe import Markup, escape

from casework.web import languages
from casework.web.languages import Later, _, _l, _n, current_language, direction
from tests.unit.web.conftest import Speaking


@pytest.mark.parametrize(
    ("own", "cookie", "asked", "answered"),
    [
        ("ar", "fr", "en", "ar"),
        (None, "en", "ar", "en"),
        (None, None, "ar-MA,ar;q=0.9,fr;q=0.5", "ar"),
        (None, None, "de", "fr"),
        (None, None, "", "fr"),
        ("xx", "../../etc", "ar", "ar"),
        (None, "EN", "fr", "fr"),
    ],
)
def test_a_page_is_in_the_language_of_its_reader(web: Flask, own, cookie, asked, answered) -> None:
    languages.register_language_of_user(lambda: own)
    header = {"Accept-Language": asked} | ({"Cookie": f"lang={cookie}"} if cookie else {})
    with web.test_request_context(headers=header):
        assert current_language() == answered
        assert direction() == ("rtl" if answered == "ar" else "ltr")


def test_a_command_speaks_english(web: Flask) -> None:
    assert _("Help") == "Help"
    with web.app_context():
        assert _("Help") == "Help"


def test_a_count_takes_each_of_the_six_arabic_forms(speaking: Speaking) -> None:
    with speaking("ar"):
        told = [_n("in %(num)s day", "in %(num)s days", n) for n in (0, 1, 2, 3, 11, 100)]
    assert len(set(told)) == 6
    assert told[2] == "بعد يومين"


def test_a_lazy_text_waits_for_its_reader(speaking: Speaking) -> None:
    text = _l("Help")
    with speaking("fr"):
        assert str(text) == "Aide"
    with speaking("ar"):
        assert f"{text}" == "المساعدة"


def test_a_lazy_text_is_escaped_like_any_text() -> None:
    assert escape(_l("%(name)s", name="<script>")) == "&lt;script&gt;"
    assert escape(Later(lambda: "<b>")) == "&lt;b&gt;"


def test_a_text_in_a_template_escapes_its_values_and_keeps_mark_up(speaking: Speaking) -> None:
    with speaking("fr"):
        shown = render_template_string(
            '{{ _("today %(time)s", time=value) }} {{ _("today %(time)s", time=value | bdi) }}',
            value="<i>",
        )
    assert shown == "aujourd’hui &lt;i&gt; aujourd’hui <bdi>&lt;i&gt;</bdi>"


def test_a_message_with_signs_of_mark_up_is_escaped_itself(speaking: Speaking) -> None:
    with speaking("en"):
        assert render_template_string('{{ _("< 5 & more") }}') == "&lt; 5 &amp; more"
        assert isinstance(languages._in_template("ugettext")("a"), Markup)


def _token(browser: FlaskClient) -> str:
    with browser.application.test_request_context():
        from flask_wtf.csrf import generate_csrf

        token = generate_csrf()
        kept = session["csrf_token"]
    with browser.session_transaction() as held:
        held["csrf_token"] = kept
    return token


def test_a_choice_of_language_is_kept_out_of_reach_of_scripts(browser: FlaskClient) -> None:
    answer = browser.post(
        "/lang", data={"language": "ar", "next": "/help?a=1", "csrf_token": _token(browser)}
    )
    assert (answer.status_code, answer.location) == (303, "/help?a=1")
    cookie = answer.headers["Set-Cookie"]
    assert "lang=ar" in cookie and "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert 'lang="ar" dir="rtl"' in browser.get("/help").text


@pytest.mark.parametrize(
    "wanted",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "help", "",
     "/nowhere", "/lang", "javascript:alert(1)", "/help\r\nX: y"],
)  # fmt: skip
def test_a_change_of_language_never_leads_elsewhere(browser: FlaskClient, wanted) -> None:
    answer = browser.post(
        "/lang", data={"language": "ar", "next": wanted, "csrf_token": _token(browser)}
    )
    assert answer.status_code == 303
    assert answer.location == "/"


def test_an_unknown_language_is_refused(browser: FlaskClient) -> None:
    answer = browser.post("/lang", data={"language": "xx", "csrf_token": _token(browser)})
    assert answer.status_code == 404


def test_a_change_of_language_without_its_token_is_refused(browser: FlaskClient) -> None:
    assert browser.post("/lang", data={"language": "ar"}).status_code == 400
