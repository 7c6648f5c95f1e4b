"""Lists of cases, a page at a time.

Where a filter or the order needs what lies sealed in the files, the database first narrows the list
to the files of this person, by everything that it knows of them; then the summary of each is
opened, `MOST_OPENED` at most, and the list is made of those that fit. So the time it takes hangs on
the person's own files alone, and nothing about a status or a risk is stored for the database to
find. How many were opened is written down.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, tuple_

from casework.audit import record_read
from casework.audit.catalogue import CardsOpened
from casework.cases.domain.card import CaseCard
from casework.cases.domain.summary import LONGEST_SILENCE, CaseSummary, fits, looks_inside
from casework.cases.models import Case
from casework.cases.queries.narrowing import taken, wanted
from casework.cases.queries.scope import case_by_code
from casework.cases.queries.summary import Summaries
from casework.db import db
from casework.encryption import preload_data_keys
from casework.policy import Actor, Role

PAGE = 25
MOST_OPENED = 2000
"""How many files one answer looks into. An organisation works a few hundred; where a person has
more, the list asks to be narrowed by something else first."""

ORDER = (Case.priority, Case.opened_at, Case.id)
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class CaseRow:
    """One line of a list: routing, the opened card, and for whoever reads the whole file its
    summary."""

    id: UUID
    code: str
    state: str
    priority: str
    region: str
    opened_at: datetime
    assignee_id: UUID | None
    card: CaseCard
    summary: CaseSummary | None


@dataclass(frozen=True)
class CasePage:
    """A page of a list; `older` is the code to go on after, if there is more; `total`: how many
    there are on all pages, None when there are too many to look into."""

    rows: tuple[CaseRow, ...]
    older: str | None
    total: int | None


class _TooMany(Exception):
    """More files than one answer looks into."""


def cases_page(
    actor: Actor, chosen: Mapping[str, str] = NOTHING, *, after: str = "", size: int = PAGE
) -> CasePage:
    """A page of the actor's cases, most urgent first, then longest open; or the longest without a
    contact first. What was chosen and is not offered to the actor narrows nothing. The cards (and
    summaries) of the rows are opened, and that is written down."""
    chosen, last = taken(actor, chosen), case_by_code(actor, after)
    summaries = Summaries()
    try:
        if looks_inside(chosen):
            found, total = _looked_into(actor, chosen, last, size, summaries)
        else:
            found, total = _asked_for(actor, chosen, last, size)
    except _TooMany:
        return CasePage((), None, None)
    finally:
        _note_looks(summaries, actor)
    rows = _opened(found[:size], actor, summaries)
    return CasePage(rows, rows[-1].code if len(found) > size else None, total)


def hidden_by(actor: Actor, chosen: Mapping[str, str]) -> list[tuple[str, int | None]]:
    """For each of the filters chosen, how many files there would be without it alone; None when
    they are too many to look into."""
    chosen = {name: value for name, value in taken(actor, chosen).items() if name != "sort"}
    summaries = Summaries()
    counted = [
        (name, _count(actor, {k: v for k, v in chosen.items() if k != name}, summaries))
        for name in chosen
    ]
    _note_looks(summaries, actor)
    return counted


def _count(actor: Actor, chosen: Mapping[str, str], summaries: Summaries) -> int | None:
    if not looks_inside(chosen):
        return _total(actor, chosen)
    try:
        return len(_fitting(actor, chosen, summaries))
    except _TooMany:
        return None


def _total(actor: Actor, chosen: Mapping[str, str]) -> int:
    return db.session.scalar(select(func.count(Case.id)).where(*wanted(actor, chosen))) or 0


def _asked_for(
    actor: Actor, chosen: Mapping[str, str], last: Case | None, size: int
) -> tuple[Sequence[Any], int]:
    """What the database finds by itself."""
    rows = _columns().where(*wanted(actor, chosen))
    if last is not None:
        rows = rows.where(tuple_(*ORDER) > (last.priority, last.opened_at, last.id))
    found = db.session.execute(rows.order_by(*ORDER).limit(size + 1)).all()
    return found, _total(actor, chosen)


def _looked_into(
    actor: Actor, chosen: Mapping[str, str], last: Case | None, size: int, summaries: Summaries
) -> tuple[Sequence[Any], int]:
    """What fits, by the summaries; of the rows of the page alone the rest is read. The page before
    ended with `last`: where that file would stand now, this one begins."""
    fitting = _fitting(actor, chosen, summaries)
    silent = chosen.get("sort") == LONGEST_SILENCE
    keys = {row.id: _key(row, summaries, silent) for row in fitting}
    if silent:
        fitting.sort(key=lambda row: keys[row.id])
    if last is not None:
        summaries.open([last])
        end = _key(last, summaries, silent)
        rest = [row for row in fitting if keys[row.id] > end]
    else:
        rest = fitting
    ids = [row.id for row in rest[: size + 1]]
    rows = {row.id: row for row in db.session.execute(_columns().where(Case.id.in_(ids)))}
    return [rows[case_id] for case_id in ids], len(fitting)


def _fitting(actor: Actor, chosen: Mapping[str, str], summaries: Summaries) -> list[Any]:
    candidates = select(Case.id, Case.priority, Case.opened_at, Case.summary_blob)
    candidates = candidates.where(*wanted(actor, chosen)).order_by(*ORDER).limit(MOST_OPENED + 1)
    rows = db.session.execute(candidates).all()
    if len(rows) > MOST_OPENED:
        raise _TooMany()
    summaries.open(rows)
    return [row for row in rows if fits(summaries.of(row.id), chosen)]


def _key(row: Any, summaries: Summaries, silent: bool) -> tuple[Any, ...]:
    """The place of a file in the list. With whom nobody has spoken yet comes first."""
    since = summaries.of(row.id).last_contact or date.min
    return (since if silent else date.min, row.priority, row.opened_at, row.id)


def _columns() -> Any:
    return select(
        Case.id,
        Case.code,
        Case.state,
        Case.priority,
        Case.region,
        Case.opened_at,
        Case.assignee_id,
        Case.card_blob,
        Case.summary_blob,
    )


def _note_looks(summaries: Summaries, actor: Actor) -> None:
    if summaries.count:
        record_read(CardsOpened(count=summaries.count, page="summaries"), actor)


def _opened(found: Iterable[Any], actor: Actor, summaries: Summaries) -> tuple[CaseRow, ...]:
    rows = list(found)
    preload_data_keys("case", [row.id for row in rows])
    whole = actor.role is Role.CASEWORKER
    if whole:
        summaries.open(rows)
    if rows:
        record_read(CardsOpened(count=len(rows)), actor)
    return tuple(
        CaseRow(
            id=row.id,
            code=row.code,
            state=row.state,
            priority=row.priority,
            region=row.region,
            opened_at=row.opened_at,
            assignee_id=row.assignee_id,
            card=Case.card.bind(row_id=row.id, owner_id=row.id, blob=row.card_blob).reveal(),
            summary=summaries.of(row.id) if whole else None,
        )
        for row in rows
    )
