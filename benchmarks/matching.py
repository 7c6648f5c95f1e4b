"""Finding the same person again: how long a search takes, and how good it is.

A search makes the tokens of the person asked for and reads who shares one. What follows in a real
search, opening those records and comparing them, is shown beside it.
"""

import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from uuid import UUID, uuid4

from sqlalchemy import create_engine, insert
from sqlalchemy.orm import Session

from benchmarks.report import Verdict, milliseconds, table, verdicts
from casework.db import Base
from casework.encryption import Cipher, Keyring, RecordSeal, create_keyring, use_keyring
from casework.encryption.matching import (
    BirthDate,
    Particulars,
    candidates,
    likeness,
    search_tokens,
    tokens_for,
)
from tests.match_evaluation import Measured, evaluate, same_person

# Persons stored, and the milliseconds that 95 of 100 searches may take.
MOST_MS = {5_000: 1.0, 100_000: 5.0}
QUICK_SIZE, USUAL_SIZE, SEED = 200, 5_000, 27
BEFORE_FAMILY = ("", "Ben ", "Ait ", "Bou ", "Ou ")

_TOKENS = Base.metadata.tables["match_token"]
_SEAL = RecordSeal("person", "particulars_blob", Particulars)

People = dict[UUID, Particulars]


@dataclass
class Searched:
    """Seconds of each search, of opening and comparing what it found, and how many that were."""

    size: int
    seconds: list[float] = field(default_factory=list)
    comparing: list[float] = field(default_factory=list)
    found: list[int] = field(default_factory=list)

    def verdict(self) -> Verdict:
        """Against the target of its size."""
        what = f"a search among {self.size:,} persons, p95"
        return Verdict(what, _p95(self.seconds) * 1000, MOST_MS.get(self.size, 1.0), " ms")

    def rows(self) -> list[list[str]]:
        """For the table of times."""
        told = f"{median(self.found):.0f} candidates (up to {max(self.found)}), opened and compared"
        return [
            _row(f"{self.size:,} persons: tokens made, rows found", self.seconds),
            _row(f"{self.size:,} persons: {told}", self.comparing),
        ]


def run(quick: bool, full: bool) -> str:
    """Measure; a text with the figures. `full` adds 100,000 persons."""
    searches = 100 if quick else 1_000
    sizes = [QUICK_SIZE] if quick else [size for size in MOST_MS if full or size <= USUAL_SIZE]
    with tempfile.TemporaryDirectory(prefix="sanad-bench-") as folder:
        keyring = create_keyring(Path(folder) / "keyring.json", None)
        with use_keyring(keyring):
            found = [_searches(Path(folder), keyring, size, searches) for size in sizes]
    return "\n\n".join(
        [
            f"Matching: {searches:,} searches in each size, SQLite",
            verdicts([one.verdict() for one in found]),
            table(["", "median", "p95", "max"], [row for one in found for row in one.rows()]),
            _quality(evaluate(keyring)),
        ]
    )


def _searches(folder: Path, keyring: Keyring, size: int, searches: int) -> Searched:
    chance = random.Random(SEED)
    people = {uuid4(): _person(chance) for _number in range(size)}
    _kept, cipher = keyring.new_data_key("case", uuid4())
    records = {id: _SEAL.seal(cipher, id, one) for id, one in people.items()}
    measured = Searched(size)
    with Session(create_engine(f"sqlite:///{folder}/{size}.sqlite")) as session:
        _store(session, people)
        for stored in chance.choices(list(people.values()), k=searches):
            one = replace(stored)  # typed anew: its names are not coded yet
            began = perf_counter()
            found = candidates(session, search_tokens(one))
            between = perf_counter()
            _compare(one, cipher, {id: records[id] for id in found})
            measured.comparing.append(perf_counter() - between)
            measured.seconds.append(between - began)
            measured.found.append(len(found))
    return measured


def _compare(one: Particulars, cipher: Cipher, records: dict[UUID, bytes]) -> list[float]:
    return [likeness(one, _SEAL.open(cipher, id, blob)) for id, blob in records.items()]


def _store(session: Session, people: People) -> None:
    _TOKENS.create(session.connection())
    rows = [
        {"token": token, "person_id": id, "key_version": 1}
        for id, one in people.items()
        for token in tokens_for(one)
    ]
    session.connection().execute(insert(_TOKENS), rows)
    session.commit()


def _person(chance: random.Random) -> Particulars:
    """Names of the listed persons, put together anew; one date in seven is 1 January."""
    one, other = chance.choice(same_person())[0], chance.choice(same_person())[0]
    known = chance.random() < 6 / 7
    month, day = (chance.randint(1, 12), chance.randint(1, 28)) if known else (1, 1)
    return Particulars(
        given=one.given,
        family=chance.choice(BEFORE_FAMILY) + other.family,
        birth=BirthDate(chance.randint(1960, 2015), month, day),
        sex=one.sex,
        nationality=other.nationality,
        phone=f"06{chance.randint(0, 99_999_999):08d}" if chance.random() < 0.6 else None,
    )


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


def _row(what: str, times: Sequence[float]) -> list[str]:
    return [what, milliseconds(median(times)), milliseconds(_p95(times)), milliseconds(max(times))]


def _quality(found: Measured) -> str:
    rows = [
        ("precision at 0.87", 0.94, found.precision),
        ("recall at 0.87", 0.83, found.recall),
        ("recall for review", 0.92, found.review_recall),
    ]
    head = [f"{found.pairs} persons written twice, {found.others:,} others", "target", "", "met"]
    return table(
        head,
        [
            [what, f"≥ {least:.2f}", f"{value:.3f}", "yes" if value >= least else "NO"]
            for what, least, value in rows
        ],
    )
