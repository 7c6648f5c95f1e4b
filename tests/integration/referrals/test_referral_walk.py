"""A referral from the first step to its end, through the pages, as people do it."""

import re
from datetime import timedelta
from pathlib import Path

from casework.cases.queries import ledger
from casework.db import db
from casework.referrals.ending import expire_due
from tests.integration.referrals.conftest import ARRIVAL, MESSAGE
from tests.integration.referrals.test_a_no_after_an_emergency import asked_to_delete

SHARED = {
    "message": MESSAGE,
    "dependants": "none",
    "accessibility": "none",
    "safe_contact": "Bureau, 09:00 à 18:00",
    "arrival": ARRIVAL,
    "health_alerts": "",
    "safety": "Ne pas appeler après 20 h",
}


def _sheets(text: str) -> list[str]:
    """What stands inside the sheets that the other side sees."""
    return re.findall(r'<div class="sheet(?: after)?">.*?</dl>', text, re.S)


def test_caseworker_can_refer_a_person_and_the_shelter_accepts_what_was_previewed(
    office, client_as
):
    code = office.informed()
    house = str(office.house())
    office.consent(code, "P3", recipient_id=office.house())
    worker = client_as("caseworker")
    worker.get(f"/c/{code}/refer")
    asked = {"service": "SHELTER", "urgency": "emergency", "recipient": house}
    step = worker.get(f"/c/{code}/refer?service=SHELTER").form("recipient")
    share = worker.post(f"/c/{code}/refer", step.filled(asked)).location
    agreement = worker.submit(share, SHARED).location
    assert "La personne a donné son accord" in worker.get(agreement).text
    preview = worker.get(agreement.replace("agreement", "preview"))
    sent = worker.submit(
        agreement.replace("agreement", "preview"), {}, containing="idempotency_key"
    )
    ref = sent.location.rsplit("/", 1)[1].split("?")[0]
    assert office.state(code, ref) == ("S09", "received")

    staff = client_as("shelter")
    assert ref in staff.get("/").text
    assert ref in staff.get("/r").text
    asked_page = staff.get(f"/r/{ref}")
    assert MESSAGE in asked_page.text
    assert ARRIVAL not in asked_page.text
    assert code not in asked_page.text
    assert _sheets(preview.text)[0] == _sheets(asked_page.text)[0]
    staff.submit(f"/r/{ref}", {}, containing="idempotency_key")
    accepted = staff.get(f"/r/{ref}")
    assert ARRIVAL in accepted.text
    assert code in accepted.text
    assert _sheets(preview.text)[1] == _sheets(accepted.text)[1]
    assert office.state(code, ref) == ("S10", "accepted")
    assert "Acceptée" in worker.get(f"/c/{code}/referrals").text
    assert "Acceptée" in worker.get("/").text


def test_shelter_can_decline_with_a_reason_and_what_was_shared_is_gone(office, client_as):
    code, ref = office.sent()
    staff = client_as("shelter")
    staff.submit(f"/r/{ref}/decline", {"reason": "full", "words": "Complet jusqu'à lundi"})
    shell = staff.get(f"/r/{ref}", 410).text
    for said in (ref, "Hébergement d’urgence", "Association Essai", "C’est terminé"):
        assert said in shell
    for kept in (code, "canarimessage", "Complet"):
        assert kept not in shell
    client_as("other_shelter").get(f"/r/{ref}", 404)
    client_as("owner_inspector").get(f"/r/{ref}", 403)
    assert office.state(code, ref) == ("S07", "rejected")
    page = client_as("caseworker").get(f"/c/{code}/referrals/{ref}").text
    assert "Complet" in page
    assert "retirées à l’organisme" in page


def test_referral_ends_and_escalates_when_nobody_answers_before_its_deadline(
    office, client_as, clock
):
    code, ref = office.sent("emergency")
    clock.advance(timedelta(hours=23, minutes=59))
    assert office.do(expire_due) == 0
    clock.advance(timedelta(minutes=2))
    assert office.do(expire_due) == 1
    assert office.state(code, ref) == ("S07", "no_response")
    client_as("shelter").get(f"/r/{ref}", 410)
    assert "Demande restée sans suite" in client_as("focal_point").get("/t").text
    assert office.do(expire_due) == 0


def test_task_of_an_unanswered_request_is_met_by_asking_somebody_else(office, client_as, clock):
    code, _ref = office.sent("routine")
    clock.advance(timedelta(days=7))
    assert office.do(expire_due) == 1
    assert "Demande restée sans suite" in client_as("caseworker").get("/t").text
    office.consent(code, "P3", recipient_id=office.house("other_house"))
    again = office.prepared(code, to="other_house")
    office.on(code, lambda case: office._send(case, again))
    assert "Demande restée sans suite" not in client_as("caseworker").get("/t").text


