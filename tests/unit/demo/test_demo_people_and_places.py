"""Nobody in the demo exists, and everybody says so."""

import random
import re
from datetime import date

import pytest

from casework.demo.organisations import PILOT, REGIONS, accounts, organisations
from casework.demo.patterns import PATTERNS
from casework.demo.people import FAMILY, GIVEN, MARK, person
from casework.demo.sign_ins import PASSWORD, as_table
from casework.policy import Role
from casework.screening.domain.assessment import SECTORS, Danger, Exploitation
from casework.screening.loader import indicator_standard

TODAY = date(2026, 11, 16)
CANNOT_BE_DIALLED = re.compile(r"06 00 00 \d\d \d\d")


def people(seed: int) -> list:
    chance = random.Random(seed)
    return [
        person(chance, names, sex, age, TODAY)
        for names in FAMILY
        for sex in ("female", "male")
        for age in range(5, 60)
    ]


def test_every_name_is_marked_and_no_number_can_be_dialled() -> None:
    for someone in people(1):
        assert someone.given.startswith(f"{MARK} ")
        assert CANNOT_BE_DIALLED.fullmatch(someone.phone)


def test_a_person_has_the_age_they_were_drawn_with() -> None:
    chance = random.Random(2)
    for age in range(60):
        born = person(chance, "moroccan", "female", age, TODAY).born
        completed = TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))
        assert completed in (age, age + 1)


def test_the_same_seed_makes_the_same_people_and_another_seed_makes_others() -> None:
    assert people(3) == people(3)
    assert people(3) != people(4)


def test_every_group_has_names_for_women_and_men() -> None:
    assert {names for names, _sex in GIVEN} == set(FAMILY)
    assert {sex for _names, sex in GIVEN} == {"female", "male"}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_a_pattern_speaks_of_nothing_but_known_codes(pattern) -> None:
    known = {
        code for listed in indicator_standard().lists.values() for code in listed.indicators
    }  # fmt: skip
    assert set(pattern.codes) <= known
    assert set(pattern.danger) <= {*Danger}
    assert set(pattern.exploitation) <= {*Exploitation}
    assert pattern.sector in SECTORS
    assert pattern.foreign_names in FAMILY


def test_every_organisation_says_in_both_languages_that_it_is_a_demo() -> None:
    for one in organisations():
        assert "(démo)" in one.name
        assert "عرض تجريبي" in one.name_ar


def test_every_account_is_marked_and_works_somewhere_that_exists() -> None:
    known = {one.key: one for one in organisations()}
    for account in accounts():
        assert account.display_name.startswith("Démo ")
        assert set(account.regions) <= set(known[account.organisation].regions)


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_has_somebody_for_each_part_of_the_way(region: str) -> None:
    here = [account for account in accounts() if region in account.regions]
    roles = {account.role for account in here}
    assert {Role.INSPECTOR, Role.FOCAL_POINT, Role.CASEWORKER, Role.SHELTER} <= roles
    focal_points = [account for account in here if account.role is Role.FOCAL_POINT]
    assert len(focal_points) == (2 if region in PILOT else 1)


def test_there_are_five_pilot_regions_and_an_organisation_without_accounts() -> None:
    assert len(set(PILOT)) == 5
    staffed = {account.organisation for account in accounts()}
    unstaffed = [one for one in organisations() if one.key not in staffed]
    assert [one.services[0] for one in unstaffed] == ["SHELTER"]


def test_the_printed_sign_ins_name_every_role_and_several_organisations() -> None:
    shown = [account for account in accounts() if account.shown]
    assert {account.role for account in shown} == {*Role}
    assert len({account.organisation for account in shown}) >= 6
    table = as_table()
    assert PASSWORD in table
    assert all(account.username in table for account in shown)
    assert len({account.username for account in accounts()}) == len(accounts())
