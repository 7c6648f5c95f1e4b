"""An organisation without accounts: a locked packet, and its answer written down."""

import re

import pypdfium2
import pytest

from casework.accounts.models import User
from casework.db import db
from casework.referrals.by_hand import forget_packets
from casework.referrals.models import LockedPacket
from tests.factories import organisation_named
from tests.integration.referrals.conftest import ARRIVAL, MESSAGE
from tests.printed import Printed

ANSWER = {"reference": "Courrier 118/2026", "on-day": "1", "on-month": "1", "on-year": "2026"}


def leave_the_house():
    """Nobody of the house has an account any more."""
    house = organisation_named("shelter_house").id
    for one in db.session.query(User).filter_by(organisation_id=house):
        one.disabled_at = one.made_at


@pytest.fixture
def by_hand(quick_office):
    """A request to a house where nobody has an account any more."""
    quick_office.do(leave_the_house)
    code, ref = quick_office.sent()
    assert quick_office.state(code, ref) == ("S09", "sent")
    return code, ref


def made(worker, code, ref, language="fr"):
    """The password and the file of a new packet."""
    path = f"/c/{code}/referrals/{ref}/packet"
    page = worker.submit(path, {"language": language}, 200)
    password = re.search(r"\b\d{4}(?: \d{4}){5}\b", page.text)[0]
    return password, worker.http.get(f"{path}.pdf").data


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_packet_opens_with_the_password_that_is_shown_once(by_hand, client_as, language):
    code, ref = by_hand
    worker = client_as("caseworker")
    password, file = made(worker, code, ref, language)
    read = Printed(file, password)
    assert "canarimessage" in read.text
    assert "canariarrivee" not in read.text
    assert code not in read.text
    assert ref.replace("-", "") in read.heads[1]
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(file, password="")
    assert MESSAGE.encode() not in file
    assert password not in worker.get(f"/c/{code}/referrals/{ref}/packet").text
    other, _file = made(worker, code, ref, language)
    assert other != password


def test_the_file_is_sealed_in_the_database_and_forgotten_in_the_end(
    by_hand, client_as, clock, quick_office
):
    code, ref = by_hand
    worker = client_as("caseworker")
    made(worker, code, ref)
    with quick_office.app.app_context():
        row = db.session.execute(LockedPacket.__table__.select()).one()
        assert b"%PDF" not in row.file_blob
    assert quick_office.do(forget_packets) == 0
    worker.submit(f"/c/{code}/referrals/{ref}/cancel", {"reason": "need_ended"})
    worker.get(f"/c/{code}/referrals/{ref}/packet.pdf", 404)
    assert quick_office.do(forget_packets) == 1


def test_the_answer_written_down_opens_stage_b_for_the_next_packet(
    by_hand, client_as, quick_office
):
    code, ref = by_hand
    worker = client_as("caseworker")
    where = f"/c/{code}/referrals/{ref}"
    worker.submit(f"{where}/answer", {"outcome": "note_accepted", **ANSWER})
    assert quick_office.state(code, ref) == ("S10", "accepted")
    assert "Courrier 118/2026 (01/01/2026)" in worker.get(where).text
    password, file = made(worker, code, ref)
    read = Printed(file, password)
    assert ARRIVAL in read.text
    assert code in read.text
    for outcome, state in (("note_started", "in_progress"), ("note_delivered", "delivered")):
        worker.submit(f"{where}/answer", {"outcome": outcome, **ANSWER})
        assert quick_office.state(code, ref)[1] == state


def test_a_refusal_by_letter_has_its_reason_and_sends_the_case_back(
    by_hand, client_as, quick_office
):
    code, ref = by_hand
    worker = client_as("caseworker")
    where = f"/c/{code}/referrals/{ref}/answer"
    worker.submit(where, {"outcome": "note_declined", **ANSWER}, 422)
    worker.submit(where, {"outcome": "note_declined", "reason": "full", **ANSWER})
    assert quick_office.state(code, ref) == ("S07", "rejected")
    page = worker.get(f"/c/{code}/referrals/{ref}")
    assert "À qui d’autre demander" in page.text
    assert "Maison Autre" in page.text


@pytest.mark.parametrize("outcome", ["note_accepted", "note_declined"])
def test_a_request_whose_recipient_loses_its_last_account_is_answered_by_hand(
    quick_office, client_as, outcome
):
    code, ref = quick_office.sent()
    worker, where = client_as("caseworker"), f"/c/{code}/referrals/{ref}"
    assert quick_office.state(code, ref)[1] == "received"
    assert f"{where}/answer" not in worker.get(where).text
    quick_office.do(leave_the_house)
    assert f"{where}/answer" in worker.get(where).text
    password, file = made(worker, code, ref)
    assert "canarimessage" in Printed(file, password).text
    worker.submit(f"{where}/answer", {"outcome": outcome, "reason": "full", **ANSWER})
    after = {"note_accepted": "accepted", "note_declined": "rejected"}[outcome]
    assert quick_office.state(code, ref)[1] == after


@pytest.mark.parametrize(
    "wrong", [{"reference": ""}, {"on-year": "2999"}, {"on-day": "31", "on-month": "2"},
              {"outcome": "accept"}, {"outcome": "note_delivered"}]
)  # fmt: skip
def test_an_answer_without_reference_or_ahead_of_its_day_is_refused(
    by_hand, client_as, quick_office, wrong
):
    code, ref = by_hand
    typed = {"outcome": "note_accepted", **ANSWER, **wrong}
    client_as("caseworker").submit(f"/c/{code}/referrals/{ref}/answer", typed, 422)
    assert quick_office.state(code, ref)[1] == "sent"


def test_nobody_answers_in_the_place_of_those_who_have_an_account(quick_office, client_as):
    code, ref = quick_office.sent()
    worker = client_as("caseworker")
    worker.submit(f"/c/{code}/referrals/{ref}/packet", {"language": "fr"}, 409)
    form = worker.get(f"/c/{code}/referrals/{ref}/answer").form("reference")
    worker.post(f"/c/{code}/referrals/{ref}/answer",
                form.filled({"outcome": "note_accepted", **ANSWER}), 409)  # fmt: skip
    assert quick_office.state(code, ref)[1] == "received"


def test_what_was_agreed_is_asked_before_each_packet_and_a_withdrawal_takes_it_back(
    by_hand, client_as, quick_office
):
    code, ref = by_hand
    worker = client_as("caseworker")
    _password, file = made(worker, code, ref)
    assert file.startswith(b"%PDF")
    form = worker.get(f"/c/{code}/referrals/{ref}/packet").form("language")
    quick_office.consent(code, "P3", "refused", recipient_id=quick_office.house())
    assert quick_office.state(code, ref)[1] == "cancelled"
    worker.get(f"/c/{code}/referrals/{ref}/packet.pdf", 404)
    worker.post(f"/c/{code}/referrals/{ref}/packet", form.filled({"language": "fr"}), 409)


def test_whoever_has_the_case_says_whether_somebody_was_helped_by_a_body_without_accounts(
    by_hand, client_as, quick_office
):
    code, ref = by_hand
    worker = client_as("caseworker")
    for outcome, asked in (
        ("note_accepted", "Confirmer l’arrivée de la personne"),
        ("note_started", "Dire si l’aide a été apportée"),
    ):
        worker.submit(f"/c/{code}/referrals/{ref}/answer", {"outcome": outcome, **ANSWER})
        assert asked in worker.get("/t").text
