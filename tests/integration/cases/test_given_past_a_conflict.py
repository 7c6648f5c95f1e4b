"""A case goes on where the only caseworker of its organisation knows the people in it."""

import pytest

from casework.cases.service import assign, declare_conflict
from casework.cases.service.opening import Conflicted, OfAnotherHouse
from casework.kernel import clock
from tests.factories import actor_named, user_named
from tests.integration.cases.test_whom_a_case_goes_to import worker_of_another_house


def give(desk, code, to):
    desk.on(code, lambda case: assign(case, user_named(to).id, actor_named("focal_point")))


def known_to_the_only_one(desk, code):
    desk.do(lambda: setattr(user_named("colleague_caseworker"), "disabled_at", clock.now()))
    worker = desk.actor("caseworker")
    desk.on(code, lambda case: declare_conflict(case, worker.user_id, "Cousine", worker))
    return str(worker.user_id)


def test_it_may_be_given_to_another_organisation_and_never_to_who_knows_them(quick_desk, client_as):
    code = quick_desk.assigned()
    other = str(quick_desk.do(lambda: worker_of_another_house().id))
    assert "Plus personne" not in client_as("focal_point").get(f"/c/{code}/assign").text
    mine = known_to_the_only_one(quick_desk, code)
    shown = client_as("focal_point").get(f"/c/{code}/assign").text
    assert "Plus personne, dans l’organisme qui a le dossier" in shown
    assert (mine in shown, other in shown) == (False, True)
    with pytest.raises(Conflicted):
        give(quick_desk, code, "caseworker")
    give(quick_desk, code, "caseworker_elsewhere")
    assert quick_desk.see(code, lambda case: str(case.assignee_id)) == other


def test_never_to_one_that_the_person_said_no_to(quick_desk):
    code = quick_desk.assigned()
    house = quick_desk.do(lambda: worker_of_another_house().organisation_id)
    quick_desk.consent(code, "P3", "refused", house)
    known_to_the_only_one(quick_desk, code)
    with pytest.raises(OfAnotherHouse):
        give(quick_desk, code, "caseworker_elsewhere")
