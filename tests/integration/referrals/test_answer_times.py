"""Those who refer see how long an organisation usually takes to answer; nobody else does."""

from datetime import timedelta

from casework.db import db
from casework.referrals import service
from casework.referrals.answer_times import usual_answers
from casework.referrals.models import Referral

WORDS = "répond d’habitude en 2 jours"


def answered(office, clock, count):
    """So many requests of the past weeks, each answered after thirty hours."""
    shelter = office.actor("shelter")
    for _one in range(count):
        code, ref = office.sent()
        clock.advance(timedelta(hours=30))
        office.referral(code, ref, lambda one: service.accept(one, shelter, one.version))


def test_the_usual_time_to_answer_is_shown_from_five_answers_on_and_to_those_who_refer(
    quick_office, client_as, clock
):
    house = quick_office.house()
    answered(quick_office, clock, 4)
    where = "/d?region=MA-06&service=SHELTER"
    assert WORDS not in client_as("caseworker").get(where).text
    answered(quick_office, clock, 1)
    worker = client_as("caseworker")
    code = quick_office.informed()
    for path in (where, f"/d/{house}", f"/c/{code}/refer?service=SHELTER"):
        assert WORDS in worker.get(path).text, path
    for other in ("owner_inspector", "shelter", "focal_point"):
        for path in (where, f"/d/{house}"):
            assert WORDS not in client_as(other).get(path).text, (other, path)


def test_answers_of_more_than_a_year_ago_say_nothing(quick_office, clock):
    house = quick_office.house()
    answered(quick_office, clock, 5)
    with quick_office.app.app_context():
        assert usual_answers([house]) == {house: "two_days"}
        db.session.close()
    clock.advance(timedelta(days=366))
    with quick_office.app.app_context():
        assert db.session.query(Referral).count() == 5
        assert usual_answers([house]) == {}
