"""Finding the same person again: its cost among 5,000 to 1,000,000 persons, and how good it is.

A search makes the tokens of the person asked for and reads who shares one. What follows in a real
search, opening those records and comparing them, is shown beside it; and so is the CPU of the
search, because on a shared machine the clock also counts the turns of other programs.
"""

import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, thread_time
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, create_engine
from sqlalchemy.orm import Session

from benchmarks.persons import Record, persons, stream
from benchmarks.report import Verdict, milliseconds, table, verdicts
from casework.encryption import Cipher, Keyring, RecordSeal, create_keyring, use_keyring
from casework.encryption.matching import (
    MatchToken,
    Particulars,
    candidates,
    likeness,
    record_tokens,
    search_tokens,
)
from casework.matching.evaluation import evaluate, store_tokens
from casework.matching.reading import known
from tests import match_evaluation

# Persons stored, and the milliseconds that 95 of 100 searches may take.
MOST_MS = {5_000: 1.0, 100_000: 5.0, 1_000_000: None}
QUICK_SIZE, USUAL_SIZE, SEED = 200, 5_000, 27
WRITTEN = 200  # identities recorded, for what recording costs

_TOKENS = cast(Table, MatchToken.__table__)
_SEAL = RecordSeal("person", "particulars_blob", Particulars)


@dataclass
class Searched:
    """Seconds of each search, of the CPU it took, of opening and comparing what it found, of
    recording one person; how many were found; bytes of the index."""

    size: int
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    comparing: list[float] = field(default_factory=list)
    recording: list[float] = field(default_factory=list)
    found: list[int] = field(default_factory=list)
    stored_bytes: int = 0

    def verdict(self) -> Verdict | None:
        """Against the target of its size, if it has one."""
        if (most := MOST_MS.get(self.size, 1.0)) is None:
            return None
        return Verdict(
            f"a search among {self.size:,} persons, p95", _p95(self.seconds) * 1000, most, " ms"
        )

    def rows(self) -> list[list[str]]:
        """For the table of times."""
        told = f"{median(self.found):.0f} candidates (up to {max(self.found)}), opened and compared"
        return [
            _row(f"{self.size:,} persons: tokens made, rows found", self.seconds),
            _row(f"{self.size:,} persons: CPU of the same", self.cpu),
            _row(f"{self.size:,} persons: {told}", self.comparing),
            _row(f"{self.size:,} persons: the tokens of one recorded", self.recording),
        ]


def run(quick: bool, full: bool, million: bool = False) -> str:
    """Measure; a text with the figures. `full` adds 100,000 persons, `million` 1,000,000 too."""
    searches = 100 if quick else 1_000
    most = 1_000_000 if million else 100_000 if full else USUAL_SIZE
    sizes = [QUICK_SIZE] if quick else [size for size in MOST_MS if size <= most]
    with tempfile.TemporaryDirectory(prefix="sanad-bench-") as folder:
        keyring = create_keyring(Path(folder) / "keyring.json", None)
        with use_keyring(keyring):
            found = [_searches(Path(folder), keyring, size, searches) for size in sizes]
        of_pairs = match_evaluation.evaluate(keyring)
    return "\n\n".join(
        [
            f"Matching: {searches:,} searches in each size, SQLite",
            verdicts([verdict for one in found if (verdict := one.verdict())]),
            table(["", "median", "p95", "max"], [row for one in found for row in one.rows()]),
            _growth(found),
            _quality(of_pairs, quick),
        ]
    )


def _searches(folder: Path, keyring: Keyring, size: int, searches: int) -> Searched:
    chance = random.Random(SEED)
    _kept, cipher = keyring.new_data_key("case", UUID(int=0))
    measured = Searched(size)
    path = folder / f"{size}.sqlite"
    with Session(create_engine(f"sqlite:///{path}")) as session:
        session.connection().exec_driver_sql("PRAGMA cache_size = -500000")  # to build it sooner
        _TOKENS.create(session.connection())
        store_tokens(session, ((UUID(int=place), one) for place, one in enumerate(_people(size))))
        session.connection().exec_driver_sql("PRAGMA cache_size = -2000")  # as it is by default
        measured.stored_bytes = path.stat().st_size
        first = list(_people(min(size, 3 * searches)))
        for one in chance.sample(first, min(searches, len(first))):
            _search(session, one, cipher, measured)
        for number, one in enumerate(_people(WRITTEN, SEED + 1)):
            began = perf_counter()
            record_tokens(session, UUID(int=size + number), one)
            session.commit()
            measured.recording.append(perf_counter() - began)
    return measured


def _search(session: Session, one: Particulars, cipher: Cipher, measured: Searched) -> None:
    """The records that share a token are those of namesakes: the same is opened for each."""
    began, worked = perf_counter(), thread_time()
    found = candidates(session, search_tokens(one))
    between = perf_counter()
    measured.cpu.append(thread_time() - worked)
    records = {id: _SEAL.seal(cipher, id, one) for id in found}
    ready = perf_counter()
    _compare(one, cipher, records)
    measured.comparing.append(perf_counter() - ready)
    measured.seconds.append(between - began)
    measured.found.append(len(found))


def _compare(one: Particulars, cipher: Cipher, records: dict[UUID, bytes]) -> list[float]:
    return [likeness(one, _SEAL.open(cipher, id, blob)) for id, blob in records.items()]


def _people(size: int, seed: int = SEED) -> Iterator[Particulars]:
    return (_particulars(one) for one in islice(stream(seed), size))


def _particulars(one: Record) -> Particulars:
    return known(vars(one)).person


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


def _row(what: str, times: Sequence[float]) -> list[str]:
    return [what, milliseconds(median(times)), milliseconds(_p95(times)), milliseconds(max(times))]


def _growth(found: Sequence[Searched]) -> str:
    """What grows with the number of persons, against the smallest."""
    first = found[0]
    rows = [
        [
            f"{one.size:,}",
            f"{one.stored_bytes / 1e6:,.1f} MB",
            f"{one.stored_bytes / one.size:,.0f}",
            f"{one.stored_bytes / first.stored_bytes:.1f} ×",
            f"{median(one.seconds) / median(first.seconds):.1f} ×",
            f"{_p95(one.seconds) / _p95(first.seconds):.1f} ×",
            f"{median(one.recording) / median(first.recording):.1f} ×",
        ]
        for one in found
    ]
    head = ["persons", "index", "bytes each", "index", "search", "search p95", "recording"]
    return table(head, rows)


def _quality(of_pairs: match_evaluation.Measured, quick: bool) -> str:
    size = QUICK_SIZE if quick else USUAL_SIZE
    of_list: Any = evaluate([known(vars(one)) for one in persons(size)])["thresholds"]
    rows = [
        ("precision at 0.87", 0.94, of_list["0.87"]["precision"], of_pairs.precision),
        ("recall at 0.87", 0.83, of_list["0.87"]["recall"], of_pairs.recall),
        ("recall for review", 0.92, of_list["0.70"]["recall"], of_pairs.review_recall),
    ]
    pairs = f"{of_pairs.pairs} written twice, {of_pairs.others:,} look-alikes"
    return table(
        ["", "target", f"{size:,} persons, 10 % twice", pairs, "met"],
        [
            [what, f"≥ {least:.2f}", f"{one or 0:.3f}", f"{two:.3f}", _yes(least, one, two)]
            for what, least, one, two in rows
        ],
    )


def _yes(least: float, *values: float | None) -> str:
    return "yes" if all(value is not None and value >= least for value in values) else "NO"