def test_routine_referral_waits_three_working_days_over_a_holiday(office, clock):
    _code, _ref = office.sent("routine")  # Monday 16 November; Wednesday 18 is Independence Day
    clock.advance(timedelta(days=4, hours=14))  # Friday 20, 23:00 UTC: midnight in Casablanca
    assert office.do(expire_due) == 1


def test_sender_can_withdraw_a_request_and_the_recipient_sees_it_no_more(office, client_as):
    code, ref = office.sent()
    worker = client_as("caseworker")
    worker.submit(f"/c/{code}/referrals/{ref}/cancel", {}, 422, containing="reason")
    worker.submit(f"/c/{code}/referrals/{ref}/cancel", {"reason": "other_service"})
    client_as("shelter").get(f"/r/{ref}", 410)
    assert office.state(code, ref) == ("S07", "cancelled")


def test_a_change_of_mind_is_written_down_as_the_withdrawal_of_the_agreement(office, client_as):
    code, ref = office.sent()
    worker = client_as("caseworker")
    cancel = f"/c/{code}/referrals/{ref}/cancel"
    page = worker.submit(cancel, {"reason": "person_changed_mind"})
    assert "/consent/withdraw?purpose=P3&recipient=" in page.response.headers["Location"]
    where = page.response.headers["Location"]
    worker.submit(where, {"how": "oral", "language": "fr", "interpreter": "no"})
    assert office.state(code, ref)[1] == "cancelled"
    assert asked_to_delete(office, code) == [ref]
    assert office.see(code, lambda case: [one.answer for one in ledger(case.id)])[-1] == "withdrawn"


def test_whoever_was_told_by_mistake_is_asked_to_delete_it(office, client_as):
    code, ref = office.sent()
    cancel = f"/c/{code}/referrals/{ref}/cancel"
    client_as("caseworker").submit(cancel, {"reason": "sent_by_mistake"})
    assert asked_to_delete(office, code) == [ref]


def test_recipient_sees_nothing_when_the_person_takes_the_consent_back(office, client_as):
    code, ref = office.sent()
    house = office.house()

    def withdraw(case):
        from casework.cases import service
        from tests.factories import actor_named
        from tests.integration.cases.conftest import IN_WORDS

        return service.withdraw_consent(case, ("P3", house), IN_WORDS, actor_named("caseworker"))

    losses = office.on(code, withdraw)
    assert [(loss.organisation_id, loss.reference) for loss in losses] == [(house, ref)]
    client_as("shelter").get(f"/r/{ref}", 410)
    assert office.state(code, ref) == ("S07", "cancelled")


def test_caseworker_cannot_send_without_consent_when_it_is_no_emergency(quick_office, client_as):
    code = quick_office.informed()
    ref = quick_office.prepared(code)
    where = f"/c/{code}/referrals/{ref}/preview"
    worker = client_as("caseworker")
    form = worker.get(where).form("idempotency_key")
    assert "urgent_reason" not in form.names
    page = worker.post(where, form.filled({"urgent_reason": "il fait froid"}), 409)
    assert "Seule une urgence passe avant" in page.text
    assert quick_office.state(code, ref) == ("S07", "draft")


def test_second_answer_is_refused_when_a_colleague_answered_meanwhile(quick_office, client_as):
    code, ref = quick_office.sent()
    staff = client_as("shelter")
    form = staff.get(f"/r/{ref}/decline").form("reason")
    staff.submit(f"/r/{ref}", {}, containing="idempotency_key")
    late = staff.post(f"/r/{ref}/decline", form.filled({"reason": "full"}), 409)
    assert 'class="errors"' in late.text
    assert quick_office.state(code, ref) == ("S10", "accepted")


def test_same_form_sent_twice_accepts_once(quick_office, client_as):
    code, ref = quick_office.sent()
    staff = client_as("shelter")
    form = staff.get(f"/r/{ref}").form("idempotency_key")
    first = staff.post(f"/r/{ref}/accept", form.fields)
    second = staff.post(f"/r/{ref}/accept", form.fields)
    assert first.location == second.location
    assert quick_office.state(code, ref) == ("S10", "accepted")


def test_packets_cannot_be_found_in_the_database_file_when_a_referral_was_sent(
    quick_office, sqlite_app
):
    quick_office.sent()
    with sqlite_app.app_context():
        path = db.engine.url.database
        db.engine.dispose()
    files = [Path(f"{path}{suffix}") for suffix in ("", "-wal")]
    raw = b"".join(file.read_bytes() for file in files if file.exists())
    assert b"canarimessage" not in raw
    assert b"canariarrivee" not in raw
