"""Tokens made again for everybody, after the list of spellings changed."""

from collections.abc import Sequence
from uuid import UUID

from casework.audit import record
from casework.audit.catalogue import TokensRecomputed
from casework.cases import queries as cases
from casework.db import db, unit_of_work
from casework.encryption.matching import record_tokens

AT_ONCE = 200


def recompute() -> int:
    """Every recorded identity gets new tokens, 200 in a transaction; says how many. Run again after
    an interruption, it does the whole anew."""
    ids = cases.persons_with_identity()
    for start in range(0, len(ids), AT_ONCE):
        with unit_of_work():
            _anew(ids[start : start + AT_ONCE])
    with unit_of_work():
        record(TokensRecomputed(count=len(ids)), None)
    return len(ids)


def _anew(person_ids: Sequence[UUID]) -> None:
    for one in cases.comparable(person_ids):
        record_tokens(db.session, one.person_id, one.particulars)
