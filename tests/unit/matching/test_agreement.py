"""What a focal point is told of two descriptions: a word for each part, never a value."""

from dataclasses import astuple, replace

import pytest

from casework.encryption.matching import WORDS, BirthDate, Particulars, agreement, likeness

ONE = Particulars(
    "Mohamed", "Ouattara", BirthDate(1998, 4, 3), "male", "CI", "06 12 34 56 78", "AB 123456"
)


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ("Mohamed", "same"),
        ("MOHAMED", "same"),
        ("Mohammed", "same_sound"),
        ("محمد", "same_sound"),
        ("Mohamet", "similar"),
        ("Mohamed Larbi", "partly"),
        ("Mohamed Abderrahmane", "partly"),
        ("Youssef", "different"),
        ("", "not_known"),
    ],
)
def test_given_name_is_told_by_how_it_is_written_and_sounds(given: str, word: str) -> None:
    assert agreement(ONE, replace(ONE, given=given)).given == word


@pytest.mark.parametrize(
    ("family", "word"),
    [("Watara", "same_sound"), ("واتارا", "same_sound"), ("Diallo", "different")],
)
def test_family_name_is_told_by_how_it_sounds(family: str, word: str) -> None:
    assert agreement(ONE, replace(ONE, family=family)).family == word


def test_exchanged_names_are_seen_and_still_compared() -> None:
    found = agreement(ONE, replace(ONE, given="Watara", family="محمد"))
    assert (found.exchanged, found.given, found.family) == (True, "same_sound", "same_sound")


@pytest.mark.parametrize(
    ("birth", "year", "day"),
    [
        (BirthDate(1998, 4, 3), "same", "same"),
        (BirthDate(1998, 3, 4), "same", "exchanged"),
        (BirthDate(1999, 4, 3), "one_apart", "same"),
        (BirthDate(1998, 4, 8), "same", "partly"),
        (BirthDate(1998), "same", "not_known"),
        (BirthDate(1998, 1, 1), "same", "not_known"),
        (BirthDate(1990, 7, 9), "different", "different"),
        (BirthDate(), "not_known", "not_known"),
    ],
)
def test_birth_date_is_told_in_two_parts(birth: BirthDate, year: str, day: str) -> None:
    found = agreement(ONE, replace(ONE, birth=birth))
    assert (found.birth_year, found.birth_day) == (year, day)


@pytest.mark.parametrize(
    ("phone", "word"),
    [
        ("+212 6 12 34 56 78", "same"),
        ("06 12 34 56 79", "one_apart"),
        ("06 12 34 65 78", "one_apart"),
        ("07 99 88 77 66", "different"),
        (None, "not_known"),
    ],
)
def test_telephone_mistyped_by_one_digit_is_told_as_such(phone: str | None, word: str) -> None:
    assert agreement(ONE, replace(ONE, phone=phone)).phone == word


def test_sex_nationality_and_document_are_same_different_or_not_known() -> None:
    found = agreement(ONE, replace(ONE, sex="female", nationality=None, document="ab123456"))
    assert (found.sex, found.nationality, found.document) == ("different", "not_known", "same")


def test_no_part_holds_anything_but_a_word_of_the_list() -> None:
    found = agreement(ONE, replace(ONE, given="Aïcha", phone="0777", birth=BirthDate(2001, 5)))
    assert {part for part in astuple(found) if isinstance(part, str)} <= set(WORDS)


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, given="Mohammed"),
        replace(ONE, given="محمد", family="واتارا"),
        replace(ONE, family="Watara"),
        replace(ONE, birth=BirthDate(1998, 3, 4)),
        replace(ONE, phone="06 12 34 56 79", document=None),
    ],
    ids=["Mohammed", "Arabic", "Watara", "day and month exchanged", "telephone mistyped"],
)
def test_the_same_person_written_otherwise_is_a_sure_match(other: Particulars) -> None:
    assert likeness(replace(ONE, document=None), other) >= 0.87
