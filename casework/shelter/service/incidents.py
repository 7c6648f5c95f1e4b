"""Incidents in a house: written down, told within the hour when grave, followed to their end."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from casework.audit import record
from casework.audit.catalogue import IncidentChanged, IncidentRecorded
from casework.db import db, free_code, hold, hold_as_shown
from casework.encryption import create_data_key
from casework.kernel import clock
from casework.kernel.ids import new_id, reference
from casework.kernel.refusals import ReasonMissing, StepNotPossible
from casework.kernel.workflow import Span
from casework.policy import Actor
from casework.shelter import queries
from casework.shelter.domain.records import GRAVE, IncidentReport
from casework.shelter.models import INCIDENT_KEY, UNIT_KEY, Incident, IncidentStay, ShelterUnit
from casework.shelter.service import steps
from casework.tasks.service import complete_tasks, open_task
from casework.workflow.service import due

ALERT_WITHIN = timedelta(hours=1)
ALERT_TASK, FOLLOW_TASK = "heed_incident", "follow_incident"
FOLLOW_WITHIN = Span(days=7)
AT_ONCE = 200


def report(
    unit: ShelterUnit,
    severity: int,
    what: IncidentReport,
    refs: Collection[str],
    actor: Actor,
) -> Incident:
    """Seal what happened. From severity 3 on the duty officer of the region and whoever has the
    cases of the people named are told within the hour, by a neutral message."""
    at = clock.now()
    row = Incident(
        id=new_id(),
        reference=free_code(Incident.reference, lambda: reference("N")),
        unit_id=unit.id,
        organisation_id=unit.organisation_id,
        region=unit.region,
        severity=severity,
        recorded_at=at,
        recorded_by_id=actor.user_id,
        key_kind=INCIDENT_KEY,
    )
    create_data_key(INCIDENT_KEY, row.id)
    row.report = replace(what, at=min(what.at, at))
    db.session.add(row)
    db.session.flush()
    grave = severity >= GRAVE
    _open(row, FOLLOW_TASK, due(FOLLOW_WITHIN), row.organisation_id, climbs=grave)
    if grave:
        _open(row, ALERT_TASK, at + ALERT_WITHIN, None, "P1")
    _name(row, refs, actor)
    event = IncidentRecorded(unit_id=unit.id, incident_id=row.id, severity=severity)
    record(event, actor)
    db.session.flush()
    return row


def heed(row: Incident, actor: Actor) -> None:
    """A focal point of the region took note of a grave incident, and answers for what follows."""
    hold(row)
    if row.heeded_at is None:
        row.heeded_at, row.heeded_by_id = clock.now(), actor.user_id
        complete_tasks("incident", row.id, ALERT_TASK)
        _changed(row, "heeded", actor)


def close(row: Incident, follow_up: str, authority: str, actor: Actor, version: int) -> None:
    """What was done since, and who was told: the incident is closed."""
    hold_as_shown(row, version)
    if row.closed_at is not None:
        raise StepNotPossible()
    if not follow_up:
        raise ReasonMissing()
    if row.report is None:
        raise StepNotPossible()  # somebody it was about was erased, and its words with them
    told = row.report.reveal()
    row.report = replace(told, follow_up=follow_up, authority=authority or told.authority)
    row.closed_at = clock.now()
    complete_tasks("incident", row.id, FOLLOW_TASK)
    _changed(row, "closed", actor)


def give_own_keys() -> int:
    """Seal anew, each under a key of its own, incidents that lie under the key of their house.
    Says how many."""
    old = select(Incident).where(Incident.key_kind == UNIT_KEY)
    rows = db.session.scalars(old.order_by(Incident.id).limit(AT_ONCE)).all()
    for row in rows:
        hold(row)
        told = row.report.reveal() if row.report else None
        create_data_key(INCIDENT_KEY, row.id)
        row.key_kind = INCIDENT_KEY
        row.report = told
    return len(rows)


def _name(row: Incident, refs: Collection[str], actor: Actor) -> None:
    for ref in sorted(set(refs)):
        stay = queries.stay_for(actor, ref)
        if stay is None:
            continue
        db.session.add(IncidentStay(incident_id=row.id, stay_id=stay.id))
        if row.severity >= GRAVE:
            steps.ask_to_heed(stay)


def _open(
    row: Incident,
    kind: str,
    due_at: object,
    organisation_id: UUID | None,
    priority: str | None = None,
    *,
    climbs: bool = True,
) -> None:
    """What concerns the house alone goes up to nobody: a focal point reads of grave ones only."""
    open_task(
        "incident",
        row.id,
        kind,
        due_at=due_at,  # type: ignore[arg-type]
        organisation_id=organisation_id,
        region=row.region if climbs else None,
        priority=priority,
    )


def _changed(row: Incident, part: str, actor: Actor) -> None:
    row.version += 1
    event = IncidentChanged(unit_id=row.unit_id, incident_id=row.id, part=part)
    record(event, actor)
    db.session.flush()
