"""Whether a house may still see who is to come, or who left: asked at each look.

A yes that is over, or was taken back, shows nothing from then on, also while no job runs; a vital
interest stands in for a yes until the person has answered. Whoever lives in a house stays visible
to it until they leave: it must keep them safe (decision 0020).
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from casework.cases.domain.consent import Purpose
from casework.cases.domain.gates import VITAL_INTEREST
from casework.cases.queries import agreed_today, answered_since
from casework.db import db
from casework.shelter.domain.track import COMING, LODGED, StayState
from casework.shelter.models import Stay


def still_told() -> ColumnElement[bool]:
    """The condition on a stay that its ground holds today."""
    question = Stay.case_id, Purpose.SERVICE.value, Stay.organisation_id
    return or_(
        agreed_today(*question),
        and_(Stay.basis == VITAL_INTEREST, ~answered_since(*question, Stay.requested_at)),
    )


def shown() -> ColumnElement[bool]:
    """The condition on a stay that its house sees it now."""
    resting = Stay.state.in_((*COMING, StayState.EXITED)) & Stay.taken_back_at.is_(None)
    return or_(Stay.state.in_(LODGED), resting & still_told())


def shown_now(ids: Iterable[UUID]) -> set[UUID]:
    """Those of these stays that their houses see."""
    return set(db.session.scalars(select(Stay.id).where(Stay.id.in_(set(ids)), shown())))


def told_now(ids: Iterable[UUID]) -> set[UUID]:
    """Those of these stays whose ground holds today."""
    return set(db.session.scalars(select(Stay.id).where(Stay.id.in_(set(ids)), still_told())))
