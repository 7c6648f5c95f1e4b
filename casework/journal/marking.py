"""Files that are watched: decoys, and files that somebody may be curious about.

Every opening of one gives alarm. The database holds a keyed digest only, so that whoever reads it
does not learn which files to leave alone.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy import func, select

from casework.audit import record
from casework.audit.catalogue import WatchedFileChanged
from casework.db import db
from casework.encryption import Root, current_keyring
from casework.journal.models import WatchedFile
from casework.kernel import clock
from casework.policy import Actor

Pairs = Callable[[], Iterable[tuple[UUID, UUID]]]

_apart: list[Pairs] = []
_uncounting: list[Callable[[UUID], None]] = []


def register_apart(pairs: Pairs) -> None:
    """Features say here which account must have nothing to do with which record."""
    if pairs not in _apart:
        _apart.append(pairs)


def register_uncounting(leave_out: Callable[[UUID], None]) -> None:
    """How a decoy is taken out of what is counted; whoever knows all that hangs on it says so."""
    if leave_out not in _uncounting:
        _uncounting.append(leave_out)


def kept_apart() -> frozenset[tuple[UUID, UUID]]:
    """Accounts and the records of people they know."""
    return frozenset(pair for pairs in _apart for pair in pairs())


def is_watched(record_id: UUID) -> bool:
    """Whether openings of this record give alarm."""
    return db.session.get(WatchedFile, _digest(record_id)) is not None


def how_many() -> int:
    """How many files are watched."""
    return db.session.scalar(select(func.count()).select_from(WatchedFile)) or 0


def watch(record_id: UUID, actor: Actor, *, watched: bool) -> None:
    """Watch a file, or watch it no more. Said twice it changes nothing. The log says that somebody
    did so, and not which file it was: it is read by those whom the watch is about."""
    row = db.session.get(WatchedFile, _digest(record_id))
    if (row is not None) == watched:
        return
    if row is None:
        today = clock.now().astimezone(clock.MOROCCO).date()
        db.session.add(WatchedFile(digest=_digest(record_id), marked_on=today))
    else:
        db.session.delete(row)
    db.session.flush()
    record(WatchedFileChanged(what="added" if watched else "removed"), actor)


def watch_decoy(record_id: UUID, actor: Actor) -> None:
    """Watch the file of an invented person, and count it in no number from now on."""
    watch(record_id, actor, watched=True)
    for leave_out in _uncounting:
        leave_out(record_id)
    record(WatchedFileChanged(what="decoy"), actor)


def _digest(record_id: UUID) -> bytes:
    return current_keyring().mac(Root.AUDIT, "watched/v1", record_id.bytes)
