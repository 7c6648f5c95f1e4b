"""What an organisation leaves without an answer goes to the focal points, then to the nation."""

from datetime import timedelta

import pytest

from casework.cases import queries as cases
from casework.cases import service
from casework.db import db
from casework.referrals import service as service_of_requests
from casework.referrals.ending import expire_due
from casework.tasks.domain import Level
from casework.tasks.firing import pass_deadlines
from casework.tasks.models import Task
from tests.integration.cases.conftest import IN_WORDS

A_DAY = timedelta(days=1)
THREE_DAYS = timedelta(days=3)


def standing(office, kind: str) -> list[Level]:
    """At which level each open task of this kind stands, once what is due has been passed on."""
    with office.app.app_context():
        pass_deadlines()
        found = [task.level for task in db.session.query(Task).filter_by(kind=kind, done_at=None)]
        db.session.close()
    return [Level(level) for level in found]


def agenda(client_as, key: str) -> str:
    return client_as(key).get("/t").text


def test_a_request_that_nobody_answers_climbs_when_no_other_service_is_asked(
    quick_office, client_as, clock
) -> None:
    code, _ref = quick_office.sent()
    clock.advance(timedelta(days=5))  # Monday to Saturday; the Wednesday is a holiday
    assert quick_office.do(expire_due) == 1
    assert standing(quick_office, "unanswered_referral") == [Level.RESPONSIBLE]
    assert code not in agenda(client_as, "focal_point")
    clock.advance(A_DAY)
    assert standing(quick_office, "unanswered_referral") == [Level.FOCAL_POINTS]
    assert code in agenda(client_as, "focal_point")
    assert code not in agenda(client_as, "focal_point_elsewhere")
    clock.advance(THREE_DAYS)
    assert standing(quick_office, "unanswered_referral") == [Level.NATIONAL]
    assert code in agenda(client_as, "national_focal_point")
    quick_office.consent(code, "P3", recipient_id=quick_office.house("other_house"))
    again = quick_office.prepared(code, to="other_house")
    quick_office.on(code, lambda case: quick_office._send(case, again))
    assert standing(quick_office, "unanswered_referral") == []


@pytest.mark.parametrize("urgency", ["routine", "emergency"])
def test_a_person_who_did_not_come_is_looked_after_until_another_service_is_asked(
    quick_office, client_as, clock, urgency
) -> None:
    code, ref = quick_office.sent(urgency)
    shelter = quick_office.actor("shelter")
    for act in (
        lambda one: service_of_requests.accept(one, shelter, one.version),
        lambda one: service_of_requests.advance(one, "no_show", shelter, one.version),
    ):
        quick_office.referral(code, ref, act)
    assert quick_office.state(code, ref) == ("S10", "person_no_show")
    assert standing(quick_office, "unanswered_referral") == [Level.RESPONSIBLE]
    assert ("sans suite" in agenda(client_as, "focal_point")) is (urgency == "emergency")
    clock.advance(A_DAY)
    assert standing(quick_office, "unanswered_referral")[0] > Level.RESPONSIBLE
    assert code in agenda(client_as, "focal_point")
    quick_office.consent(code, "P3", recipient_id=quick_office.house("other_house"))
    again = quick_office.prepared(code, to="other_house")
    quick_office.on(code, lambda case: quick_office._send(case, again))
    assert standing(quick_office, "unanswered_referral") == []


def test_a_delivery_that_nobody_finishes_climbs_from_whoever_has_the_case(
    quick_office, client_as, clock
) -> None:
    code, ref = quick_office.sent()
    shelter = quick_office.actor("shelter")
    said = service_of_requests
    quick_office.referral(code, ref, lambda one: said.accept(one, shelter, one.version))
    quick_office.referral(code, ref, lambda one: said.advance(one, "start", shelter, one.version))
    assert standing(quick_office, "report_delivery") == [Level.RESPONSIBLE]
    assert "l’aide a été apportée" in agenda(client_as, "shelter")
    quick_office.referral(code, ref, lambda one: said.advance(one, "deliver", shelter, one.version))
    assert standing(quick_office, "report_delivery") == []
    assert "Terminer l’orientation" in agenda(client_as, "caseworker")
    assert "Terminer l’orientation" not in agenda(client_as, "shelter")
    clock.advance(timedelta(days=9))
    assert standing(quick_office, "close_referral") == [Level.FOCAL_POINTS]
    client_as("caseworker").submit(f"/c/{code}/referrals/{ref}/close", {})
    assert standing(quick_office, "close_referral") == []
    client_as("shelter").get(f"/r/{ref}", 410)


