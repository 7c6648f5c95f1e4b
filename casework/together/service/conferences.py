"""Conferences: convening, inviting, deciding, and what is due of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from casework.audit import record
from casework.audit.catalogue import ConferenceChanged, ConferenceStepTaken
from casework.cases.domain.consent import DATA_GROUPS, Purpose
from casework.cases.domain.pathway import CLOSED
from casework.cases.queries import Case, agreed_for_more
from casework.cases.service.keeping import met_each
from casework.cases.service.steps import task_owner
from casework.cases.service.writing import take
from casework.db import db, free_code, hold_as_shown
from casework.kernel import clock
from casework.kernel.ids import new_id, reference
from casework.kernel.refusals import ReasonMissing, StepNotPossible
from casework.kernel.workflow import Transition
from casework.policy import Actor, Permission
from casework.tasks.domain import end_of
from casework.tasks.service import complete_tasks, open_task
from casework.together import queries
from casework.together.domain import conference as rules
from casework.together.domain.conference import Decision, Minutes, Prepared, Window
from casework.together.models import Conference, Invitation
from casework.together.sealing import (
    invitation_fits,
    refuse_touched,
    seal_conference,
    seal_invitation,
)
from casework.workflow.service import Step, Track, note_start, on_step, register_track, take_step

WORK = Permission.CASE_WORK
CONFERENCE_TASK, DECISION_TASK = "conference", "decision"


def _conference_event(row: Any, arrow: Transition) -> ConferenceStepTaken:
    return ConferenceStepTaken(
        case_id=row.case_id,
        conference_id=row.id,
        action=arrow.action,
        source=arrow.source,
        target=arrow.target,
    )


CONFERENCE = register_track(
    Track(
        name="conference",
        title="Conference",
        table=rules.TABLE,
        key=lambda row: ("case", row.case_id),
        event=_conference_event,
    )
)


def convene(
    case: Case,
    at: datetime,
    shown: tuple[int, int],
    prepared: Prepared,
    actor: Actor,
    *,
    anonymised: bool,
) -> Conference:
    """Prepare a conference. Those invited may look `shown` days before and after it. Its minutes
    are due at the end of its day."""
    take(case, actor, WORK)
    opening = rules.window(at, *shown, clock.now())
    row = Conference(
        id=new_id(),
        reference=free_code(Conference.reference, lambda: reference("K")),
        case_id=case.id,
        priority=case.priority,
        convened_by_id=actor.user_id,
        begins_at=at,
        opens_at=opening.opens_at,
        closes_at=opening.closes_at,
        anonymised=anonymised,
        state=rules.PLANNED,
        version=1,
    )
    row.prepared = prepared
    seal_conference(row)
    db.session.add(row)
    db.session.flush()
    note_start(CONFERENCE, row, "convene", actor)
    _changed(row, "convened", actor)
    _ask_for_minutes(case, row)
    return row


def prepare(
    case: Case,
    row: Conference,
    at: datetime,
    opening: Window,
    prepared: Prepared,
    actor: Actor,
    *,
    expected_version: int | None = None,
) -> None:
    """Change what is prepared, or when. What was shared before is not shared any more. Refused when
    it would tell somebody invited more than was agreed to."""
    take(case, actor, WORK)
    _hold(row, rules.PLANNED, expected_version)
    refuse_touched(row)
    for one in queries.invitations_of(row.id):
        if one.ended_at is None and not row.anonymised:
            _refuse_beyond(case, prepared, one.organisation_id)
    row.prepared = prepared.after(queries.prepared_of(row), row.window, clock.now())
    row.begins_at, row.opens_at, row.closes_at = at, opening.opens_at, opening.closes_at
    seal_conference(row)
    row.version += 1
    _changed(row, "prepared", actor)
    _ask_for_minutes(case, row)


def invite(
    case: Case, row: Conference, organisation_id: UUID, user_id: UUID | None, actor: Actor
) -> Invitation:
    """Let an organisation, or one of its people, look; never one that the person said no to. Unless
    the conference is anonymised, the person agreed that this very organisation be told all that the
    conference tells (Council of Europe Convention, art. 11)."""
    take(case, actor, WORK)
    _hold(row, rules.PLANNED)
    refuse_touched(row)
    if queries.refused(case, organisation_id):
        raise rules.SaidNo()
    if not row.anonymised:
        if agreed_for_more(case, Purpose.SERVICE, organisation_id) is None:
            raise rules.NotAgreedToShare()
        _refuse_beyond(case, queries.prepared_of(row), organisation_id)
    every = queries.invitations_of(row.id)
    known = [one for one in every if one.organisation_id == organisation_id]
    if known and known[0].ended_at is None:
        raise rules.InvitedAlready()
    made = (
        known[0]
        if known
        else Invitation(
            conference_id=row.id, organisation_id=organisation_id, invited_at=clock.now()
        )
    )
    made.user_id, made.ended_at = user_id, None
    seal_invitation(made)
    db.session.add(made)
    db.session.flush()
    _changed(row, "invited", actor, organisation_id)
    return made


def end_invitation(case: Case, row: Conference, invitation: Invitation, actor: Actor) -> None:
    """They see nothing of it from the next request on."""
    take(case, actor, WORK, closed_too=True)
    end(row, invitation, actor)


def keep_minutes(
    case: Case,
    row: Conference,
    minutes: Minutes,
    actor: Actor,
    *,
    expected_version: int | None = None,
) -> None:
    """The conference was held: who was there, what was decided. Each decision with a day is a
    deadline of the case."""
    take(case, actor, WORK)
    rules.check_minutes(minutes, row.begins_at, clock.now())
    take_step(CONFERENCE, row, Step("hold", actor, expected_version, resource=case.resource()))
    row.minutes = minutes
    complete_tasks("case", case.id, _task(CONFERENCE_TASK, row.id))
    for decision in minutes.decisions:
        _ask_for(case, decision)
    db.session.flush()


def cancel(
    case: Case, row: Conference, reason: str, actor: Actor, *, expected_version: int | None = None
) -> None:
    """It does not take place: nobody sees anything of it any more."""
    take(case, actor, WORK)
    step = Step("cancel", actor, expected_version, reason=reason, resource=case.resource())
    take_step(CONFERENCE, row, step)
    complete_tasks("case", case.id, _task(CONFERENCE_TASK, row.id))


def carry_out(case: Case, row: Conference, decision_id: UUID, outcome: str, actor: Actor) -> None:
    """What came of a decision; its deadline is met."""
    take(case, actor, WORK)
    _hold(row, rules.HELD)
    if not outcome:
        raise ReasonMissing()
    minutes: Minutes = row.minutes.reveal() if row.minutes else Minutes("")
    row.minutes = minutes.with_outcome(decision_id, outcome)
    row.version += 1
    _changed(row, "carried_out", actor)
    complete_tasks("case", case.id, _task(DECISION_TASK, decision_id))


def end(row: Conference, invitation: Invitation, actor: Actor) -> None:
    """Let them look no more; ended once, it stays so."""
    if invitation.ended_at is None:
        fitted = invitation_fits(invitation)
        invitation.ended_at = clock.now()
        if fitted:
            seal_invitation(invitation)
        db.session.flush()
        _changed(row, "uninvited", actor, invitation.organisation_id)


def _refuse_beyond(case: Case, prepared: Prepared, organisation_id: UUID) -> None:
    untold = queries.beyond(case, prepared, organisation_id)
    if untold:
        raise rules.BeyondAgreed(group=next(one for one in DATA_GROUPS if one in untold))


def case_moved(case: Case, arrow: Transition, actor: Actor | None) -> None:
    """Nothing of a conference is due any more in a case that is closed."""
    if arrow.target != CLOSED or arrow.source == CLOSED:
        return
    met_each(case, CONFERENCE_TASK, DECISION_TASK)


on_step("case", case_moved)


def _hold(row: Conference, state: str, expected_version: int | None = None) -> None:
    """Lock the conference for a change: as it was shown, and still in this state."""
    hold_as_shown(row, expected_version)
    if row.state != state:
        raise StepNotPossible()


def _changed(row: Conference, what: str, actor: Actor, organisation_id: UUID | None = None) -> None:
    event = ConferenceChanged(
        case_id=row.case_id, conference_id=row.id, what=what, organisation_id=organisation_id
    )
    record(event, actor)


def _task(kind: str, of: UUID) -> str:
    return f"{kind}.{of.hex[:20]}"


def _ask_for_minutes(case: Case, row: Conference) -> None:
    day = row.begins_at.astimezone(clock.MOROCCO).date()
    _open(case, _task(CONFERENCE_TASK, row.id), end_of(day))


def _ask_for(case: Case, decision: Decision) -> None:
    if decision.due is not None:
        _open(case, _task(DECISION_TASK, decision.id), end_of(decision.due))


def _open(case: Case, kind: str, due_at: datetime) -> None:
    owner: Mapping[str, Any] = task_owner(case, kind)
    open_task("case", case.id, kind, due_at=due_at, priority=case.priority, **owner)
