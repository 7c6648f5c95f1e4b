"""What goes with a stay that is erased, though no reference leads there from it."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select

from casework.db import db
from casework.retention.subjects import Roots, register_further, register_words
from casework.shelter.models import Incident, IncidentStay


def register() -> None:
    """Incidents, with the stays that they were about."""
    register_further("incidents", incidents_left_alone)
    register_words("incidents", words_of_incidents)


def incidents_left_alone(reached: Mapping[str, Collection[UUID]]) -> Roots:
    """Incidents that concern nobody but people whose stays are erased."""
    stays = set(reached.get("stay", ()))
    if not stays:
        return {}
    about = select(IncidentStay.incident_id).where(IncidentStay.stay_id.in_(stays))
    rows = select(IncidentStay).where(IncidentStay.incident_id.in_(about))
    named: dict[UUID, set[UUID]] = {}
    for row in db.session.scalars(rows):
        named.setdefault(row.incident_id, set()).add(row.stay_id)
    return {"incident": {incident for incident, whom in named.items() if whom <= stays}}


def words_of_incidents(reached: Mapping[str, Collection[UUID]]) -> Collection[UUID]:
    """Incidents that somebody who is erased was named in with others: that it happened stays, for
    the others; its words and their key go with the first of them."""
    stays, gone = set(reached.get("stay", ())), set(reached.get("incident", ()))
    if not stays:
        return set()
    about = select(IncidentStay.incident_id).where(IncidentStay.stay_id.in_(stays))
    ids = set(db.session.scalars(about)) - gone
    for row in db.session.scalars(select(Incident).where(Incident.id.in_(ids))):
        row.report = None
    db.session.flush()
    return ids
