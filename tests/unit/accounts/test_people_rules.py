from uuid import uuid4

import pytest

from casework.accounts.domain.organisations import UsernameNotPossible, username_of
from casework.accounts.domain.people import OF_A_REGION, Profile
from casework.accounts.domain.refusals import NotARegion, NotNational, RegionMissing
from casework.policy import Role

CASABLANCA = frozenset({"MA-06"})


@pytest.mark.parametrize(
    ("typed", "name"), [("K.Alaoui", "k.alaoui"), (" abc ", "abc"), ("a-b_c.d9", "a-b_c.d9")]
)
def test_a_user_name_is_kept_in_lower_case(typed: str, name: str) -> None:
    assert username_of(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ab",
        "a" * 41,
        "a..b",
        ".abc",
        "abc.",
        "a b c",
        "éloïse",
        "аdmin",  # a Cyrillic first letter
        "ａｄｍｉｎ",  # full-width letters
        "admin\u200b",
        "\u202enimda",
        "admin'--",
        "<b>admin</b>",
        "كريم",
        "x" * 1_000_000,
    ],
)
def test_a_user_name_that_could_pass_for_another_is_refused(typed: str) -> None:
    with pytest.raises(UsernameNotPossible):
        username_of(typed)


@pytest.mark.parametrize("role", sorted(OF_A_REGION))
def test_a_role_that_works_in_a_place_needs_a_region(role: Role) -> None:
    with pytest.raises(RegionMissing):
        Profile("Essai", role, uuid4()).check()
    Profile("Essai", role, uuid4(), CASABLANCA).check()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.FOCAL_POINT, Role.ANALYST}))
def test_no_other_role_can_answer_for_the_whole_country(role: Role) -> None:
    with pytest.raises(NotNational):
        Profile("Essai", role, uuid4(), CASABLANCA, national=True).check()


def test_a_national_focal_point_needs_no_region() -> None:
    Profile("Essai", Role.FOCAL_POINT, uuid4(), national=True).check()


def test_a_region_outside_the_list_is_refused() -> None:
    with pytest.raises(NotARegion):
        Profile("Essai", Role.SHELTER, uuid4(), frozenset({"MA-99"})).check()
