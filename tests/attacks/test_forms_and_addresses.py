"""Addresses and forms that were bent by hand: nothing of ours follows them."""

from dataclasses import replace
from typing import Any

import pytest

from casework.cases import service as cases
from casework.kernel.refusals import SecondPersonNeeded
from casework.screening import service
from config import Settings
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import Desk, quick_desk
from tests.integration.screening.conftest import quick_field

__all__ = ["quick_desk", "quick_field"]

AWAY = (
    "https://evil.example/", "//evil.example/", "/\\evil.example", "/%5cevil.example", "\t//evil",
    "/?x\r\nSet-Cookie: a=b", "javascript:alert(1)", "/c/../..//evil.example", "/lang", "///x",
)  # fmt: skip


@pytest.mark.parametrize("wanted", AWAY)
def test_nobody_is_led_to_another_site_by_the_change_of_language(sqlite_app, client_as, wanted):
    browser = client_as("caseworker")
    form = next(one for one in browser.get("/help").forms() if one.action.startswith("/lang"))
    answer = browser.post(form.action, {**form.fields, "language": "ar", "next": wanted})
    assert answer.location.startswith("/")
    assert not answer.location.startswith(("//", "/\\"))
    assert "\r" not in answer.location and "\n" not in answer.location
    assert "Set-Cookie: a=b" not in str(answer.response.headers)


@pytest.mark.parametrize(
    "bent", ["_external=1&_scheme=javascript", "_anchor=x&_method=POST", "endpoint=x&values=y"]
)
def test_address_of_the_journal_cannot_bend_its_links(client_as, quick_desk, monkeypatch, bent):
    monkeypatch.setattr("casework.journal.queries.PAGE", 1)
    quick_desk.assigned()
    page = client_as("dpo").get(f"/a/audit?{bent}").text
    assert "javascript:" not in page
    assert 'href="http' not in page
    assert 'rel="next"' in page


def test_journal_finds_nobody_for_a_name_no_account_can_have(app, client_as):
    client_as("dpo").submit("/a/audit", {"person": "\0"}, 422)
    client_as("dpo").get("/a/audit?account=%00")


def test_service_that_no_list_has_is_refused_beside_its_field(app, client_as):
    code = Desk(app).assigned()
    worker = client_as("caseworker")
    form = worker.get(f"/c/{code}/refer?service=SHELTER").form("recipient")
    worker.post(f"/c/{code}/refer", form.filled({"service": "\0"}), 422)


@pytest.mark.parametrize("bent", ["", "?purpose=P0", "?purpose=%00", "?purpose=P3&recipient=x"])
def test_withdrawal_of_what_nobody_asks_is_not_found(client_as, quick_desk, bent):
    code = quick_desk.assigned()
    client_as("caseworker").get(f"/c/{code}/consent/withdraw{bent}", 404)


def test_form_sent_to_another_question_with_the_same_key_is_refused(
    sqlite_app, client_as, quick_desk
):
    code = quick_desk.assigned()
    quick_desk.consent(code, "P2")
    quick_desk.consent(code, "P8")
    worker = client_as("caseworker")
    where = f"/c/{code}/consent/withdraw?purpose="
    form = worker.get(where + "P8").form("how")
    typed = form.filled({"how": "oral", "language": "fr", "interpreter": "no"})
    worker.post(where + "P8", typed)
    worker.post(where + "P2", typed, 422)
    assert quick_desk.see(code, lambda case: cases.consents_for(case, "P2")) is not None


@pytest.mark.parametrize("page", ["duty"])
def test_record_is_refused_as_stale_when_the_file_moved_on(sqlite_app, client_as, quick_desk, page):
    code = quick_desk.assigned()
    worker = client_as("caseworker")
    typed = {
        "kind": "safety_plan", "on-day": "1", "on-month": "11", "on-year": "2026",
        "basis": "penal_code_448_7", "reported": "no", "content": "Examiné", "status": "possible",
        "body": "police", "authority": "", "reference": "", "informed": "yes", "why": "",
    }  # fmt: skip
    form = worker.get(f"/c/{code}/{page}").form("version")
    quick_desk.consent(code, "P2")
    late = worker.post(f"/c/{code}/{page}", form.filled(typed), 409)
    assert "modifi" in late.text


@pytest.mark.parametrize(("page", "typed"), [
    ("milestones", {"kind": "reintegration_plan"}),
    ("status", {"status": "possible", "body": "police"}),
])  # fmt: skip
def test_record_goes_through_when_only_another_part_of_the_file_moved_on(
    sqlite_app, client_as, quick_desk, page, typed
):
    code = quick_desk.assigned()
    worker = client_as("caseworker")
    day = {"on-day": "1", "on-month": "11", "on-year": "2026"}
    form = worker.get(f"/c/{code}/{page}").form("version")
    quick_desk.consent(code, "P2")
    worker.post(f"/c/{code}/{page}", form.filled({**day, **typed}))


def test_emergency_that_is_seen_on_a_closed_case_is_refused_in_words(
    sqlite_app, client_as, quick_desk
):
    code = quick_desk.assigned()
    focal = client_as("focal_point")
    form = focal.get(f"/c/{code}/assign").form("version")

    def close(case):
        case.state = "S16"

    quick_desk.on(code, close)
    focal.post(f"/c/{code}/urgency-seen", {"csrf_token": form.fields["csrf_token"]}, 409)


def test_whoever_screened_cannot_confirm_it_after_becoming_a_focal_point(quick_field):
    reference = quick_field.sent()

    def confirm(screening: Any) -> None:
        grown = replace(actor_named("focal_point"), user_id=user_named("owner_inspector").id)
        service.confirm(screening, grown, screening.version)

    with pytest.raises(SecondPersonNeeded):
        quick_field.on(reference, confirm)
    assert quick_field.state(reference) == "S02"


def test_settings_are_read_when_a_secret_file_is_missing(tmp_path):
    bad = tmp_path / "bad"
    bad.write_bytes(b"\xff\xfe")
    for path in (tmp_path / "none", tmp_path, bad):
        env = {"SANAD_KEYRING_PASSPHRASE_FILE": str(path), "SANAD_TRUSTED_PROXIES": "²"}
        assert Settings.from_env(env).keyring_passphrase is None


@pytest.mark.parametrize("path", ["/", "/s/new", "/healthz", "/sign-in", "/nowhere"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_query_that_is_no_text_fails_nowhere(sqlite_app, client_as, path, method):
    answer = client_as("owner_inspector").http.open(
        path,
        method=method,
        data={"idempotency_key": "0" * 32} if method == "POST" else None,
        headers={"Sec-Fetch-Site": "same-origin"},
        environ_overrides={"QUERY_STRING": "x=\xff"},
    )
    assert answer.status_code < 500
