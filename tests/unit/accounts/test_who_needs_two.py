"""Which roles an installation may not let in with a password alone."""

from uuid import uuid4

import pytest

from casework.policy import Actor, Permission, Role
from casework.web.guard import decide_role
from config import ALWAYS_TWO, Settings

# Behind these stand a name, the traces or the accounts.
NEEDS_TWO = (
    Permission.IDENTITY_REVEAL,
    Permission.CASE_URGENT,
    Permission.LIAISON_READ,
    Permission.REFERRAL_READ,
    Permission.USERS_ADMINISTER,
    Permission.CASE_ACCESS_LOG,
    Permission.URGENT_READ_BACK,
)


@pytest.mark.parametrize("role", Role)
def test_whoever_can_read_a_name_a_trace_or_an_account_always_needs_two(role: Role) -> None:
    actor = Actor(uuid4(), role, uuid4(), frozenset({"MA-06"}), False)
    reaches = [one for one in NEEDS_TWO if decide_role(actor, one)]
    assert (role.value in ALWAYS_TWO) is bool(reaches), reaches


def test_an_installation_that_leaves_one_of_them_out_does_not_start() -> None:
    few = Settings(mode="production", second_factor="caseworker,focal_point,administrator,dpo")
    assert any(
        "prosecutor_liaison, shelter, provider, return_officer" in one for one in few.faults()
    )
