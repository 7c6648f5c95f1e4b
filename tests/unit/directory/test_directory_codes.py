from collections import Counter

import pytest

from casework.accounts.domain.organisations import SERVICES
from casework.web import codes

LANGUAGES = ("fr", "ar", "en")


def test_morocco_has_twelve_regions_in_the_order_of_their_codes() -> None:
    assert list(codes.regions()) == [f"MA-{number:02d}" for number in range(1, 13)]


def test_morocco_has_thirteen_prefectures_and_sixty_two_provinces() -> None:
    assert Counter(found.kind for found in codes.provinces().values()) == {
        "prefecture": 13,
        "province": 62,
    }


def test_every_province_lies_in_a_region_and_every_region_has_provinces() -> None:
    assert {found.region for found in codes.provinces().values()} == set(codes.regions())


@pytest.mark.parametrize(
    ("province", "region"), [("Chtouka-Aït Baha", "MA-09"), ("Nouaceur", "MA-06")]
)
def test_provinces_that_iso_lists_misplace_lie_where_they_are(province: str, region: str) -> None:
    found = [row for row in codes.provinces().values() if row.fr == province]
    assert [row.region for row in found] == [region]


def test_five_regions_are_pilots() -> None:
    pilots = {code for code, region in codes.regions().items() if region.pilot}
    assert pilots == {"MA-03", "MA-04", "MA-06", "MA-07", "MA-09"}


def test_the_iso_label_is_kept_apart_from_the_name() -> None:
    assert codes.region_name("MA-12", "fr") == "Dakhla-Oued Ed-Dahab"
    assert codes.iso_label("MA-12") == "Dakhla-Oued Ed-Dahab (EH)"


def test_services_are_those_that_organisations_may_offer() -> None:
    assert set(codes.services()) == set(SERVICES)
    assert len(codes.services()) == 37
    assert {found.group for found in codes.services().values()} == set(codes.service_groups())


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_one_list_are_all_different_in_each_language(language: str) -> None:
    for words in (codes.regions(), codes.services(), codes.service_groups()):
        names = [word.name(language) for word in words.values()]
        assert len(set(names)) == len(names)
        assert all(names)


def test_arabic_words_are_written_in_arabic() -> None:
    for words in (codes.regions(), codes.provinces(), codes.services(), codes.service_groups()):
        for word in words.values():
            assert not any("a" <= letter.lower() <= "z" for letter in word.ar), word.code


def test_an_unknown_code_is_shown_as_it_stands() -> None:
    assert codes.region_name("MA-99", "fr") == "MA-99"
    assert codes.service_name(None, "fr") == ""
