"""The first-run set-up: for the person with the code on the console, until it is over for ever."""

from dataclasses import replace

from casework.accounts.service import open_session
from casework.db import unit_of_work
from casework.setup import service
from casework.setup.domain import Task
from tests.client import SanadClient
from tests.factories import make_cast, user_named
from tests.integration.setup.conftest import FIRST, PASSWORD, begun, printed


def _as(app, persona):
    with app.app_context(), unit_of_work():
        return SanadClient(app, open_session(user_named(persona)))


def test_nobody_begins_without_the_code_on_the_console(real):
    browser = SanadClient(real)
    browser.get("/setup/begin")
    older, code = printed(real), printed(real)
    for wrong in ("", "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA", older, code[:-1], "' or 1=1 --", "ا" * 60):
        page = browser.submit("/setup/begin", {"code": wrong, **FIRST}, 422)
        assert FIRST["name"] in page.text  # nothing typed is lost


def test_guessing_the_code_is_slowed_and_the_true_one_works_from_elsewhere(real):
    guesser = SanadClient(real)
    code = printed(real)
    codes = [
        guesser.http.post(
            "/setup/begin",
            data=guesser.get("/setup/begin").form("code").filled({"code": "AAAAA", **FIRST}),
            headers={"Sec-Fetch-Site": "same-origin"},
        ).status_code
        for _ in range(8)
    ]
    assert codes[:5] == [422] * 5
    assert codes[-1] == 429
    owner = SanadClient(real)
    owner.http.environ_base["REMOTE_ADDR"] = "196.200.1.1"
    typed = code.lower().replace("-", " ").replace("0", "o")
    owner.submit("/setup/begin", {"code": typed, **FIRST}, 303)


def test_the_code_works_once_and_makes_one_account(real):
    code = printed(real)
    SanadClient(real).submit("/setup/begin", {"code": code, **FIRST}, 303)
    again = {"code": code, **FIRST, "username": "m.autre"}
    SanadClient(real).submit("/setup/begin", again, 422)


def test_a_link_that_was_lost_comes_again_with_another_code_and_makes_no_second_account(real):
    first = SanadClient(real).submit("/setup/begin", {"code": printed(real), **FIRST}, 303)
    other = {"code": printed(real), **FIRST, "username": "m.autre"}
    second = SanadClient(real).submit("/setup/begin", other, 303)
    SanadClient(real).get(first.location, 404)
    assert "k.alaoui" in SanadClient(real).get(second.location).text


def test_somebody_with_a_code_makes_no_account_once_the_first_has_come_in(real):
    begun(real)
    other = {"code": printed(real), **FIRST, "username": "m.autre"}
    SanadClient(real).submit("/setup/begin", other, 422)


def test_the_first_administrator_leaves_and_finds_the_set_up_as_it_stood(real):
    browser = begun(real, "ar")
    name = {"name": "Espace commun", "name_ar": "الفضاء المشترك", "language": "ar"}
    browser.submit("/setup/name", name, 303)
    browser.submit("/setup/rules", {"word": "y"}, 303)
    browser.submit("/setup/rules", {}, 422)
    browser.http.delete_cookie("sanad")
    stranger = SanadClient(real)
    stranger.http.delete_cookie("lang")
    greeting = stranger.http.get("/login").get_data(as_text=True)
    assert 'lang="ar"' in greeting
    assert "الفضاء المشترك" in greeting
    browser.submit("/login", {"username": "k.alaoui", "password": PASSWORD}, 303)
    assert "/setup" in browser.get("/").text
    assert browser.get("/setup").text.count("tag green") == 2
    assert "Espace commun" in browser.get("/setup/name").text


def test_two_windows_of_the_set_up_do_not_overwrite_each_other(real):
    browser = begun(real)
    name = {"name": "Espace", "name_ar": "الفضاء", "language": "fr"}
    stale = browser.get("/setup/name").form("name").filled({**name, "name": "Autre"})
    browser.submit("/setup/name", name, 303)
    sent = browser.http.post("/setup/name", data=stale, headers={"Sec-Fetch-Site": "same-origin"})
    assert sent.status_code == 409
    assert "Autre" in sent.get_data(as_text=True)


