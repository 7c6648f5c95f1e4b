"""In what two descriptions agree, part by part, as words that hold no value.

This is what somebody is shown who may judge whether two files are about one person, and may not
read either name: "given name: same sound; year of birth: same; telephone: one digit apart".
"""

from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from casework.encryption.matching.particulars import BirthDate, Particulars
from casework.encryption.matching.score import part_likeness

SAME: Final = "same"
SAME_SOUND: Final = "same_sound"
SIMILAR: Final = "similar"
EXCHANGED: Final = "exchanged"
ONE_APART: Final = "one_apart"
PARTLY: Final = "partly"
DIFFERENT: Final = "different"
NOT_KNOWN: Final = "not_known"
WORDS: Final = (SAME, SAME_SOUND, SIMILAR, EXCHANGED, ONE_APART, PARTLY, DIFFERENT, NOT_KNOWN)

_SIMILAR_FROM: Final = 0.80
_Spoken = tuple[tuple[str, ...], str, str]


@dataclass(frozen=True)
class Agreement:
    """One word for each part. `exchanged`: one's given name stands as the other's family name.
    `partly`: the first of two given names, or the day or the month, is the same."""

    given: str = NOT_KNOWN
    family: str = NOT_KNOWN
    exchanged: bool = False
    birth_year: str = NOT_KNOWN
    birth_day: str = NOT_KNOWN
    sex: str = NOT_KNOWN
    nationality: str = NOT_KNOWN
    phone: str = NOT_KNOWN
    document: str = NOT_KNOWN


def agreement(one: Particulars, other: Particulars) -> Agreement:
    """How two descriptions agree. What only one of them says is not known."""
    given, family, exchanged = _names(one, other)
    return Agreement(
        given=given,
        family=family,
        exchanged=exchanged,
        birth_year=_years(one.birth, other.birth),
        birth_day=_days(one.birth, other.birth),
        sex=_plain(one.sex, other.sex),
        nationality=_plain(one.nationality, other.nationality),
        phone=_number(one.phone_digits, other.phone_digits),
        document=_number(one.document_number, other.document_number),
    )


def _names(one: Particulars, other: Particulars) -> tuple[str, str, bool]:
    (given, family), (given2, family2) = (_spoken(person) for person in (one, other))
    straight = part_likeness(given[1:], given2[1:]) + part_likeness(family[1:], family2[1:])
    crossed = part_likeness(given[1:], family2[1:]) + part_likeness(family[1:], given2[1:])
    if crossed > straight:
        return _name(given, family2), _name(family, given2), True
    agrees = _name(given, given2)
    if agrees == DIFFERENT and one.first_code == other.first_code:
        agrees = PARTLY
    return agrees, _name(family, family2), False


def _spoken(person: Particulars) -> list[_Spoken]:
    """Given and family name: its parts, one spelling for both alphabets, its sound."""
    return list(zip(person.names, person.spellings, person.codes, strict=True))


def _name(one: _Spoken, other: _Spoken) -> str:
    (parts, _, code), (parts2, _, code2) = one, other
    if not code or not code2:
        return NOT_KNOWN
    if parts == parts2:
        return SAME
    if code == code2:
        return SAME_SOUND
    return SIMILAR if part_likeness(one[1:], other[1:]) >= _SIMILAR_FROM else DIFFERENT


def _years(one: BirthDate, other: BirthDate) -> str:
    if not one.year or not other.year:
        return NOT_KNOWN
    apart = abs(one.year - other.year)
    return SAME if apart == 0 else ONE_APART if apart == 1 else DIFFERENT


def _days(one: BirthDate, other: BirthDate) -> str:
    if not one.day_is_known or not other.day_is_known:
        return NOT_KNOWN
    if (one.month, one.day) == (other.month, other.day):
        return SAME
    if (one.month, one.day) == (other.day, other.month):
        return EXCHANGED
    return PARTLY if one.month == other.month or one.day == other.day else DIFFERENT


def _number(one: str | None, other: str | None) -> str:
    """One sign apart: mistyped, left out, or two neighbours exchanged."""
    if one and other and one != other and DamerauLevenshtein.distance(one, other) == 1:
        return ONE_APART
    return _plain(one, other)


def _plain(one: str | None, other: str | None) -> str:
    if not one or not other:
        return NOT_KNOWN
    return SAME if one == other else DIFFERENT
