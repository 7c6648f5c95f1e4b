"""How much two descriptions look like one person: 0 to 1, in parts that can be explained.

0.62 name + 0.38 date of birth, then sex, nationality, phone and document add or take a little.
From 0.95 a strong alert, from 0.70 for review, below dropped. A score is never a decision.
"""

from typing import Final

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from casework.encryption.matching.particulars import BirthDate, Particulars

STRONG: Final = 0.95
REVIEW: Final = 0.70

_NAME, _DATE = 0.62, 0.38
_DATE_UNKNOWN: Final = 0.45
_SWAPPED: Final = 0.02
_STRANGE, _FAMILIAR = 0.5, 0.7
_BOTH_KNOW_THE_YEAR_ONLY: Final = (0.80, 0.55, 0.40)  # same year, one apart, two apart
_ONE_KNOWS_THE_YEAR_ONLY: Final = (0.70, 0.55, 0.40)
_SOUND: Final = 0.55
_TELLING_CODE: Final = 3  # consonants; a shorter code is shared by too many names to count fully


def likeness(one: Particulars, other: Particulars) -> float:
    """The likeness of two persons, from 0 to 1."""
    date = date_likeness(one.birth, other.birth)
    total = _NAME * name_likeness(one, other)
    total += _DATE * (_DATE_UNKNOWN if date is None else date)
    total += _agreement(one.sex, other.sex, same=0.0, differs=-0.12)
    total += _agreement(one.nationality, other.nationality, same=0.02, differs=-0.08)
    total += _agreement(one.phone_digits, other.phone_digits, same=0.15, differs=-0.02)
    total += _agreement(one.document_number, other.document_number, same=0.25, differs=-0.04)
    return min(1.0, max(0.0, total))


def name_likeness(one: Particulars, other: Particulars) -> float:
    """Given with given and family with family, or the two exchanged, whichever is closer."""
    (given, family), (given2, family2) = (
        tuple(zip(person.spellings, person.codes, strict=True)) for person in (one, other)
    )
    straight = _both(part_likeness(given, given2), part_likeness(family, family2))
    swapped = _both(part_likeness(given, family2), part_likeness(family, given2)) - _SWAPPED
    return max(straight, swapped, 0.0)


def _both(one: float, other: float) -> float:
    """The mean, less something when one half is a stranger's: a shared first name is common."""
    return (one + other) / 2 - _STRANGE * max(0.0, _FAMILIAR - min(one, other))


def date_likeness(one: BirthDate, other: BirthDate) -> float | None:
    """None when a year is unknown; allows for exchanged day and month, one slip, 1 January."""
    if not one.year or not other.year:
        return None
    years = abs(one.year - other.year)
    if not one.day_is_known or not other.day_is_known:
        return _year_likeness(years, one.day_is_known or other.day_is_known)
    same_day = (one.month, one.day) == (other.month, other.day)
    if years == 0:
        return 1.0 if same_day else _same_year(one, other)
    if same_day:
        return 0.85 if years == 1 else 0.45
    return 0.0


def _year_likeness(years: int, one_day_is_known: bool) -> float:
    likeness_by_years = _ONE_KNOWS_THE_YEAR_ONLY if one_day_is_known else _BOTH_KNOW_THE_YEAR_ONLY
    return likeness_by_years[years] if years < len(likeness_by_years) else 0.0


def _same_year(one: BirthDate, other: BirthDate) -> float:
    if (one.month, one.day) == (other.day, other.month):
        return 0.95
    return 0.80 if one.month == other.month or one.day == other.day else 0.25


def part_likeness(one: tuple[str, str], other: tuple[str, str]) -> float:
    """Likeness of one spelling and code with another: letters, lifted by an equal sound."""
    (spelling, code), (spelling2, code2) = one, other
    letters = JaroWinkler.normalized_similarity(spelling, spelling2)
    sound = DamerauLevenshtein.normalized_similarity(code, code2)
    if sound > 0.6:
        weight = _SOUND * min(1.0, max(len(code), len(code2)) / _TELLING_CODE)
        return max(letters, (1 - weight) * letters + weight * sound)
    return 0.6 * letters + 0.4 * sound


def _agreement(one: str | None, other: str | None, *, same: float, differs: float) -> float:
    if not one or not other:
        return 0.0
    return same if one == other else differs
