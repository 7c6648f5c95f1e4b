"""Precision and recall of the whole way (tokens, then likeness) on invented persons.

`match_pairs.csv` holds persons written down twice. The pairs that are not the same person are made
of the same names, and are hard on purpose: siblings, cousins, namesakes, people who share a name
and a date, and many more twins than there are (one person in four instead of one in forty).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from casework.encryption import Keyring, use_keyring
from casework.encryption.matching import REVIEW, BirthDate, Particulars, likeness, search_tokens
from casework.matching.evaluation import DEFAULT as SURE
from casework.matching.evaluation import rates

LISTED = Path(__file__).parent / "unit" / "encryption" / "match_pairs.csv"

Pair = tuple[Particulars, Particulars]


@dataclass(frozen=True)
class Measured:
    """What came of it; `taken_for` counts the wrong alerts by kind of pair."""

    precision: float
    recall: float
    review_recall: float
    pairs: int
    others: int
    taken_for: Counter[str]


def _person(given: str, family: str, birth: str, sex: str, country: str) -> Particulars:
    year, *rest = (int(number) for number in birth.split("-"))
    return Particulars(given, family, BirthDate(year, *rest), sex, country)


@cache
def same_person() -> tuple[Pair, ...]:
    """The listed persons, each written down twice."""
    lines = [line.split("|") for line in LISTED.read_text("utf-8").splitlines() if line[0] != "#"]
    return tuple((_person(*line[:5]), _person(*line[5:])) for line in lines)


def _strangers(person: Particulars, steps: tuple[int, ...]) -> Iterator[Particulars]:
    """Others of the same sex whose names do not sound the same, further down the list."""
    people = [
        two
        for _, two in same_person()
        if two.sex == person.sex
        and two.codes[0] != person.codes[0]
        and two.codes[1] != person.codes[1]
    ]
    yield from (people[step % len(people)] for step in steps)


def other_persons() -> Iterator[tuple[str, Particulars, Particulars]]:
    """Two persons who are not the same, and in what they are alike."""
    for place, (one, two) in enumerate(same_person()):
        month = 1 + (two.birth.month or 5) % 12
        same_year = BirthDate(two.birth.year, month, 17)
        for other in _strangers(two, (place + 3,)):
            yield "one name, one date", one, replace(two, family=other.family)
            if place % 4 == 0:
                yield "twins", one, replace(two, given=other.given)
        for other in _strangers(two, (place + 5, place + 20, place + 41)):
            yield "siblings", one, replace(two, given=other.given, birth=other.birth)
            yield "cousins", one, replace(two, given=other.given, birth=same_year)
            yield "neighbours", one, replace(two, family=other.family, birth=same_year)
            yield "one date", one, replace(other, birth=two.birth)
            if abs((other.birth.year or 0) - (one.birth.year or 0)) > 2:
                yield "namesakes", one, replace(two, birth=other.birth)


def _likeness_if_found(pair: Pair) -> float:
    """0 when the two share no token: they would never be compared."""
    one, two = pair
    shared = set(search_tokens(one)) & set(search_tokens(two))
    return likeness(one, two) if shared else 0.0


def evaluate(keyring: Keyring) -> Measured:
    """Every pair, as a search with this keyring would find and score it."""
    with use_keyring(keyring):
        same = [_likeness_if_found(pair) for pair in same_person()]
        other = [(kind, _likeness_if_found((one, two))) for kind, one, two in other_persons()]
    scored = [(True, score) for score in same] + [(False, score) for _kind, score in other]
    sure, review = (rates(scored, len(same), least) for least in (SURE, REVIEW))
    return Measured(
        precision=sure["precision"] or 0.0,
        recall=sure["recall"] or 0.0,
        review_recall=review["recall"] or 0.0,
        pairs=len(same),
        others=len(other),
        taken_for=Counter(kind for kind, score in other if score >= SURE),
    )
