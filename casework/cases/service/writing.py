"""What every act on a case file does first and last: may they, is it still what they saw."""

from collections.abc import Collection
from functools import cache
from hashlib import sha256
from typing import Any, cast

from sqlalchemy import bindparam, func, select

from casework.audit import record
from casework.audit.catalogue import CaseFileChanged
from casework.cases.domain.pathway import CLOSED
from casework.cases.models import Case, InOrder
from casework.db import db, hold_as_shown, while_held
from casework.kernel.refusals import Conflict, NotPermitted, Refusal
from casework.policy import Actor, Permission, decide


class UnknownCode(Refusal):
    """A code outside its list (`part` in the codes)."""


class CaseClosed(Conflict):
    """A closed case can be read, not changed; the person can still say no, take a consent back and
    have a document deleted. It is reopened with its history."""


class CaseMerged(Conflict):
    """A file merged into another can be read, not changed: work goes on in the one that leads."""


def allow(actor: Actor, permission: Permission, case: Case) -> None:
    """Refuse an actor who does not hold the permission on this case."""
    if not decide(actor, permission, case.resource()).allowed:
        raise NotPermitted()


def take(
    case: Case,
    actor: Actor,
    permission: Permission,
    expected_version: int | None = None,
    *,
    closed_too: bool = False,
) -> None:
    """Lock the case for a change: permitted, not changed since it was shown, not closed."""
    hold_as_shown(case, expected_version)
    allow(actor, permission, case)
    if case.state == CLOSED and not closed_too:
        raise CaseClosed()
    if not closed_too:
        refuse_merged(case)


def refuse_merged(case: Case) -> None:
    """Say no to whoever would work in a file that another one leads."""
    if case.merged_into_id is not None:
        raise CaseMerged()


def moved_on(case: Case) -> None:
    """The file is not what it was: forms opened before are stale."""
    case.version += 1


def of_list(code: str, codes: Collection[str], part: str) -> str:
    """The code, if its list has it."""
    if code not in codes:
        raise UnknownCode(part=part)
    return code


def digest_of(blob: bytes | None) -> str | None:
    """What the trace keeps of a sealed value: the digest of the sealed bytes."""
    return sha256(blob).hexdigest() if blob else None


def note_change(case: Case, part: str, blob: bytes | None, actor: Actor) -> None:
    """Write into the trace that a part of the file was written."""
    record(CaseFileChanged(case_id=case.id, part=part, digest=digest_of(blob)), actor)


def next_seq(records: type[InOrder], case: Case) -> int:
    """The number of the next record of its kind in this case; the case is locked."""
    known = while_held(case)
    last: int | None = known.get(records) if known else None
    number = (_last_seq(records, case) if last is None else last) + 1
    if known is not None:
        known[records] = number
    return number


def _last_seq(records: type[InOrder], case: Case) -> int:
    session = db.session
    mine = (row for row in session.new if isinstance(row, records) and row.case_id == case.id)
    with session.no_autoflush:
        last: int | None = session.scalar(_last_of(cast(Any, records)), {"of_case": case.id})
    return max([last or 0, *(row.seq for row in mine)])


@cache
def _last_of(records: Any) -> Any:
    """Prepared once for each kind of record."""
    return select(func.max(records.seq)).where(records.case_id == bindparam("of_case"))
