"""What goes with a stay that is erased, though no reference leads there from it; and the daily log
of a house, which may name anybody and is nobody's."""

from collections.abc import Collection, Mapping
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, delete, exists, select

from casework.db import db
from casework.retention.schedules import house_log_from
from casework.retention.subjects import (
    Mention,
    Roots,
    register_further,
    register_mentions,
    register_words,
)
from casework.shelter.models import UNIT_KEY, Incident, IncidentStay, LogEntry, Stay


def register() -> None:
    """Incidents, with the stays that they were about; and where else somebody may be named."""
    register_mentions("house_log", log_of_their_time)
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


def log_of_their_time(cases: Collection[UUID]) -> list[Mention]:
    """The daily logs of the houses in which somebody was, from their first day to their last, where
    anything is left of them: they may name everybody who lived there."""
    written = exists().where(
        LogEntry.owner_kind == UNIT_KEY,
        LogEntry.owner_id == Stay.unit_id,
        LogEntry.written_at >= Stay.arrived_at,
        (LogEntry.written_at <= Stay.ended_at) | Stay.ended_at.is_(None),
    )
    rows = select(Stay.organisation_id, Stay.arrived_at, Stay.ended_at)
    found = rows.where(Stay.case_id.in_(set(cases)), written).order_by(Stay.arrived_at)
    return [
        Mention("house_log", row.organisation_id, first=row.arrived_at, last=row.ended_at)
        for row in db.session.execute(found)
    ]


def forget_old_log() -> int:
    """Delete the lines of the daily logs that were kept long enough. How many."""
    old = delete(LogEntry).where(
        LogEntry.owner_kind == UNIT_KEY, LogEntry.written_at < house_log_from()
    )
    return cast(CursorResult[Any], db.session.execute(old)).rowcount
