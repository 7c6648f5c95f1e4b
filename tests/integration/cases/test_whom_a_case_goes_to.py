"""To whom a focal point may give a case: its own house first, another only when nobody is left."""

from uuid import UUID

import pytest

from casework.accounts.models import UserRegion
from casework.cases import service
from casework.cases.queries.takers import takers_of
from casework.cases.service.opening import NotActiveThere, OfAnotherHouse
from casework.cases.service.sharing import NotHandedOver, hand_over_cases
from casework.db import db
from casework.kernel import clock
from casework.kernel.refusals import NotPermitted
from tests.factories import actor_named, change_account, organisation_named, user_named


def assign(desk, code, to):
    focal = "focal_point"
    desk.on(code, lambda case: service.assign(case, user_named(to).id, actor_named(focal)))


def worker_of_another_house():
    """A caseworker who is active in the region of the case, for another organisation."""
    return change_account("caseworker_elsewhere", regions=[UserRegion(region="MA-06")])


@pytest.mark.parametrize(
    ("of", "gone", "conflicted", "takers"),
    [
        ("association", (), (), {"caseworker", "colleague_caseworker"}),
        ("association", ("caseworker",), (), {"colleague_caseworker"}),
        ("association", (), ("caseworker",), {"colleague_caseworker"}),
        ("association", ("caseworker", "colleague_caseworker"), (), {"caseworker_elsewhere"}),
        ("association", ("caseworker",), ("colleague_caseworker",), {"caseworker_elsewhere"}),
        ("association", ("caseworker", "colleague_caseworker"), ("caseworker_elsewhere",), set()),
        ("other_association", (), (), {"caseworker_elsewhere"}),
        (None, (), (), {"caseworker", "colleague_caseworker", "caseworker_elsewhere"}),
        (None, (), ("caseworker",), {"colleague_caseworker", "caseworker_elsewhere"}),
    ],
)
def test_own_people_come_first_and_others_only_when_nobody_of_them_is_left(
    desk, of, gone, conflicted, takers
):
    def ids():
        worker_of_another_house()
        for key in gone:
            user_named(key).disabled_at = clock.now()
        db.session.flush()
        house = organisation_named(of).id if of else None
        barred = {user_named(key).id for key in conflicted}
        return {one.id for one in takers_of("MA-06", house, barred)}

    found = desk.do(ids)
    assert found == desk.do(lambda: {user_named(key).id for key in takers})


def test_assigning_is_refused_to_strangers_and_for_people_of_elsewhere(quick_desk):
    code = quick_desk.open()
    for person in ("owner_inspector", "shelter"):
        with pytest.raises(NotActiveThere):
            quick_desk.on(
                code,
                lambda case, person=person: service.assign(
                    case, user_named(person).id, actor_named("focal_point")
                ),
            )
    for actor in ("caseworker", "focal_point_elsewhere", "administrator"):
        with pytest.raises(NotPermitted):
            quick_desk.on(
                code,
                lambda case, actor=actor: service.assign(
                    case, user_named("caseworker").id, actor_named(actor)
                ),
            )


def test_a_focal_point_gives_no_case_to_another_organisation(quick_desk, client_as):
    code, waiting = quick_desk.assigned(), quick_desk.open()
    other = str(quick_desk.do(lambda: worker_of_another_house().id))
    with quick_desk.app.app_context():
        mine, colleague = str(user_named("caseworker").id), user_named("colleague_caseworker").id
    focal = client_as("focal_point")
    for path, more in (
        (f"/c/{code}/assign", {"backup": ""}),
        (f"/t/team?who={mine}", {"codes": [code]}),
    ):
        shown = focal.get(path).text
        assert (str(colleague) in shown, other in shown) == (True, False)
        focal.submit(path, {"caseworker": other, **more}, 422, containing="caseworker")
    with pytest.raises(OfAnotherHouse):
        assign(quick_desk, code, "caseworker_elsewhere")
    with pytest.raises(NotHandedOver):
        quick_desk.do(lambda: hand_over_cases([code], UUID(other), actor_named("focal_point")))
    assert quick_desk.see(code, lambda case: str(case.assignee_id)) == mine
    focal.submit(f"/c/{waiting}/assign", {"caseworker": other, "backup": ""})
    client_as("caseworker_elsewhere").get(f"/c/{waiting}")


def test_a_case_whose_organisation_has_nobody_left_goes_on_unless_the_person_said_no(quick_desk):
    code, refused = quick_desk.assigned(), quick_desk.assigned()
    other_house = quick_desk.do(lambda: worker_of_another_house().organisation_id)
    quick_desk.consent(refused, "P3", "refused", other_house)

    def leave():
        for left in ("caseworker", "colleague_caseworker"):
            user_named(left).disabled_at = clock.now()

    quick_desk.do(leave)
    assign(quick_desk, code, "caseworker_elsewhere")
    assert quick_desk.see(code, lambda case: case.organisation_id) == other_house
    with pytest.raises(OfAnotherHouse):
        assign(quick_desk, refused, "caseworker_elsewhere")
