"""Who is taken, what is stale, where else to look, and what would tell a shelter's place."""

from datetime import date

import pytest

from casework.accounts.domain.places import tells_a_place
from casework.directory.domain import NEIGHBOURS, AgesTurnedRound, Takes, best_first, nearest, stale

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("takes", "sex", "child", "fits"),
    [
        (Takes(), "female", True, True),
        (Takes("female"), "female", None, True),
        (Takes("female"), "male", None, False),
        (Takes("female"), "unknown", None, True),
        (Takes("male", 18), "male", True, False),
        (Takes("male", 18), "male", False, True),
        (Takes("all", 0, 17), "", False, False),
        (Takes("all", 0, 17), "", True, True),
        (Takes("all", 0, 17), "", None, True),
    ],
)
def test_a_service_fits_by_sex_and_age(takes, sex, child, fits):
    assert takes.fits(sex, child) is fits


def test_ages_that_are_turned_round_are_refused():
    with pytest.raises(AgesTurnedRound):
        Takes("all", 18, 12)


@pytest.mark.parametrize(
    ("verified", "old"),
    [(None, True), (date(2026, 9, 1), False), (date(2026, 8, 31), True), (TODAY, False)],
)
def test_an_entry_is_stale_after_ninety_days(verified, old):
    assert stale(verified, TODAY) is old


def test_the_nearest_region_comes_first():
    assert nearest("MA-12", {"MA-01", "MA-09", "MA-11", "MA-12"}) == ("MA-11", "MA-09", "MA-01")
    assert nearest("MA-06", set()) == ()


def test_borders_are_said_from_both_sides():
    assert len(NEIGHBOURS) == 12
    for region, beside in NEIGHBOURS.items():
        for other in beside:
            assert region in NEIGHBOURS[other], (region, other)


def test_free_places_come_first_and_full_ones_last():
    rows = [("no", "a", 1), ("", "b", 2), ("few", "c", 3), ("yes", "z", 4), ("yes", "d", 5)]
    assert best_first(rows) == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    "text",
    [
        "12 rue des Oliviers",
        "Avenue Hassan II",
        "Lun-ven, bd Zerktouni",
        "Hay Mohammadi, 9 h",
        "33.5731, -7.5898",
        "33,5731; 7,5898",
        "https://maps.app.goo.gl/x",
        "8C2W+F4",
        "Casablanca 20250",
        "حي السلام",
        "شارع محمد الخامس",
        "زنقة 14",
        "Imm. 4, 2e étage",
    ],
)
def test_words_that_tell_a_place_are_seen(text):
    assert tells_a_place(text)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "Lundi à vendredi, 9 h à 16 h",
        "24 h sur 24, 7 jours sur 7",
        "08:30-16:30",
        "من الاثنين إلى الجمعة، 9:00-16:00",
        "الاتصال بطريقة آمنة في كل حين",
        "Dar Salam (démo)",
        "contact@association.ma",
        "0522 00 00 00",
    ],
)
def test_hours_and_names_tell_no_place(text):
    assert not tells_a_place(text)
