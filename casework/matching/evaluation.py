"""How well, and how fast, the same person is found again: measured on a list with the truth in it.

The tokens and the score are those of the product. The database and the keyring live in a folder
that is thrown away; names are compared in memory and never stored.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import fmean, median, quantiles
from time import perf_counter
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, create_engine, insert
from sqlalchemy.orm import Session

from casework.encryption import create_keyring, use_keyring
from casework.encryption.matching import (
    CANDIDATES,
    REVIEW,
    STRONG,
    MatchToken,
    Particulars,
    candidates,
    likeness,
    search_tokens,
    tokens_for,
)

DEFAULT = 0.87  # what an evaluation calls a match; people are asked to look from REVIEW on
THRESHOLDS = (REVIEW, DEFAULT, STRONG)
_AT_ONCE = 500_000
_tokens = cast(Table, MatchToken.__table__)


@dataclass(frozen=True)
class Known:
    """One record of the list. `truth` says which records are one person; it is only compared."""

    truth: str
    person: Particulars


@dataclass
class Found:
    """What the searches gave: each pair that shares a token, once, with its score."""

    scores: dict[tuple[int, int], float]
    others: list[int]
    seconds: list[float]


def evaluate(records: Sequence[Known]) -> dict[str, Any]:
    """The figures of a list: precision and recall by threshold, candidates, time of a search."""
    with _stored([one.person for one in records]) as session:
        found = _searched(session, records)
    same = [records[one].truth == records[two].truth for one, two in found.scores]
    true_pairs = _pairs(records)
    return {
        "records": len(records),
        "pairs": true_pairs,
        "thresholds": {
            f"{least:.2f}": rates(zip(same, found.scores.values(), strict=True), true_pairs, least)
            for least in THRESHOLDS
        },
        "candidates_per_record": round(fmean(found.others), 3),
        "search_ms": _milliseconds(found.seconds),
    }


def rates(
    scored: Iterable[tuple[bool, float]], true_pairs: int, least: float
) -> dict[str, float | None]:
    """Precision and recall of the pairs that score `least` or more; None where nothing divides."""
    taken = [same for same, score in scored if score >= least]
    right = sum(taken)
    return {
        "precision": round(right / len(taken), 4) if taken else None,
        "recall": round(right / true_pairs, 4) if true_pairs else None,
    }


@contextmanager
def _stored(people: Sequence[Particulars]) -> Iterator[Session]:
    """A throw-away database with the tokens of these people; a person's id is their place."""
    with tempfile.TemporaryDirectory(prefix="sanad-match-") as folder:
        keyring = create_keyring(Path(folder) / "keyring.json", None)
        engine = create_engine(f"sqlite:///{folder}/tokens.sqlite")
        with use_keyring(keyring), Session(engine) as session:
            _tokens.create(session.connection())
            store_tokens(session, ((UUID(int=place), one) for place, one in enumerate(people)))
            yield session
        engine.dispose()


def store_tokens(session: Session, people: Iterable[tuple[UUID, Particulars]]) -> None:
    """Store the tokens of many people, some thousands at once, in the order of the index."""
    rows = ((token, person_id) for person_id, one in people for token in tokens_for(one))
    while batch := sorted(islice(rows, _AT_ONCE)):
        session.connection().execute(
            insert(_tokens),
            [{"token": token, "person_id": who, "key_version": 1} for token, who in batch],
        )
    session.commit()


def _searched(session: Session, records: Sequence[Known]) -> Found:
    """Every record looked for among all others, as if it were typed now."""
    found = Found({}, [], [])
    for place, one in enumerate(records):
        fresh = _typed_anew(one.person)
        began = perf_counter()
        ids = candidates(session, search_tokens(fresh), CANDIDATES + 1)
        others = [id_.int for id_ in ids if id_.int != place][:CANDIDATES]
        found.seconds.append(perf_counter() - began)
        found.others.append(len(others))
        for other in others:
            pair = (min(place, other), max(place, other))
            if pair not in found.scores:
                found.scores[pair] = likeness(one.person, records[other].person)
    return found


def _typed_anew(person: Particulars) -> Particulars:
    """The same, with nothing coded yet: a search begins with what somebody typed."""
    return Particulars(
        person.given,
        person.family,
        person.birth,
        person.sex,
        person.nationality,
        person.phone,
        person.document,
    )


def _pairs(records: Sequence[Known]) -> int:
    """How many pairs of records are one person."""
    counts: dict[str, int] = {}
    for one in records:
        counts[one.truth] = counts.get(one.truth, 0) + 1
    return sum(count * (count - 1) // 2 for count in counts.values())


def _milliseconds(seconds: Sequence[float]) -> Mapping[str, float]:
    last = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    return {"median": round(median(seconds) * 1000, 3), "p95": round(last * 1000, 3)}
