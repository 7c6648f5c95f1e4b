"""Reads of what follows a screening: who is to be met again, what is to review, what was not sent.

Always through the scope of who asks, like `queries`. The level stands sealed in the card, so a list
by level opens the cards of what waits and keeps those that fit.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from casework.db import db
from casework.kernel import clock
from casework.kernel.ids import normalise_code
from casework.policy import Actor, Role
from casework.screening.domain.finding import Band
from casework.screening.domain.track import DRAFT, FLAGGED, SCREENED, WATCH
from casework.screening.models import BandChange, Screening, ScreeningRevision
from casework.screening.queries import ScreeningRow, in_regions, of_author, opened_rows, row_columns

MOST = 200
_BY_DEADLINE = (Screening.due_at, Screening.id)


def watched(actor: Actor) -> tuple[ScreeningRow, ...]:
    """Who is to be met again: of a focal point's regions, or of one's own; the soonest first."""
    mine = _own_or_region(actor)
    wanted = row_columns().where(mine, Screening.state == WATCH, Screening.seen_again_id.is_(None))
    found = db.session.execute(wanted.order_by(*_BY_DEADLINE).limit(MOST)).all()
    return opened_rows(found, actor, "watch")


def watch_head(actor: Actor, size: int) -> tuple[list[Screening], int]:
    """The first of them and how many there are, without opening anything."""
    mine = and_(_own_or_region(actor), Screening.state == WATCH, Screening.seen_again_id.is_(None))
    wanted = select(Screening).where(mine).order_by(*_BY_DEADLINE).limit(size)
    count = select(func.count()).select_from(Screening).where(mine)
    return list(db.session.scalars(wanted)), db.session.scalar(count) or 0


def to_review(actor: Actor, what: str = "") -> tuple[ScreeningRow, ...]:
    """What a focal point has to look at twice: lowerings that wait, levels "to review", corrections
    to read. `what` names one of them: lowering, level or correction."""
    lowerings, corrections = _waiting_lowerings(), _unread_corrections()
    doubtful = and_(Screening.state.in_((SCREENED, FLAGGED)), Screening.case_id.is_(None))
    kinds = {
        "lowering": Screening.id.in_(lowerings),
        "correction": Screening.id.in_(corrections),
        "level": doubtful,
    }
    chosen = [kinds[what]] if what in kinds else list(kinds.values())
    wanted = row_columns().where(in_regions(actor), or_(*chosen))
    found = db.session.execute(wanted.order_by(*_BY_DEADLINE).limit(MOST)).all()
    rows = opened_rows(found, actor, "review")
    sure = set() if what == "level" else _ids(lowerings, corrections)
    return tuple(row for row in rows if row.id in sure or row.card.band == Band.C.value)


def marks_of(rows: Iterable[ScreeningRow]) -> dict[UUID, set[str]]:
    """Why each of some screenings is to be reviewed."""
    ids = {row.id for row in rows}
    lowered = set(db.session.scalars(_waiting_lowerings().where(BandChange.screening_id.in_(ids))))
    corrected = set(
        db.session.scalars(_unread_corrections().where(ScreeningRevision.screening_id.in_(ids)))
    )
    return {
        row.id: {
            mark
            for mark, holds in (
                ("lowering", row.id in lowered),
                ("correction", row.id in corrected),
                ("level", row.card.band == Band.C.value),
            )
            if holds
        }
        for row in rows
    }


def late_draft(actor: Actor, reference: str) -> Screening | None:
    """A draft of the actor's regions that was not sent in time. Its routing only may be shown:
    nobody but its author reads a draft."""
    named = normalise_code(reference)
    if named is None or actor.role is not Role.FOCAL_POINT:
        return None
    return db.session.scalar(
        select(Screening).where(
            in_regions(actor),
            Screening.reference == named,
            Screening.state == DRAFT,
            Screening.due_at < clock.now(),
        )
    )


def late_drafts(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """The references of those of some drafts that were not sent in time."""
    wanted = select(Screening.id, Screening.reference).where(
        in_regions(actor),
        Screening.id.in_(set(ids)),
        Screening.state == DRAFT,
        Screening.due_at < clock.now(),
    )
    return {row.id: row.reference for row in db.session.execute(wanted)}


def _own_or_region(actor: Actor) -> ColumnElement[bool]:
    if actor.role is Role.FOCAL_POINT:
        return in_regions(actor)
    return of_author(actor)


def _waiting_lowerings() -> Select[UUID]:
    return select(BandChange.screening_id).where(
        BandChange.direction == "lower", BandChange.decision.is_(None)
    )


def _unread_corrections() -> Select[UUID]:
    return select(ScreeningRevision.screening_id).where(ScreeningRevision.standing == "addition")


def _ids(*wanted: Select[UUID]) -> set[UUID]:
    return {id for one in wanted for id in db.session.scalars(one)}
