"""Bad input on the forms of referrals: a message beside the field, what was typed kept."""

import pytest

ARABIC = "الوصول بعد الظهر مع مرافقة"
HOSTILE = '<script>alert("x")</script> " onfocus=x'


def test_caseworker_can_read_what_is_missing_when_the_first_step_is_empty(quick_office, client_as):
    code = quick_office.informed()
    worker = client_as("caseworker")
    form = worker.get(f"/c/{code}/refer?service=SHELTER").form("recipient")
    page = worker.post(f"/c/{code}/refer", form.filled({"service": "SHELTER"}), 422)
    assert page.text.count("Choisissez l’une des réponses") >= 2


def test_first_step_refuses_an_organisation_that_was_not_offered(quick_office, client_as):
    code = quick_office.informed()
    worker = client_as("caseworker")
    form = worker.get(f"/c/{code}/refer?service=SHELTER").form("recipient")
    clinic = str(quick_office.house("clinic"))
    asked = {"service": "SHELTER", "urgency": "routine", "recipient": clinic}
    assert "Choisissez" in worker.post(f"/c/{code}/refer", form.filled(asked), 422).text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_sharing_keeps_what_was_typed_when_a_text_is_too_long(quick_office, client_as, language):
    code = quick_office.informed()
    ref = quick_office.prepared(code)
    worker = client_as("caseworker", language)
    typed = {"message": "x" * 1_000_000, "arrival": ARABIC, "safety": HOSTILE}
    page = worker.submit(f"/c/{code}/referrals/{ref}/share", typed, 422)
    assert "x" * 1_000_000 in page.text
    assert ARABIC in page.text
    assert "<script>alert" not in page.text
    assert {"fr": "300", "ar": "300", "en": "300"}[language] in page.text


def test_sharing_strips_marks_that_turn_a_text_around(quick_office, client_as):
    code = quick_office.informed()
    ref = quick_office.prepared(code)
    worker = client_as("caseworker")
    typed = {"dependants": "none", "safe_contact": "Bureau \u202e60 11", "message": ARABIC}
    worker.submit(f"/c/{code}/referrals/{ref}/share", typed)
    page = worker.get(f"/c/{code}/referrals/{ref}/preview").text
    assert "\u202e" not in page
    assert ARABIC in page


def test_sharing_shows_what_another_window_saved_first_and_lets_its_sender_choose(
    quick_office, client_as
):
    code = quick_office.informed()
    ref = quick_office.prepared(code)
    worker = client_as("caseworker")
    where = f"/c/{code}/referrals/{ref}/share"
    first, second = worker.get(where).form("message"), worker.get(where).form("message")
    needed = {"dependants": "none", "safe_contact": "Bureau"}
    worker.post(where, first.filled({**needed, "message": "un"}))
    late = worker.post(where, second.filled({**needed, "message": "deux"}), 409)
    assert "deux" in late.text
    again = late.form("differing")
    assert again.fields["differing"] == ["message"]
    worker.post(where, again.fields, 409)
    worker.post(where, again.filled({"keep-message": "mine"}))
    assert "deux" in worker.get(where).text


def test_declining_needs_a_reason_of_the_list(quick_office, client_as):
    code, ref = quick_office.sent()
    staff = client_as("shelter")
    staff.submit(f"/r/{ref}/decline", {"words": ARABIC}, 422)
    page = staff.submit(f"/r/{ref}/decline", {"reason": "bored", "words": HOSTILE}, 422)
    assert "Choisissez l’une des réponses" in page.text
    assert "<script>alert" not in page.text
    assert quick_office.state(code, ref) == ("S09", "received")


def test_unknown_or_malformed_reference_is_not_found(client_as, quick_office):
    staff = client_as("shelter")
    for ref in ("R-000000", "R-1", "nothing", "%F0%9F%92%A9", "R-" + "9" * 300):
        staff.get(f"/r/{ref}", 404)
    staff.get("/r?box=else", 404)


def test_draft_can_be_dropped_and_is_gone_for_its_sender(quick_office, client_as):
    code = quick_office.informed()
    ref = quick_office.prepared(code)
    client_as("caseworker").submit(
        f"/c/{code}/referrals/{ref}/discard", {}, containing="idempotency_key"
    )
    assert quick_office.state(code, ref) == ("S07", "cancelled")
