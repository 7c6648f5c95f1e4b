"""Who reads a file in an emergency, and until when: under a seal that nobody makes without keys."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from casework.accounts import seals
from casework.db import db
from casework.kernel import clock
from casework.oversight.models import UrgentAccess

KIND = "urgent_access"


def seal_access(access: UrgentAccess) -> None:
    """Whoever opens one, or ends it before, calls it."""
    access.seal = seals.made(KIND, *_sealed(access))


def access_fits(access: UrgentAccess) -> bool:
    """Whether Sanad opened it, for this person and until then."""
    return seals.fits(access.seal, KIND, *_sealed(access))


def touched_accesses() -> Iterator[UUID]:
    """The cases that somebody could read now if seals were not looked at."""
    running = select(UrgentAccess).where(UrgentAccess.ends_at > clock.now())
    for access in db.session.scalars(running):
        if not access_fits(access):
            yield access.case_id


def _sealed(access: UrgentAccess) -> tuple[object, ...]:
    return access.id, access.case_id, access.user_id, access.ends_at
