"""Fictional persons in any number, some of them written down twice: the list for evaluating.

`python -m benchmarks.persons 5000 > persons.csv` gives the list that `flask match evaluate` reads.
Names come from `names.csv`, common ones more often; a family often stands in front of "Ben" or
"Ait". A second record is what a second office writes: another spelling or script, a slip of the
pen, given and family name exchanged, a date half known or its day and month exchanged, another or
a mistyped telephone. No number can be dialled.
"""

import csv
import random
import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields, replace
from functools import cache
from itertools import count
from pathlib import Path

SEED, DUPLICATES = 27, 0.10
HERE = Path(__file__).parent
GROUPS = (("moroccan", 0.58), ("west_african", 0.37), ("asian", 0.05))
COUNTRIES = {
    "moroccan": ("MA",),
    "west_african": ("CI", "GN", "ML", "SN", "CM", "NG", "GH", "GM", "BF", "SL"),
    "asian": ("PH", "ID", "BD"),
}
BEFORE_FAMILY = {"moroccan": ("", "", "", "", "", "", "Ben ", "Ait ", "Bou ")}
SECOND_GIVEN = 0.12
ANOTHER_SPELLING, ANOTHER_SCRIPT = 0.45, 0.22
SLIP, EXCHANGED_NAMES = 0.22, 0.04
LETTERS = {False: "aeioubdfhklmnrst", True: "ابدرسعفكلمنهوي"}


@dataclass(frozen=True)
class Record:
    """One record of the list. `person` is the truth."""

    id: str
    person: str
    given_name: str
    family_name: str
    birth_date: str
    sex: str
    nationality: str
    phone: str
    document: str


@dataclass(frozen=True)
class Name:
    """One name and how it is written."""

    latin: tuple[str, ...]
    arabic: tuple[str, ...]


def persons(size: int, seed: int = SEED, duplicates: float = DUPLICATES) -> list[Record]:
    """`size` records, of which this share says something a second time; the same for a seed."""
    chance = random.Random(seed)
    twice = round(size * duplicates)
    written = [person(chance, number) for number in range(size - twice)]
    again = chance.sample(written, twice) if twice <= len(written) else written
    written += [_written_again(chance, one, number) for number, one in enumerate(again)]
    chance.shuffle(written)
    return written


def person(chance: random.Random, number: int) -> Record:
    """Somebody, as a first office writes them down."""
    group = _one_of(chance, GROUPS)
    sex = chance.choice(("female", "female", "male"))
    year, month, day = chance.randint(1960, 2015), chance.randint(1, 12), chance.randint(1, 28)
    given = _common(chance, (sex, group)).latin[0]
    if chance.random() < SECOND_GIVEN:
        given = f"{given} {_common(chance, (sex, group)).latin[0]}"
    before = chance.choice(BEFORE_FAMILY.get(group, ("",)))
    return Record(
        id=f"r{number}",
        person=f"p{number}",
        given_name=given,
        family_name=before + _common(chance, ("family", group)).latin[0],
        birth_date=_date(chance, year, month, day),
        sex=sex,
        nationality=chance.choice(COUNTRIES[group]),
        phone=f"06000{chance.randint(0, 99_999):05d}" if chance.random() < 0.45 else "",
        document=f"X{chance.randint(0, 9_999_999):07d}" if chance.random() < 0.25 else "",
    )


def _date(chance: random.Random, year: int, month: int, day: int) -> str:
    """Mostly known; one in nine a year only, some a month, some 1 January."""
    known = chance.random()
    if known < 0.11:
        return f"{year}"
    if known < 0.14:
        return f"{year}-{month:02d}"
    return f"{year}-01-01" if known < 0.17 else f"{year}-{month:02d}-{day:02d}"


def _written_again(chance: random.Random, one: Record, number: int) -> Record:
    """The same person at a second office."""
    arabic = chance.random() < ANOTHER_SCRIPT
    given, family = (
        _slipped(chance, _spelled(chance, text, arabic))
        for text in (one.given_name, one.family_name)
    )
    if chance.random() < 0.35 and " " in given and not given.lower().startswith("abd"):
        given = given.split(" ")[0]
    if chance.random() < EXCHANGED_NAMES:
        given, family = family, given
    return replace(
        one,
        id=f"d{number}",
        given_name=given,
        family_name=family,
        birth_date=_date_again(chance, one.birth_date),
        sex=one.sex if chance.random() < 0.96 else "",
        nationality=one.nationality if chance.random() < 0.90 else "",
        phone=_phone_again(chance, one.phone),
        document=one.document if chance.random() < 0.5 else "",
    )


