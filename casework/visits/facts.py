"""Facts follow: where and in which sector a workplace was visited. Nothing of whom was met."""

from collections.abc import Iterator

from sqlalchemy import select

from casework.db import db
from casework.facts.domain import Handed, sector_class
from casework.facts.providers import handed_by, register_provider
from casework.facts.service import put
from casework.kernel import clock
from casework.visits.models import Visit


def hand_over(visit: Visit) -> None:
    """Tell the statistics of a visit, in the transaction that begins or corrects it."""
    one = handed(visit)
    put(one.kind, one.owner_id, one.month, one.classes)


def handed(visit: Visit) -> Handed:
    """The fact of a visit."""
    month = visit.started_at.astimezone(clock.MOROCCO).date().replace(day=1)
    said = {"region": visit.region, "sector": sector_class(visit.card.reveal().sector)}
    return Handed("visit", visit.id, month, said, visit.id)


def every_visit() -> Iterator[Handed]:
    """All visits again, the oldest first."""
    visits = db.session.scalars(select(Visit).order_by(Visit.started_at, Visit.id))
    return handed_by(visits, lambda visit: [handed(visit)])


def register() -> None:
    """Answer when all are asked for again."""
    register_provider("visit", every_visit)
