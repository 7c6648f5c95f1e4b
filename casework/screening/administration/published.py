"""What two people published here. A version never changes, so it is read once and kept by hash."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import literal, select, union_all

from casework.db import db
from casework.screening.administration.models import (
    PUBLISHED,
    InstrumentVersion,
    InstrumentWithdrawal,
)
from casework.screening.domain.instrument import Instrument
from casework.screening.loader import indicator_standard
from casework.screening.loader.documents import (
    DocumentUnreadable,
    from_json,
    hash_of,
    read_document,
)

WITHDRAWN = -1
KEPT_IN_MEMORY = 64

_REGISTER = union_all(
    select(
        InstrumentVersion.instrument_id, InstrumentVersion.number, InstrumentVersion.content_hash
    ).where(InstrumentVersion.state == PUBLISHED),
    select(
        InstrumentWithdrawal.instrument_id, literal(WITHDRAWN), InstrumentWithdrawal.content_hash
    ),
)


class NotAsPublished(Exception):
    """There is no such version, or its content is not what its hash says."""


Register = tuple[dict[str, list[str]], frozenset[tuple[str, str]]]


def register() -> Register:
    """The hashes published here by instrument, oldest first, and all withdrawn (id, hash)."""
    rows: list[tuple[str, int, str]] = sorted(
        (row[0], row[1], row[2]) for row in db.session.execute(_REGISTER)
    )
    withdrawn = frozenset((id, hash) for id, number, hash in rows if number == WITHDRAWN)
    published: dict[str, list[str]] = {}
    for id, number, hash in rows:
        if number != WITHDRAWN:
            published.setdefault(id, []).append(hash)
    return published, withdrawn


@lru_cache(maxsize=KEPT_IN_MEMORY)
def by_hash(content_hash: str) -> Instrument:
    """A version published here; NotAsPublished when there is none, or when it was altered."""
    stored = select(InstrumentVersion.document).where(
        InstrumentVersion.content_hash == content_hash, InstrumentVersion.state == PUBLISHED
    )
    text = db.session.scalar(stored.limit(1))
    try:
        document = from_json(text or "")
    except DocumentUnreadable:
        raise NotAsPublished(content_hash) from None
    if hash_of(document) != content_hash:
        raise NotAsPublished(content_hash)
    return read_document(document, indicator_standard())[0]