@pytest.mark.parametrize("helped", [False, True])
def test_a_request_declined_after_the_case_went_on_is_a_task_unless_another_house_helps(
    quick_office, helped
) -> None:
    code, first = quick_office.sent()
    shelter, other = quick_office.actor("shelter"), quick_office.actor("other_shelter")
    quick_office.consent(code, "P3", recipient_id=quick_office.house("other_house"))
    second = quick_office.prepared(code, to="other_house")
    quick_office.on(code, lambda case: quick_office._send(case, second))
    said = service_of_requests
    quick_office.referral(code, second, lambda one: said.accept(one, other, one.version))
    if not helped:
        quick_office.referral(
            code, second, lambda one: said.advance(one, "no_show", other, one.version)
        )
    quick_office.referral(
        code, first, lambda one: said.decline(one, "full", "", shelter, one.version)
    )
    assert quick_office.state(code, first) == ("S10", "rejected")
    assert standing(quick_office, "unanswered_referral") == ([] if helped else [Level.RESPONSIBLE])


def test_a_request_to_delete_that_nobody_confirms_climbs_and_names_whom_to_call(
    quick_office, client_as, clock
) -> None:
    code, ref = quick_office.sent()
    worker = quick_office.actor("caseworker")
    quick_office.on(
        code, lambda case: service.withdraw_consent(case, ("P2", None), IN_WORDS, worker)
    )
    (asked,) = quick_office.see(code, lambda case: cases.deletions_of(case.id))
    clock.advance(timedelta(days=8))  # Tuesday of the next week, its last hours are not over
    assert standing(quick_office, "confirm_deletion") == [Level.RESPONSIBLE]
    clock.advance(A_DAY)
    assert standing(quick_office, "confirm_deletion") == [Level.FOCAL_POINTS]
    page = agenda(client_as, "focal_point")
    assert code in page and "Maison Essai" in page
    assert ref not in page and asked.reference not in page
    assert asked.reference in agenda(client_as, "shelter")  # it stays theirs to answer
    clock.advance(THREE_DAYS)
    assert standing(quick_office, "confirm_deletion") == [Level.NATIONAL]
    answered = {"answer": "deleted"}
    client_as("shelter").submit(f"/w/{asked.reference}", answered, containing="answer")
    assert standing(quick_office, "confirm_deletion") == []
    assert "Maison Essai" not in agenda(client_as, "focal_point")


@pytest.mark.parametrize("how", ["decline", "no_show"])
def test_a_service_that_failed_is_looked_for_though_another_one_is_still_awaited(
    quick_office, how
) -> None:
    code, shelter_ref = quick_office.sent()
    shelter = quick_office.actor("shelter")
    said = service_of_requests
    quick_office.referral(code, shelter_ref, lambda one: setattr(one, "service", "SHELTER_LT"))
    quick_office.consent(code, "P3", recipient_id=quick_office.house("other_house"))
    other_ref = quick_office.prepared(code, to="other_house")
    quick_office.on(code, lambda case: quick_office._send(case, other_ref))
    if how == "decline":
        act = lambda one: said.decline(one, "full", "", shelter, one.version)  # noqa: E731
    else:
        quick_office.referral(code, shelter_ref, lambda one: said.accept(one, shelter, one.version))
        act = lambda one: said.advance(one, "no_show", shelter, one.version)  # noqa: E731
    quick_office.referral(code, shelter_ref, act)
    state = {"decline": ("S09", "rejected"), "no_show": ("S10", "person_no_show")}[how]
    assert quick_office.state(code, shelter_ref) == state
    assert standing(quick_office, "unanswered_referral") == [Level.RESPONSIBLE]


def test_a_case_led_back_by_the_last_answer_asks_for_no_service_besides(quick_office) -> None:
    code, ref = quick_office.sent()
    shelter = quick_office.actor("shelter")
    quick_office.referral(
        code, ref, lambda one: service_of_requests.decline(one, "full", "", shelter, one.version)
    )
    assert quick_office.state(code, ref) == ("S07", "rejected")
    assert standing(quick_office, "unanswered_referral") == []
