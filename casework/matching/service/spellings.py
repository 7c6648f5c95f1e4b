"""The list of spellings that staff keep: added, taken back, counted from then on."""

from sqlalchemy import func, select

from casework.audit import record
from casework.audit.catalogue import SpellingChanged
from casework.db import db, hold, take_turns
from casework.encryption.matching.aliases import MOST, as_name
from casework.encryption.matching.normalise import as_listed
from casework.encryption.matching.spellings import TURN, Spelling
from casework.jobs import enqueue
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.kernel.refusals import Conflict, NotPermitted, Refusal
from casework.policy import Actor, Permission, decide

RECOMPUTE = "matching.recompute"


class NotASpelling(Refusal):
    """One word in letters, of at most 60."""

    field = "spelling"


class NotAReading(Refusal):
    """A name in letters, of at most 60, and another than the spelling."""

    field = "reading"


class SpellingKnown(Conflict):
    """The spelling stands on the list; take it back first."""

    field = "spelling"


class ListFull(Conflict):
    """2,000 spellings: more would slow every search."""

    field = "spelling"


class WithdrawnAlready(Conflict):
    """Somebody took it back meanwhile."""


def add_spelling(spelling: str, reading: str, actor: Actor | None) -> Spelling:
    """Read a spelling as another name from now on; everybody's tokens are made anew by the worker.
    `actor` is None where an installation brings in its list by a command."""
    _permit(actor)
    word, name = (as_listed(one) if as_name(one) else "" for one in (spelling, reading))
    if not word or " " in word:
        raise NotASpelling()
    if not name or name == word:
        raise NotAReading()
    take_turns(TURN)
    current = select(func.count(Spelling.id)).where(Spelling.withdrawn_at.is_(None))
    if db.session.scalar(current.where(Spelling.spelling == word)):
        raise SpellingKnown()
    if (db.session.scalar(current) or 0) >= MOST:
        raise ListFull()
    added_by = actor.user_id if actor else None
    made = Spelling(
        id=new_id(), spelling=word, reading=name, added_at=clock.now(), added_by_id=added_by
    )
    db.session.add(made)
    _changed(made, "added", actor)
    return made


def withdraw_spelling(row: Spelling, actor: Actor) -> None:
    """Read it no longer; it stays on the list of what once counted."""
    _permit(actor)
    take_turns(TURN)
    hold(row)
    if row.withdrawn_at is not None:
        raise WithdrawnAlready()
    row.withdrawn_at, row.withdrawn_by_id, row.applied_at = clock.now(), actor.user_id, None
    _changed(row, "withdrawn", actor)


def _permit(actor: Actor | None) -> None:
    if actor is not None and not decide(actor, Permission.SPELLINGS_ADMINISTER).allowed:
        raise NotPermitted()


def _changed(row: Spelling, what: str, actor: Actor | None) -> None:
    db.session.flush()
    record(SpellingChanged(spelling_id=row.id, what=what), actor)  # type: ignore[arg-type]
    enqueue(RECOMPUTE)
