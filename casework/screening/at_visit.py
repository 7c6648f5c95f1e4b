"""Screenings of one visit: how many, which of them a reader may know, what came with the visit."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func, select

from casework.db import db
from casework.policy import Actor
from casework.screening.models import Screening
from casework.screening.queries import scope

STEPS = 5  # a pre-screen, the short form, the long one, and twice met again


def met_at(visit_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many people were met at each of several visits. For callers that were let into them."""
    wanted = (
        select(Screening.visit_id, func.count().label("met"))
        .where(Screening.visit_id.in_(set(visit_ids)))
        .group_by(Screening.visit_id)
    )
    return {row.visit_id: row.met for row in db.session.execute(wanted)}


def visit_id_of(screening: Screening) -> UUID | None:
    """The visit at which the person was met: of a form that goes one step further, or that repeats
    another, the visit of that one. Only the first of them counts as somebody met."""
    one: Screening | None = screening
    for _step in range(STEPS):
        if one is None or one.visit_id or not (earlier := one.answers.reveal().again):
            break
        one = db.session.scalar(select(Screening).where(Screening.reference == earlier))
    return one.visit_id if one else None


def others_than(screening: Screening) -> int:
    """How many others were met at the same workplace."""
    visit_id = visit_id_of(screening)
    return met_at([visit_id]).get(visit_id, 1) - 1 if visit_id else 0


def known_at(actor: Actor, visit_id: UUID) -> list[Screening]:
    """Those of one visit that the actor may know of by code, in the order in which they began: the
    own; for a focal point of the region those that were sent."""
    ids = db.session.scalars(select(Screening.id).where(Screening.visit_id == visit_id))
    return sorted(scope(actor, ids).values(), key=lambda one: (one.started_at, one.id))


def noted_for_all(screening: Screening) -> frozenset[str]:
    """The questions whose answer is still the one noted for the whole workplace."""
    answers = screening.answers.reveal()
    return frozenset(id for id in answers.carried if answers.is_noted_for_all(id))
