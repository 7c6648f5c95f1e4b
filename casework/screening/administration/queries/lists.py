"""Lists of questionnaires, of what waits for a second person, and of examples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from casework.accounts import queries as accounts
from casework.db import db
from casework.policy import Actor, Role
from casework.screening import library
from casework.screening.administration.models import (
    DISCARDED,
    DRAFT,
    PROPOSED,
    InstrumentExample,
    InstrumentVersion,
)
from casework.screening.administration.queries.pages import read_row, versions
from casework.screening.domain.instrument import Instrument
from casework.screening.loader import published_instruments
from casework.screening.models import Screening


@dataclass(frozen=True)
class InstrumentRow:
    """One line of the list. `version` is the one that is offered, if any."""

    id: str
    instrument: Instrument
    offered: bool
    in_use: bool
    drafts: int
    proposed: int


def listed() -> tuple[InstrumentRow, ...]:
    """All instruments, those offered first."""
    offered = {instrument.id: instrument for instrument in library.offered()}
    shipped = {instrument.id: instrument for instrument in published_instruments().values()}
    open_rows = db.session.scalars(versions().where(InstrumentVersion.state != DISCARDED)).all()
    waiting = {row.instrument_id: row for row in open_rows}
    used = _in_use()
    return tuple(
        InstrumentRow(
            id=id,
            instrument=offered.get(id) or shipped.get(id) or read_row(waiting[id])[0],
            offered=id in offered,
            in_use=id in used,
            drafts=_count(open_rows, id, DRAFT),
            proposed=_count(open_rows, id, PROPOSED),
        )
        for id in [*offered, *sorted({*shipped, *waiting} - {*offered})]
    )


def in_use(content_hash: str) -> bool:
    """Whether any screening was begun with this very version. How many is nobody's business."""
    used = select(Screening.id).where(Screening.instrument_hash == content_hash).limit(1)
    return db.session.scalar(used) is not None


def to_publish(actor: Actor) -> list[InstrumentVersion]:
    """The versions that wait for a second person, the actor's own left out."""
    waiting = versions().where(
        InstrumentVersion.state == PROPOSED, InstrumentVersion.author_id != actor.user_id
    )
    return list(db.session.scalars(waiting.order_by(InstrumentVersion.proposed_at)))


def own_drafts(actor: Actor) -> list[InstrumentVersion]:
    """The actor's drafts and what they have proposed, the latest first."""
    mine = versions().where(
        InstrumentVersion.state.in_((DRAFT, PROPOSED)),
        InstrumentVersion.author_id == actor.user_id,
    )
    return list(db.session.scalars(mine.order_by(InstrumentVersion.saved_at.desc())))


def rows_by_id(ids: Iterable[UUID]) -> dict[UUID, InstrumentVersion]:
    """Several versions at once, for naming tasks."""
    found = db.session.scalars(versions().where(InstrumentVersion.id.in_(set(ids))))
    return {row.id: row for row in found}


def readers(author_id: UUID) -> list[tuple[UUID, str]]:
    """Who may publish what somebody wrote: other administrators, and national focal points."""
    found = [*accounts.administrators(), *accounts.national_focal_points()]
    return [(user.id, user.display_name) for user in found if user.id != author_id]


def example_for(actor: Actor, example_id: UUID) -> InstrumentExample | None:
    """One example written here, for administrators."""
    if actor.role is not Role.ADMINISTRATOR:
        return None
    return db.session.get(InstrumentExample, example_id)


def examples_of(instrument_id: str) -> list[InstrumentExample]:
    """The examples written here for an instrument, by title."""
    mine = select(InstrumentExample).where(InstrumentExample.instrument_id == instrument_id)
    return list(db.session.scalars(mine.order_by(InstrumentExample.title, InstrumentExample.id)))


def _in_use() -> set[str]:
    return set(db.session.scalars(select(Screening.instrument_id).distinct()))


def _count(rows: Iterable[InstrumentVersion], id: str, state: str) -> int:
    return sum(row.instrument_id == id and row.state == state for row in rows)
