"""Reads of screenings, always through the scope of who asks.

Whoever screens sees their own; a focal point those of their regions once they were sent. Nobody
else sees any; and nobody one of whose case they know the people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, false, func, or_, select, tuple_

from casework.audit import record_read
from casework.audit.catalogue import CardsOpened
from casework.cases.queries import in_conflict
from casework.db import db
from casework.encryption import preload_data_keys
from casework.kernel import clock
from casework.kernel.ids import normalise_code
from casework.policy import Actor, Role
from casework.screening import library
from casework.screening.domain.instrument import Instrument
from casework.screening.domain.interview import Interview
from casework.screening.domain.record import ScreeningCard
from casework.screening.domain.track import DRAFT, FLAGGED, SCREENED
from casework.screening.models import BandChange, Screening

PAGE = 25
_URGENCY = (Screening.priority, Screening.due_at, Screening.sent_at, Screening.id)
ANSWERS_SHOWN = timedelta(days=14)


def unconflicted(user: Any) -> ColumnElement[bool]:
    """Not the screening of a case with which this user has a conflict of interest."""
    return or_(Screening.case_id.is_(None), Screening.case_id.not_in(in_conflict(user)))


# Prepared once: every page and act of a screening begins with one of them.
_NAMED = select(Screening).where(
    Screening.reference == bindparam("named"), unconflicted(bindparam("reader"))
)
_OWN = _NAMED.where(Screening.author_id == bindparam("author"))
_SENT = _NAMED.where(Screening.state != DRAFT)
_SENT_HERE = _SENT.where(Screening.region.in_(bindparam("regions", expanding=True)))
_PENDING = select(BandChange).where(
    BandChange.screening_id == bindparam("of_screening"),
    BandChange.decision.is_(None),
    BandChange.direction == "lower",
)


@dataclass(frozen=True)
class ScreeningRow:
    """One line of a list: routing, and the opened card. `case` is the code of the case, if any."""

    id: UUID
    reference: str
    state: str
    priority: str | None
    region: str
    started_at: datetime
    saved_at: datetime
    due_at: datetime
    case_id: UUID | None
    sent_at: datetime | None
    answered_at: datetime | None
    triaged_at: datetime | None
    card: ScreeningCard


@dataclass(frozen=True)
class ScreeningPage:
    """A page of a list; `older` is the reference to go on after, if there is more."""

    rows: tuple[ScreeningRow, ...]
    older: str | None


def own_screening(actor: Actor, reference: str) -> Screening | None:
    """A screening of the actor's own, whatever its state."""
    return _found(_OWN, reference, author=actor.user_id, reader=actor.user_id)


def sent_screening(actor: Actor, reference: str) -> Screening | None:
    """A screening that was sent, in one of the actor's regions."""
    if actor.role is not Role.FOCAL_POINT:
        return None
    if actor.national:
        return _found(_SENT, reference, reader=actor.user_id)
    return _found(_SENT_HERE, reference, regions=list(actor.regions), reader=actor.user_id)


def scope(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Screening]:
    """Those of some screenings that the actor may know of: the own, or sent in their regions."""
    seen = and_(in_regions(actor), Screening.state != DRAFT)
    mine = or_(of_author(actor), seen)
    found = db.session.scalars(select(Screening).where(Screening.id.in_(set(ids)), mine))
    return {screening.id: screening for screening in found}


def references_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The references of several screenings at once, for the journal. Nothing else of them."""
    wanted = select(Screening.id, Screening.reference).where(Screening.id.in_(set(ids)))
    return {row.id: row.reference for row in db.session.execute(wanted)}


def instrument_of(screening: Screening) -> Instrument:
    """The very version the answers were given to; one that was altered since is refused."""
    return library.version_of(
        screening.instrument_id, screening.instrument_version, screening.instrument_hash
    )


def interview_of(screening: Screening) -> Interview:
    """The interview as far as it went. Opens the sealed answers: the caller writes that down."""
    return Interview(instrument_of(screening), screening.answers.reveal().responses)


def repeated_by(screening: Screening) -> Screening | None:
    """The sent screening of the same person by the same author that this one repeats, if it was of
    the same kind. For callers that were let into this one."""
    reference = screening.answers.reveal().again
    author = screening.author_id
    before = _found(_OWN, reference, author=author, reader=author) if reference else None
    if before is None or before.state == DRAFT:
        return None
    return before if before.instrument_id == screening.instrument_id else None


def own_page(actor: Actor, *, after: str = "", size: int = PAGE) -> ScreeningPage:
    """A page of the actor's own screenings, the newest first."""
    wanted = row_columns().where(of_author(actor))
    if (last := own_screening(actor, after)) is not None:
        key = tuple_(Screening.started_at, Screening.id)
        wanted = wanted.where(key < (last.started_at, last.id))
    wanted = wanted.order_by(Screening.started_at.desc(), Screening.id.desc())
    return _page(wanted, size, actor, "screenings")


def last_province(actor: Actor) -> str:
    """Where the actor last met somebody, so that it is chosen already; "" before the first time."""
    wanted = row_columns().where(Screening.author_id == actor.user_id)
    newest = wanted.order_by(Screening.started_at.desc(), Screening.id.desc()).limit(1)
    rows = opened_rows(db.session.execute(newest).all(), actor, "new")
    return rows[0].card.province if rows else ""


def own_drafts(actor: Actor, size: int) -> tuple[tuple[ScreeningRow, ...], int]:
    """The actor's drafts, the one saved last first, and how many there are."""
    mine = and_(Screening.author_id == actor.user_id, Screening.state == DRAFT)
    wanted = row_columns().where(mine).order_by(Screening.saved_at.desc(), Screening.id).limit(size)
    return opened_rows(db.session.execute(wanted).all(), actor, "screenings"), _count(mine)