def test_another_administrator_finds_no_set_up_and_may_take_it_with_a_code_only(real):
    begun(real)
    with real.app_context(), unit_of_work():
        make_cast()
    other = _as(real, "administrator")
    for path in ("/setup", "/setup/keys"):
        other.get(path, 404)
    other.submit("/setup/begin", {"code": printed(real)}, 303)
    other.get("/setup")
    _as(real, "caseworker").get("/setup/begin", 403)


def test_calling_each_emergency_number_does_the_task(real):
    browser = begun(real)
    page = browser.get("/setup/numbers")
    assert "Pas encore appelés" in page.text
    from casework.directory.queries import all_contacts

    with real.app_context():
        ids = [one.id for one in all_contacts()]
    form = browser.get("/a/contacts").form()
    for one in ids:
        browser.http.post(
            f"/a/contacts/{one}/verify",
            data={"csrf_token": form.fields["csrf_token"]},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
    assert "Tous les numéros ont été appelés" in browser.get("/setup/numbers").text


def test_a_mail_server_that_takes_no_letter_is_told_and_the_address_kept(real):
    browser = begun(real)
    real.extensions["settings"] = replace(
        real.extensions["settings"], smtp_url="smtp://127.0.0.1:1/"
    )
    page = browser.submit("/setup/mail", {"word": "y", "address": "n.alaoui@example.ma"}, 422)
    assert "n.alaoui@example.ma" in page.text
    browser.submit("/setup/mail", {"word": "y", "address": "x\r\nBcc: a@b.c"}, 422)
    assert "Déclaré fait" not in browser.get("/setup/mail").text


def test_the_set_up_cannot_be_closed_before_everything_is_done(real):
    browser = begun(real)
    secret = browser.get("/setup/rules").form("word").filled({})
    sent = browser.http.post(
        "/setup/finish", data=secret, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert sent.status_code == 422
    browser.get("/setup")


def test_every_task_has_a_page_that_says_what_is_left(real):
    browser = begun(real, "ar")
    for task in Task:
        assert "<h1>" in browser.get(f"/setup/{task}").text


def test_no_real_person_is_entered_before_the_set_up_is_closed(real, monkeypatch):
    first = begun(real)
    with real.app_context(), unit_of_work():
        make_cast()
    inspector, caseworker = _as(real, "owner_inspector"), _as(real, "caseworker")
    assert "en préparation" in inspector.get("/s/new", 403).text
    caseworker.get("/c", 403)
    for path in ("/", "/d", "/urgent", "/me"):
        inspector.get(path)
    monkeypatch.setattr("casework.setup.views.looking.standings", lambda _row: [])
    form = first.get("/setup").form()
    _close(first, form, monkeypatch)
    inspector.get("/s/new")
    caseworker.get("/c")


def test_once_closed_it_is_over_for_ever(real, monkeypatch):
    browser = begun(real)
    monkeypatch.setattr("casework.setup.views.looking.standings", lambda _row: [])
    _close(browser, browser.get("/setup").form(), monkeypatch)
    for path in ("/setup", "/setup/keys", "/setup/begin"):
        browser.get(path, 404)
    SanadClient(real).get("/setup/begin", 404)
    done = real.test_cli_runner().invoke(args=["setup", "code"])
    assert done.exit_code == 1
    assert "no code any more" in done.output


def _close(browser, form, monkeypatch):
    monkeypatch.setattr(service, "standings", lambda _row: [])
    answer = browser.http.post(
        "/setup/finish",
        data={"csrf_token": form.fields["csrf_token"]},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 303
    monkeypatch.undo()


def test_a_demonstration_has_nothing_to_set_up(client_as, sqlite_app):
    client_as("signed_out").get("/setup/begin", 404)
    client_as("administrator").get("/setup", 404)