def _spelled(chance: random.Random, text: str, arabic: bool) -> str:
    """Each name of the text in the other script, or perhaps in another spelling."""
    words = []
    for word in _names_in(text):
        name = _by_spelling().get(word)
        if name is None:
            words.append(_PREFIXES[word] if arabic else word)
        elif arabic:
            words.append(chance.choice(name.arabic))
        else:
            words.append(chance.choice(name.latin) if chance.random() < ANOTHER_SPELLING else word)
    return " ".join(words)


def _names_in(text: str) -> Iterator[str]:
    """The names that a text is put together of; "El Idrissi" is one."""
    words = text.split(" ")
    while words:
        for size in range(len(words), 0, -1):
            if size == 1 or " ".join(words[:size]) in _by_spelling():
                yield " ".join(words[:size])
                words = words[size:]
                break


def _slipped(chance: random.Random, text: str) -> str:
    """Now and then a letter left out, doubled, exchanged with its neighbour, or another."""
    if chance.random() >= SLIP or len(text) < 4:
        return text
    at = chance.randrange(1, len(text) - 1)
    other = chance.choice(LETTERS[not text.isascii() and "\u0621" <= text[at] <= "\u064a"])
    return chance.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + other + text[at + 1 :],
        )
    )


def _date_again(chance: random.Random, date: str) -> str:
    """What a second office makes of a date: the same in six of ten."""
    fault, (year, *rest) = chance.random(), date.split("-")
    if fault < 0.60:
        return date
    if fault < 0.70:
        return year
    if len(rest) < 2:
        return f"{year}-01-01"
    month, day = rest
    if fault < 0.80 and int(day) <= 12:
        return f"{year}-{day}-{month}"
    if fault < 0.88:
        return f"{year}-{month}-{chance.randint(1, 28):02d}"
    if fault < 0.96:
        return f"{int(year) + chance.choice((-1, 1))}-{month}-{day}"
    return f"{year}-01-01"


def _phone_again(chance: random.Random, phone: str) -> str:
    """The same, with the country before it, with a wrong digit, or none."""
    kind = chance.random()
    if not phone or kind < 0.3:
        return ""
    if kind < 0.6:
        return phone
    if kind < 0.8:
        return f"+212 {phone[1:4]} {phone[4:]}"
    at = chance.randrange(5, len(phone))
    return phone[:at] + str((int(phone[at]) + chance.randint(1, 9)) % 10) + phone[at + 1 :]


@cache
def _names() -> dict[tuple[str, str], tuple[Name, ...]]:
    found: dict[tuple[str, str], list[Name]] = {}
    for line in (HERE / "names.csv").read_text("utf-8").splitlines():
        if line and line[0] != "#":
            kind, group, latin, arabic = line.split(",")
            name = Name(*(tuple(_words(spellings)) for spellings in (latin, arabic)))
            found.setdefault((kind, group), []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def _words(spellings: str) -> Iterator[str]:
    return (word.replace("_", " ") for word in spellings.split())


@cache
def _by_spelling() -> dict[str, Name]:
    """Names by their first spelling; the records of first offices use only these."""
    return {name.latin[0]: name for names in _names().values() for name in names}


_PREFIXES = {"Ben": "بن", "Ait": "أيت", "Bou": "بو"}


@cache
def _weights(size: int) -> tuple[float, ...]:
    """The first names of a list are commoner: the tenth is a third as common as the first."""
    return tuple(1 / (4 + place) for place in range(size))


def _common(chance: random.Random, of: tuple[str, str]) -> Name:
    names = _names()[of]
    return chance.choices(names, _weights(len(names)))[0]


def _one_of(chance: random.Random, shares: tuple[tuple[str, float], ...]) -> str:
    return chance.choices([name for name, _ in shares], [share for _, share in shares])[0]


def stream(seed: int = SEED) -> Iterator[Record]:
    """First records without end, for measuring great numbers."""
    chance = random.Random(seed)
    return (person(chance, number) for number in count())


def main(arguments: list[str]) -> None:
    """Print a list of so many records."""
    writer = csv.writer(sys.stdout)
    writer.writerow([field.name for field in fields(Record)])
    size, seed = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else SEED
    writer.writerows(astuple(one) for one in persons(size, seed))


if __name__ == "__main__":
    main(sys.argv[1:])
