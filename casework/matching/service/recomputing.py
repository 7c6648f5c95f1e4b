"""Tokens made again: for everybody after the list of spellings changed, and for those whose match
root is an older one after that was renewed."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, update

from casework.audit import record
from casework.audit.catalogue import TokensRecomputed
from casework.cases import queries as cases
from casework.db import db, take_turns, unit_of_work
from casework.encryption.matching import (
    forget_tokens,
    persons_of_other_versions,
    record_tokens,
)
from casework.encryption.matching.spellings import TURN, Spelling, keep_up
from casework.kernel import clock

AT_ONCE = 200


def recompute() -> int:
    """Every recorded identity gets new tokens, 200 in a transaction; says how many. Run again after
    an interruption, it does the whole anew. What was added or taken back before it began is applied
    when it ends; a change meanwhile asks for a run of its own."""
    with unit_of_work() as session:
        waiting = select(Spelling.id, Spelling.withdrawn_at).where(Spelling.applied_at.is_(None))
        changed = list(session.execute(waiting))
        ids = cases.persons_with_identity()
    for start in range(0, len(ids), AT_ONCE):
        with unit_of_work():
            _anew(ids[start : start + AT_ONCE])
    with unit_of_work() as session:
        for id, withdrawn_at in changed:
            same = Spelling.id == id, Spelling.withdrawn_at.is_not_distinct_from(withdrawn_at)
            session.execute(update(Spelling).where(*same).values(applied_at=clock.now()))
        record(TokensRecomputed(count=len(ids)), None)
    return len(ids)


def recompute_old_tokens() -> Counter[int]:
    """The tokens of 200 persons whose match root is an older one, made under the one in use, in the
    transaction that is open; says how many of each version, nothing when none is left. Tokens
    without an identity behind them are left over, and go."""
    take_turns(TURN)
    stale = persons_of_other_versions(db.session, AT_ONCE)
    found = {one.person_id: one for one in cases.comparable(list(stale))}
    if stale:
        keep_up(db.session)
    for person_id in stale:
        if person_id in found:
            record_tokens(db.session, person_id, found[person_id].particulars)
        else:
            forget_tokens(db.session, person_id)
    return Counter(stale.values())


def catch_up() -> int:
    """Recompute when a change has not been applied: its message was lost with the queue, or the
    database came out of a backup. Says how many identities; 0 when everything is applied."""
    waiting = select(Spelling.id).where(Spelling.applied_at.is_(None)).limit(1)
    return recompute() if db.session.scalar(waiting) is not None else 0


def _anew(person_ids: Sequence[UUID]) -> None:
    """Nobody records an identity meanwhile, so that no older name takes the place of a newer."""
    take_turns(TURN)
    keep_up(db.session)
    for one in cases.comparable(person_ids):
        record_tokens(db.session, one.person_id, one.particulars)
