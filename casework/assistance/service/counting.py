"""Counting people as they come, one tap each, and hearing a sample of them later."""

from casework.accounts.domain.organisations import SERVICES, Kind
from casework.assistance import queries
from casework.assistance.domain.counting import (
    FIRST,
    HOUSEHOLD,
    NATIONALITY,
    NEED,
    PEOPLE,
    PEOPLE_CELLS,
    REFERRAL,
    REPEAT,
    SIDE,
    VISIT,
    Batch,
    Monitoring,
    check_heard_after,
)
from casework.assistance.domain.lists import (
    MET_AFTERWARDS,
    NEEDS,
    OTHER_NATIONALITY,
    SIDE_ACTIVITIES,
)
from casework.assistance.domain.records import Counts
from casework.assistance.domain.refusals import NobodyWaits, NothingToUndo, SheetCounted
from casework.assistance.domain.track import DONE
from casework.assistance.models import CountedBatch, Operation, Tally
from casework.assistance.service.meeting import ask_to_meet
from casework.assistance.service.operations import changed, take
from casework.audit import record
from casework.audit.catalogue import OperationChanged
from casework.cases.queries import today
from casework.db import db, hold, hold_as_shown
from casework.kernel import clock
from casework.kernel.refusals import NotPermitted, Refusal
from casework.policy import Actor, Permission, decide

CELLS = {
    PEOPLE: frozenset(PEOPLE_CELLS),
    NEED: frozenset(NEEDS),
    SIDE: frozenset(SIDE_ACTIVITIES),
    REFERRAL: frozenset(f"{service}:{kind.value}" for service in SERVICES for kind in Kind),
    VISIT: frozenset({FIRST, REPEAT, HOUSEHOLD}),
}


class UnknownCell(Refusal):
    """One of the cells of the tables."""


def count(row: Operation, table: str, cell: str, by: int, actor: Actor) -> int:
    """One more (or, to undo a slip, one less) of a cell; gives the new number."""
    return count_many(row, table, cell, 1 if by > 0 else -1, actor)


def count_many(row: Operation, table: str, cell: str, number: int, actor: Actor) -> int:
    """So many more of a cell, as from a counting sheet on paper. Two phones may count at the same
    moment: each count is taken under the lock of the distribution."""
    _known(table, cell)
    take(row, actor)
    tally, cells = _opened(row)
    total = cells.get(f"{table} {cell}", 0) + number
    if total < 0:
        raise NothingToUndo()
    _close(row, tally, {**cells, f"{table} {cell}": total})
    return total


def keep(row: Operation, batch: Batch, actor: Actor) -> None:
    """Take in what a phone counted without a network. The key belongs to the distribution, not to
    whoever sends it or when: sent again, by anybody, days later, it counts no more. Where somebody
    else undid the same count meanwhile, nobody is left of it, not less than nobody."""
    _take_in(row, batch, actor)


def take_sheet(row: Operation, batch: Batch, actor: Actor) -> None:
    """Take in a sheet of paper. Whoever types one in a second time is told so: unlike a phone they
    may have meant another one."""
    if not _take_in(row, batch, actor):
        raise SheetCounted()


def _take_in(row: Operation, batch: Batch, actor: Actor) -> bool:
    """Whether the batch was new: one that was taken before changes nothing."""
    for table, cell in batch.counts:
        _known(table, cell)
    take(row, actor)
    if db.session.get(CountedBatch, (row.id, batch.key)) is not None:
        return False
    db.session.add(CountedBatch(operation_id=row.id, key=batch.key, taken_at=clock.now()))
    tally, cells = _opened(row)
    for (table, cell), number in batch.counts.items():
        key = f"{table} {cell}"
        cells[key] = max(0, cells.get(key, 0) + number)
    _close(row, tally, cells)
    return True


def met(row: Operation, actor: Actor) -> None:
    """One of those who agreed to be met was met, by a caseworker of the same house. That is all
    that is written down."""
    hold(row)
    if not decide(actor, Permission.DISTRIBUTION_MEET, row.resource()).allowed:
        raise NotPermitted()
    tally, cells = _opened(row)
    if not queries.reach_of(row.id).to_be_met:
        raise NobodyWaits()
    key = f"{SIDE} {MET_AFTERWARDS}"
    _close(row, tally, {**cells, key: cells.get(key, 0) + 1})
    record(OperationChanged(operation_id=row.id, what="met"), actor)


def _opened(row: Operation) -> tuple[Tally, dict[str, int]]:
    tally = queries.tally_of(row.id)
    assert tally is not None and tally.counts is not None  # noqa: S101 - made with its operation
    hold(tally)
    return tally, dict(tally.counts.reveal().cells)


def _close(row: Operation, tally: Tally, cells: dict[str, int]) -> None:
    tally.counts = Counts(cells)
    db.session.flush()
    ask_to_meet(row)


def monitor(row: Operation, answers: Monitoring, actor: Actor, expected_version: int) -> None:
    """What a sample said two to four weeks after a distribution that is done."""
    hold_as_shown(row, expected_version)
    allowed = decide(actor, Permission.DISTRIBUTION_WORK, row.resource()).allowed
    if not allowed or row.state != DONE:
        raise NotPermitted()
    check_heard_after(row.on, today())
    answers.check(queries.reach_of(row.id).total)
    row.monitoring = answers
    changed(row, "monitoring", actor)


def _known(table: str, cell: str) -> None:
    if table == NATIONALITY:
        known = cell == OTHER_NATIONALITY or (len(cell) == 2 and cell.isalpha() and cell.isupper())
    else:
        known = cell in CELLS.get(table, frozenset())
    if not known:
        raise UnknownCell()
