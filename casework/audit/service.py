"""Writing the log: `record` in the transaction of an act, `record_read` for what was looked at."""

from collections.abc import Callable

from casework.audit.events import Event
from casework.audit.pending import Recorded, keep
from casework.db import db, unit_of_work
from casework.kernel.clock import now
from casework.policy import Actor

WAITING = "audit_reads"
Watcher = Callable[[Event], None]

_watchers: list[Watcher] = []


def watch_events(watcher: Watcher) -> None:
    """Call `watcher(event)` for each event before it is kept; what it raises keeps the event from
    being written, and with it the act."""
    if watcher not in _watchers:
        _watchers.append(watcher)


def record(event: Event, actor: Actor | None) -> None:
    """Write an event into its stream, in the transaction that is open: both stand or both fall.

    `actor` is None for what the system does by itself and for a sign-in that failed. All events of
    a transaction are written as it commits (`pending`); outside a unit of work, RuntimeError.
    """
    _watched(event)
    keep(Recorded(event, actor.user_id if actor else None, now().replace(microsecond=0)))


def record_read(event: Event, actor: Actor | None) -> None:
    """Keep an event of a GET until the answer is ready; `flush_reads` writes it down."""
    _watched(event)
    db.session.info.setdefault(WAITING, []).append((event, actor))


def untraced_reads() -> int:
    """How many looks of this request are not written yet."""
    return len(db.session.info.get(WAITING, ()))


def forget_reads(kept: int) -> None:
    """Drop what came after the first `kept`: it was looked at, and will be shown to nobody."""
    del db.session.info.get(WAITING, [])[kept:]


def flush_reads() -> None:
    """Write what this request looked at, in one short transaction, before its answer leaves.

    The web layer calls it for every answer, also for one that refuses. When it fails the answer
    must not leave either: nothing sealed is shown without a trace.
    """
    waiting: list[tuple[Event, Actor | None]] = db.session.info.pop(WAITING, [])
    if not waiting:
        return
    with unit_of_work():
        for event, actor in waiting:
            record(event, actor)


def _watched(event: Event) -> None:
    for watcher in _watchers:
        watcher(event)
