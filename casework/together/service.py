"""Convening, inviting, deciding; linking cases. Services flush; the caller commits."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.audit import record
from casework.audit.catalogue import ConferenceChanged, ConferenceStepTaken, LinkStepTaken
from casework.cases.domain.consent import DATA_GROUPS, Purpose
from casework.cases.domain.pathway import CLOSED
from casework.cases.queries import Case, case_by_code, has_consent
from casework.cases.service.keeping import met_each
from casework.cases.service.steps import task_owner
from casework.cases.service.writing import of_list, take
from casework.cases.withdrawals import Loss, Question
from casework.db import db, free_code, hold, hold_as_shown
from casework.kernel import clock
from casework.kernel.ids import reference
from casework.kernel.refusals import (
    ReasonMissing,
    SecondPersonNeeded,
    StepNotPossible,
)
from casework.kernel.workflow import Transition
from casework.policy import Actor, Permission
from casework.tasks.domain import end_of
from casework.tasks.service import complete_tasks, open_task
from casework.together import queries
from casework.together.domain import conference as rules
from casework.together.domain import links
from casework.together.domain.conference import Decision, Minutes, Prepared, Window
from casework.together.domain.links import Linked
from casework.together.models import CaseLink, Conference, Invitation
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


def _link_event(row: Any, arrow: Transition) -> LinkStepTaken:
    return LinkStepTaken(
        case_id=row.case_id,
        link_id=row.id,
        action=arrow.action,  # type: ignore[arg-type]
        other_case_id=row.other_case_id,
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
LINK = register_track(
    Track(
        name="case_link",
        title="Link between cases",
        table=links.TABLE,
        key=lambda row: ("case", row.case_id),
        event=_link_event,
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
    for one in queries.invitations_of(row.id):
        if one.ended_at is None and not row.anonymised:
            _refuse_beyond(case, prepared, one.organisation_id)
    row.prepared = prepared.after(queries.prepared_of(row), row.window, clock.now())
    row.begins_at, row.opens_at, row.closes_at = at, opening.opens_at, opening.closes_at
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
    if queries.refused(case, organisation_id):
        raise rules.SaidNo()
    if not row.anonymised:
        if not has_consent(case.id, Purpose.SERVICE, organisation_id):
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
    db.session.add(made)
    db.session.flush()
    _changed(row, "invited", actor, organisation_id)
    return made


def end_invitation(case: Case, row: Conference, invitation: Invitation, actor: Actor) -> None:
    """They see nothing of it from the next request on."""
    take(case, actor, WORK, closed_too=True)
    _end(row, invitation, actor)


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


def losses(case_id: UUID, question: Question) -> Iterable[Loss]:
    """Who would no longer see what a conference shares, if this were withdrawn."""
    for invitation in _resting_on(case_id, question):
        yield _loss(invitation)


def shared(case_id: UUID, question: Question) -> Iterable[Loss]:
    """Whoever could ever look at a conference, whether it is over by now or not."""
    purpose, recipient_id = question
    if purpose == Purpose.CASE or (purpose == Purpose.SERVICE and recipient_id is not None):
        whom = None if purpose == Purpose.CASE else recipient_id
        for organisation_id, reference_ in queries.ever_let_in(case_id, whom):
            yield Loss(organisation_id, reference_, "conference")


def take_back(case_id: UUID, question: Question, actor: Actor) -> None:
    """End those invitations, in the transaction of the withdrawal."""
    for invitation in _resting_on(case_id, question):
        _end(db.session.get_one(Conference, invitation.conference_id), invitation, actor)


def end_beyond(
    case_id: UUID, question: Question, groups: frozenset[str], actor: Actor
) -> Iterable[Loss]:
    """Who agrees to less ends the invitations to what tells more."""
    if question[0] != Purpose.SERVICE:
        return []
    over = [one for one in _resting_on(case_id, question) if not _needs_agreed(one) <= groups]
    lost = [_loss(one) for one in over]
    for invitation in over:
        _end(db.session.get_one(Conference, invitation.conference_id), invitation, actor)
    return lost


def _loss(invitation: Invitation) -> Loss:
    row = db.session.get_one(Conference, invitation.conference_id)
    told = frozenset({"profile"}) if row.anonymised else queries.prepared_of(row).told
    groups = tuple(group for group in DATA_GROUPS if group in told)
    return Loss(invitation.organisation_id, row.reference, "conference", groups)


def _needs_agreed(invitation: Invitation) -> frozenset[str]:
    """What must have been agreed to for it; for an anonymous conference nothing, short of a no."""
    row = db.session.get_one(Conference, invitation.conference_id)
    return frozenset() if row.anonymised else queries.prepared_of(row).told


def _refuse_beyond(case: Case, prepared: Prepared, organisation_id: UUID) -> None:
    untold = queries.beyond(case, prepared, organisation_id)
    if untold:
        raise rules.BeyondAgreed(group=next(one for one in DATA_GROUPS if one in untold))


def propose_link(case: Case, typed: str, linked: Linked, actor: Actor) -> CaseLink:
    """Say that another case belongs to this one. Whether there is such a case is not said: a focal
    point looks at it."""
    take(case, actor, Permission.CASE_SKELETON)
    code = links.code_of(typed, case.code)
    of_list(linked.kind, links.KINDS, "kind")
    if queries.link_between(case.id, code) is not None:
        raise links.LinkedAlready()
    row = CaseLink(
        case_id=case.id,
        other_code=code,
        priority=case.priority,
        proposed_at=clock.now(),
        proposed_by_id=actor.user_id,
        state=links.PROPOSED,
        version=1,
    )
    row.linked = linked
    db.session.add(row)
    db.session.flush()
    note_start(LINK, row, "propose", actor)
    record(LinkStepTaken(case_id=case.id, link_id=row.id, action="propose"), actor)
    return row


def decide_link(
    case: Case,
    row: CaseLink,
    action: str,
    reason: str,
    actor: Actor,
    *,
    code_shown: bool = False,
    expected_version: int | None = None,
) -> None:
    """A focal point confirms a link (of two cases they may know of), rejects it, or ends it. Nobody
    confirms what they proposed themselves."""
    if action == "confirm":
        _find_other(case, row, actor)
        row.code_shown = code_shown
    step = Step(action, actor, expected_version, reason=reason or None, resource=case.resource())
    take_step(LINK, row, step)


def _find_other(case: Case, row: CaseLink, actor: Actor) -> None:
    hold(row)
    if row.proposed_by_id == actor.user_id:
        raise SecondPersonNeeded()
    other = case_by_code(actor, row.other_code)
    if other is None:
        raise links.OutOfReach()
    if _linked(case.id, other.id):
        raise links.LinkedAlready()
    row.other_case_id = other.id


def _linked(one: UUID, other: UUID) -> bool:
    """Whether the two are linked, whichever side proposed it."""
    confirmed = select(CaseLink.id).where(CaseLink.state == links.CONFIRMED)
    both = confirmed.where(
        CaseLink.case_id.in_((one, other)), CaseLink.other_case_id.in_((one, other))
    )
    return db.session.scalar(both.limit(1)) is not None


def case_moved(case: Case, arrow: Transition, actor: Actor | None) -> None:
    """Nothing of a conference is due any more in a case that is closed."""
    if arrow.target != CLOSED or arrow.source == CLOSED:
        return
    met_each(case, CONFERENCE_TASK, DECISION_TASK)


on_step("case", case_moved)


def _resting_on(case_id: UUID, question: Question) -> list[Invitation]:
    purpose, recipient_id = question
    if purpose == Purpose.CASE:
        return queries.standing_invitations(case_id, None)
    if purpose == Purpose.SERVICE and recipient_id is not None:
        return queries.standing_invitations(case_id, recipient_id)
    return []


def _end(row: Conference, invitation: Invitation, actor: Actor) -> None:
    if invitation.ended_at is None:
        invitation.ended_at = clock.now()
        db.session.flush()
        _changed(row, "uninvited", actor, invitation.organisation_id)


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
