"""The policy page: who may do what, by hand-written examples, and what nobody may."""

from uuid import uuid4

import pytest

from casework.policy import Actor, Permission, Resource, Role, decide
from casework.policy.matrix import MATRIX

HERE, THERE = uuid4(), uuid4()
ME, OTHER = uuid4(), uuid4()
REGION = "MA-06"

CASE_CONTENT = (
    Permission.CASE_READ,
    Permission.CASE_WORK,
    Permission.IDENTITY_RECORD,
    Permission.IDENTITY_REVEAL,
    Permission.REFERRAL_SEND,
    Permission.REFERRAL_SENT_READ,
)


def _actor(role, **changed):
    given = {"user_id": ME, "role": role, "organisation_id": HERE, "regions": frozenset({REGION})}
    return Actor(**{**given, **changed})


def _case(**changed):
    given = {
        "kind": "case",
        "region": REGION,
        "organisation_id": HERE,
        "owner_id": ME,
        "assignee_ids": frozenset({ME}),
        "recipient_organisation_id": HERE,
        "stage": "B",
    }
    return Resource(**{**given, **changed})


def test_every_permission_stands_on_the_page():
    assert set(MATRIX) == set(Permission)


def test_nobody_signed_out_holds_anything():
    assert not any(decide(None, permission, _case()).allowed for permission in Permission)


@pytest.mark.parametrize("permission", CASE_CONTENT)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CASEWORKER])
def test_only_a_caseworker_can_open_a_case_however_close_the_record_is(role, permission):
    assert not decide(_actor(role, national=True), permission, _case()).allowed


@pytest.mark.parametrize("permission", CASE_CONTENT)
def test_caseworker_needs_both_the_organisation_and_the_assignment(permission):
    actor = _actor(Role.CASEWORKER)
    assert decide(actor, permission, _case()).allowed
    assert not decide(actor, permission, _case(assignee_ids=frozenset({OTHER}))).allowed
    assert not decide(actor, permission, _case(organisation_id=THERE)).allowed


def test_focal_point_sees_the_skeleton_of_the_own_region_only():
    actor = _actor(Role.FOCAL_POINT)
    assert decide(actor, Permission.CASE_SKELETON, _case(organisation_id=THERE)).allowed
    assert not decide(actor, Permission.CASE_SKELETON, _case(region="MA-09")).allowed
    national = _actor(Role.FOCAL_POINT, regions=frozenset(), national=True)
    assert decide(national, Permission.CASE_SKELETON, _case(region="MA-09")).allowed


def test_recipient_loses_sight_when_the_stage_is_over():
    actor = _actor(Role.SHELTER)
    assert decide(actor, Permission.REFERRAL_READ, _case(stage="A")).allowed
    assert not decide(actor, Permission.REFERRAL_READ, _case(stage=None)).allowed
    elsewhere = _case(recipient_organisation_id=THERE)
    assert not decide(actor, Permission.REFERRAL_READ, elsewhere).allowed


ADMINISTRATIVE = {
    Permission.HOME_READ,
    Permission.ACCOUNT_OWN,
    Permission.ADMIN_HOME,
    Permission.USERS_ADMINISTER,
    Permission.ORGANISATIONS_ADMINISTER,
    Permission.CONTACTS_ADMINISTER,
}


def test_administrator_holds_administration_and_nothing_about_persons():
    held = {
        permission
        for permission in Permission
        if decide(_actor(Role.ADMINISTRATOR, national=True), permission, _case()).allowed
    }
    about_persons = ("case", "screening", "identity", "referral", "statistics")
    assert not {p for p in held if any(word in p for word in about_persons)}
    assert held >= ADMINISTRATIVE


def test_analyst_holds_the_dashboards_and_nothing_about_persons():
    actor = _actor(Role.ANALYST, national=True)
    held = {p for p in Permission if decide(actor, p, _case()).allowed}
    own = {Permission.HOME_READ, Permission.ACCOUNT_OWN, Permission.TASK_LIST, Permission.TASK_WORK}
    numbers = {Permission.STATISTICS_READ, Permission.STATISTICS_EXPORT, Permission.COUNTERS_READ}
    numbers.add(Permission.FIGURES_READ)
    assert held == own | numbers


def test_nobody_holds_the_steps_of_sanad_itself():
    for role in Role:
        assert not decide(_actor(role, national=True), Permission.SYSTEM_STEP, _case()).allowed
