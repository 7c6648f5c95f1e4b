"""Questions and answers between both sides: visible to both, short, sealed, tasks both ways."""

import pytest

from casework.db import db
from casework.referrals.models import ReferralMessage

QUESTION = "Faut-il un lit d’enfant ? canariquestion"
ANSWER = "Oui, un seul. canarireponse"


def test_a_question_and_its_answer_are_read_by_both_sides(quick_office, client_as):
    code, ref = quick_office.sent()
    shelter, worker = client_as("shelter"), client_as("caseworker")
    shelter.submit(f"/r/{ref}/ask", {"topic": "with_whom", "words": QUESTION})
    assert "Répondre à une question" in worker.get("/").text + worker.get("/t").text
    assert QUESTION in worker.get(f"/c/{code}/referrals/{ref}").text
    worker.submit(f"/c/{code}/referrals/{ref}/reply", {"words": ANSWER})
    assert "Répondre à une question" not in worker.get("/t").text
    for page in (shelter.get(f"/r/{ref}"), worker.get(f"/c/{code}/referrals/{ref}")):
        assert QUESTION in page.text
        assert ANSWER in page.text


def test_the_sender_asks_too_and_the_recipient_has_the_task(quick_office, client_as):
    code, ref = quick_office.sent()
    shelter, worker = client_as("shelter"), client_as("caseworker")
    worker.submit(f"/c/{code}/referrals/{ref}/ask", {"topic": "progress", "words": QUESTION})
    assert "Répondre à la question de l’expéditeur" in shelter.get("/t").text
    shelter.submit(f"/r/{ref}/reply", {"words": ANSWER})
    assert "Répondre à la question de l’expéditeur" not in shelter.get("/t").text
    assert ANSWER in worker.get(f"/c/{code}/referrals/{ref}").text


def test_nothing_is_answered_that_was_not_asked(quick_office, client_as):
    code, ref = quick_office.sent()
    client_as("shelter").submit(f"/r/{ref}/reply", {"words": ANSWER}, 409)
    client_as("caseworker").submit(f"/c/{code}/referrals/{ref}/reply", {"words": ANSWER}, 409)


def test_a_name_is_pointed_out_once_and_then_theirs_to_send(quick_office, client_as):
    _code, ref = quick_office.sent()
    shelter = client_as("shelter")
    typed = {"topic": "other", "words": "Madame Zubayda vient-elle ?"}
    page = shelter.submit(f"/r/{ref}/ask", typed, 422)
    assert "semble contenir un nom" in page.text
    shelter.post(f"/r/{ref}/ask", page.form("words").filled({}))
    with quick_office.app.app_context():
        assert db.session.query(ReferralMessage).count() == 1


@pytest.mark.parametrize(
    "typed",
    [{"topic": "with_whom", "words": "x" * 301}, {"topic": "with_whom", "words": ""},
     {"topic": "progress", "words": "a"}, {"words": "a"}, {"topic": "with_whom", "words": "a\x00"}],
)  # fmt: skip
def test_a_question_that_is_too_long_or_of_no_topic_is_refused(quick_office, client_as, typed):
    _code, ref = quick_office.sent()
    client_as("shelter").submit(f"/r/{ref}/ask", typed, 422, containing="words")
    with quick_office.app.app_context():
        assert db.session.query(ReferralMessage).count() == 0


def test_the_thread_is_sealed_and_goes_with_the_request(quick_office, client_as):
    code, ref = quick_office.sent()
    shelter = client_as("shelter")
    shelter.submit(f"/r/{ref}/ask", {"topic": "with_whom", "words": QUESTION})
    with quick_office.app.app_context():
        rows = repr(db.session.execute(ReferralMessage.__table__.select()).all())
    assert "canariquestion" not in rows
    shelter.submit(f"/r/{ref}/decline", {"reason": "full"})
    for path in (f"/r/{ref}", f"/r/{ref}/ask", f"/r/{ref}/reply"):
        shelter.get(path, 410)
    worker = client_as("caseworker")
    assert "Répondre à une question" not in worker.get("/t").text
    assert QUESTION in worker.get(f"/c/{code}/referrals/{ref}").text


def test_a_stranger_reads_no_question(quick_office, client_as):
    code, ref = quick_office.sent()
    client_as("shelter").submit(f"/r/{ref}/ask", {"topic": "with_whom", "words": QUESTION})
    for persona in ("other_shelter", "provider", "colleague_caseworker"):
        client_as(persona).get(f"/r/{ref}", 404)
    client_as("colleague_caseworker").get(f"/c/{code}/referrals/{ref}", 404)
    client_as("focal_point").get(f"/c/{code}/referrals/{ref}", 403)
