"""Incidents: whole for the house, without people and words for the focal point of the region."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, false, select

from casework.db import db
from casework.kernel.ids import normalise_code
from casework.policy import Actor, Role
from casework.shelter.domain.records import GRAVE
from casework.shelter.models import Incident, IncidentStay

PAGE = 50


def incident_for(actor: Actor, ref: str) -> Incident | None:
    """An incident of the own houses; for a focal point, a grave one of the own regions."""
    code = normalise_code(ref)
    wanted = select(Incident).where(Incident.reference == code, _scope(actor))
    return db.session.scalar(wanted) if code else None


def incidents_of(actor: Actor) -> Sequence[Incident]:
    """The newest incidents that the actor may know of."""
    order = (Incident.recorded_at.desc(), Incident.id)
    return db.session.scalars(
        select(Incident).where(_scope(actor)).order_by(*order).limit(PAGE)
    ).all()


def grave_of_stay(stay_id: UUID) -> Sequence[Incident]:
    """The grave incidents that a stay was named in."""
    rows = select(Incident).join(IncidentStay, IncidentStay.incident_id == Incident.id)
    rows = rows.where(IncidentStay.stay_id == stay_id, Incident.severity >= GRAVE)
    return db.session.scalars(rows.order_by(Incident.recorded_at.desc())).all()


def incidents_by_ids(actor: Actor, ids: Collection[UUID]) -> dict[UUID, Incident]:
    """Those of several incidents that the actor may know of, for naming their tasks."""
    rows = select(Incident).where(Incident.id.in_(ids), _scope(actor))
    return {row.id: row for row in db.session.scalars(rows)}


def _scope(actor: Actor) -> ColumnElement[bool]:
    if actor.role is Role.SHELTER:
        return Incident.organisation_id == actor.organisation_id
    if actor.role is Role.FOCAL_POINT:
        grave = Incident.severity >= GRAVE
        return grave if actor.national else grave & Incident.region.in_(actor.regions)
    return false()
