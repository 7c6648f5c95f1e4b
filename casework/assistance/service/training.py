"""Training sessions: planned, then held with how many took part."""

from dataclasses import dataclass
from datetime import date

from casework.assistance.domain.refusals import NotHeld, ScoreOutOfRange, SessionAhead
from casework.assistance.models import Training
from casework.audit import record
from casework.audit.catalogue import TrainingChanged
from casework.cases.queries import today
from casework.db import db, free_code, hold_as_shown
from casework.funding import queries as funding
from casework.funding.domain.budget import NotYourProject
from casework.kernel.ids import new_id, reference
from casework.kernel.refusals import NotPermitted
from casework.policy import Actor, Permission, decide


@dataclass(frozen=True)
class Session:
    """What, for whom, where, when."""

    title: str
    theme: str
    audience: str
    regions: tuple[str, ...]
    on: date
    days: int
    project_code: str = ""


def plan_session(session: Session, actor: Actor) -> Training:
    """Plan a session of the own organisation, within one of its projects or without."""
    project = funding.project(actor, session.project_code) if session.project_code else None
    if session.project_code and project is None:
        raise NotYourProject()
    row = Training(
        id=new_id(), reference=free_code(Training.reference, lambda: reference("E")),
        title=session.title, theme=session.theme, audience=session.audience,
        organisation_id=actor.organisation_id, project_id=project.id if project else None,
        regions=" ".join(session.regions), on=session.on, days=session.days, version=1,
    )  # fmt: skip
    _allow(row, actor)
    db.session.add(row)
    db.session.flush()
    record(TrainingChanged(training_id=row.id, what="planned"), actor)
    return row


def hold_session(
    row: Training,
    took_part: tuple[int, int, int],
    scores: tuple[int | None, int | None],
    actor: Actor,
    expected_version: int,
) -> None:
    """Who took part, as numbers (women, men, unsaid), and the means of the tests before and after,
    0 to 100, both or neither. Nobody took part in a session that lies ahead."""
    hold_as_shown(row, expected_version)
    _allow(row, actor)
    if row.on > today():
        raise SessionAhead()
    before, after = scores
    if (before is None) != (after is None):
        raise ScoreOutOfRange()
    row.women, row.men, row.unsaid = took_part
    row.before, row.after = before, after
    row.version += 1
    db.session.flush()
    record(TrainingChanged(training_id=row.id, what="held"), actor)


def check_held(row: Training) -> None:
    """Refuse a certificate before it is known how many took part."""
    if not row.participants:
        raise NotHeld()


def _allow(row: Training, actor: Actor) -> None:
    if not decide(actor, Permission.TRAINING_WORK, row.resource()).allowed:
        raise NotPermitted()