def own_answers(actor: Actor, size: int) -> list[Screening]:
    """The actor's screenings that a focal point answered lately, the newest answer first."""
    wanted = (
        select(Screening)
        .where(of_author(actor))
        .where(Screening.answered_at > clock.now() - ANSWERS_SHOWN)
        .order_by(Screening.answered_at.desc(), Screening.id)
        .limit(size)
    )
    return list(db.session.scalars(wanted))


def own_awaiting(actor: Actor) -> int:
    """How many of the actor's own screenings were sent and not answered yet."""
    sent = and_(Screening.state != DRAFT, Screening.answered_at.is_(None))
    return _count(and_(Screening.author_id == actor.user_id, sent))


def queue_late(actor: Actor) -> int:
    """How many in the queue have waited longer than they may."""
    return _count(and_(in_regions(actor), _waiting(), Screening.due_at < clock.now()))


def queue_page(actor: Actor, *, after: str = "", size: int = PAGE) -> ScreeningPage:
    """A page of what waits for a focal point: most urgent first, then by deadline."""
    wanted = row_columns().where(in_regions(actor), _waiting())
    if (last := sent_screening(actor, after)) is not None:
        wanted = wanted.where(
            tuple_(*_URGENCY) > (last.priority, last.due_at, last.sent_at, last.id)
        )
    wanted = wanted.order_by(*_URGENCY)
    return _page(wanted, size, actor, "queue")


def queue_head(actor: Actor, size: int) -> tuple[list[Screening], int]:
    """The first rows of the queue and its length, without opening anything."""
    mine = and_(in_regions(actor), _waiting())
    wanted = select(Screening).where(mine)
    wanted = wanted.order_by(*_URGENCY).limit(size)
    return list(db.session.scalars(wanted)), _count(mine)


def lowerings_to_decide(actor: Actor, size: int) -> tuple[list[Screening], int]:
    """Screenings whose lowering waits for somebody else than who asked for it and who screened."""
    waiting = select(BandChange.screening_id).where(
        BandChange.direction == "lower",
        BandChange.decision.is_(None),
        BandChange.requested_by_id != actor.user_id,
    )
    mine = and_(in_regions(actor), Screening.id.in_(waiting), Screening.author_id != actor.user_id)
    wanted = select(Screening).where(mine).order_by(Screening.due_at, Screening.id).limit(size)
    return list(db.session.scalars(wanted)), _count(mine)


def band_changes(screening: Screening) -> tuple[BandChange, ...]:
    """Every change of the band that was asked for, in order."""
    wanted = select(BandChange).where(BandChange.screening_id == screening.id)
    return tuple(db.session.scalars(wanted.order_by(BandChange.requested_at, BandChange.id)))


def pending_lowering(screening: Screening) -> BandChange | None:
    """The lowering that waits for a second focal point, if any."""
    return db.session.scalar(_PENDING, {"of_screening": screening.id})


def screening_of_case(case_id: UUID) -> Screening | None:
    """The screening a case opened from. For callers that were let into the case."""
    return db.session.scalar(select(Screening).where(Screening.case_id == case_id))


def _found(wanted_row: Select[Screening], reference: str, **whose: Any) -> Screening | None:
    wanted = normalise_code(reference)
    if wanted is None or not wanted.startswith("F-"):
        return None
    return db.session.scalar(wanted_row, {"named": wanted, **whose})


def in_regions(actor: Actor) -> ColumnElement[bool]:
    """The regions a focal point answers for, without the cases whose people they know; nothing for
    anybody else."""
    if actor.role is not Role.FOCAL_POINT:
        return false()
    there = Screening.id.is_not(None) if actor.national else Screening.region.in_(actor.regions)
    return and_(there, unconflicted(actor.user_id))


def of_author(actor: Actor) -> ColumnElement[bool]:
    """What the actor screened, without the cases whose people they know."""
    return and_(Screening.author_id == actor.user_id, unconflicted(actor.user_id))


def _waiting() -> ColumnElement[bool]:
    unopened = and_(Screening.state == FLAGGED, Screening.case_id.is_(None))
    return or_(Screening.state == SCREENED, unopened)


def _count(mine: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Screening).where(mine)) or 0


def row_columns() -> Any:
    """What a list needs of each screening."""
    return select(
        Screening.id,
        Screening.reference,
        Screening.state,
        Screening.priority,
        Screening.region,
        Screening.started_at,
        Screening.saved_at,
        Screening.due_at,
        Screening.case_id,
        Screening.sent_at,
        Screening.answered_at,
        Screening.triaged_at,
        Screening.card_blob,
    )


def _page(wanted: Select[Any], size: int, actor: Actor, page: str) -> ScreeningPage:
    found = db.session.execute(wanted.limit(size + 1)).all()
    older = found[size - 1].reference if len(found) > size else None
    return ScreeningPage(opened_rows(found[:size], actor, page), older)


def opened_rows(rows: Iterable[Row[Any]], actor: Actor, page: str) -> tuple[ScreeningRow, ...]:
    """Rows with their cards opened; that they were is written down."""
    found = list(rows)
    preload_data_keys("screening", [row.id for row in found])
    if found:
        record_read(CardsOpened(count=len(found), page=page), actor)
    return tuple(
        ScreeningRow(
            **{name: row._mapping[name] for name in row._mapping if name != "card_blob"},
            card=_card(row),
        )
        for row in found
    )


def _card(row: Row[Any]) -> ScreeningCard:
    sealed = Screening.card.bind(row_id=row.id, owner_id=row.id, blob=row.card_blob)
    card: ScreeningCard = sealed.reveal()
    return card
