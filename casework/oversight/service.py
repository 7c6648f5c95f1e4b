"""Emergency access: opened with a reason, told at once, reviewed by somebody else."""

from uuid import UUID

from casework.accounts.queries import focal_points, national_focal_points
from casework.accounts.queries import user as account
from casework.accounts.service import refuse_new_powers
from casework.audit import record, record_read
from casework.audit.catalogue import (
    AccessRefused,
    OwnFileAsked,
    UrgentAccessOpened,
    UrgentAccessReviewed,
)
from casework.cases.queries import Case
from casework.cases.service import end_lent, lend_identity
from casework.db import db, hold
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.kernel.refusals import NotPermitted
from casework.kernel.workflow import Transition
from casework.oversight.domain import (
    FEWEST_LETTERS,
    MOST_A_DAY,
    OPEN_FOR,
    REASONS,
    REVIEW,
    REVIEW_WITHIN,
    TABLE,
    OwnReview,
    State,
    TooManyUrgent,
    UrgentReasonMissing,
)
from casework.oversight.models import UrgentAccess
from casework.oversight.queries import Door, opened_lately
from casework.oversight.sealing import access_fits, seal_access
from casework.policy import Actor, Permission, decide
from casework.tasks.service import open_task
from casework.workflow.models import Reason, add_step
from casework.workflow.service import Step, Track, register_track, take_step

TOPIC = "urgent_access"
GROUP = "urgent_access"


def _event(access: UrgentAccess, arrow: Transition) -> UrgentAccessReviewed:
    return UrgentAccessReviewed(case_id=access.case_id, access_id=access.id, answer=arrow.action)


TRACK = register_track(
    Track(
        name="urgent_access",
        title="Review of an emergency access",
        table=TABLE,
        key=lambda access: ("case", access.case_id),
        event=_event,
    )
)


def open_urgent(door: Door, reason: str, words: str, actor: Actor) -> UrgentAccess | None:
    """Read one file for 30 minutes, the identity with it. The focal points of its region and
    whoever works it are told at once; the review is due within 72 hours.

    A code without a file counts and is written down like any other, in the same transaction, and
    gives None. Whoever tries several at once waits for their own account, one after the other. New
    powers are refused before the code is looked at: the refusal tells of no file."""
    refuse_new_powers(actor)
    if reason not in REASONS or len(words.strip()) < FEWEST_LETTERS:
        raise UrgentReasonMissing()
    hold(account(actor.user_id))
    if opened_lately(actor) >= MOST_A_DAY:
        raise TooManyUrgent(most=MOST_A_DAY)
    if door.case is None:
        record(AccessRefused(permission=Permission.CASE_URGENT.value), actor)
        return None
    access = _begin(door.case, reason, words.strip(), actor)
    lend_identity(door.case, actor, GROUP, access.ends_at)
    record(UrgentAccessOpened(case_id=door.case.id, access_id=access.id, reason=reason), actor)
    _tell(door.case, access)
    return access


def end_urgent(access: UrgentAccess, actor: Actor) -> None:
    """Done before the time is up; the identity that was lent with it goes too."""
    if access.user_id != actor.user_id:
        raise NotPermitted()
    fitted = access_fits(access)
    access.ends_at = min(access.ends_at, clock.now())
    if fitted:
        seal_access(access)
    end_lent(access.case_id, actor, GROUP)


def review(
    access: UrgentAccess, action: str, words: str, actor: Actor, expected_version: int
) -> None:
    """Say whether it was right, what is still to clarify, or that it was an incident."""
    if access.user_id == actor.user_id:
        raise OwnReview()
    take_step(TRACK, access, Step(action, actor, expected_version, reason=words.strip() or None))


def _begin(case: Case, reason: str, words: str, actor: Actor) -> UrgentAccess:
    if not decide(actor, Permission.CASE_URGENT, case.resource()).allowed:
        if actor.user_id in case.conflicted_ids():
            record_read(OwnFileAsked(case_id=case.id), actor)
        record_read(AccessRefused(permission=Permission.CASE_URGENT.value), actor)
        raise NotPermitted()
    at = clock.now()
    access = UrgentAccess(
        id=new_id(),
        case_id=case.id,
        user_id=actor.user_id,
        region=case.region,
        reason=reason,
        opened_at=at,
        ends_at=at + OPEN_FOR,
        state=State.WAITING,
        version=1,
    )
    seal_access(access)
    db.session.add(access)
    db.session.flush()
    add_step(
        Reason(words),
        owner_kind=TRACK.name,
        owner_id=access.id,
        action="open",
        source="start",
        target=State.WAITING,
        overridden="",
        reason_code=reason,
        actor_id=actor.user_id,
        at=at,
        key_kind="case",
        key_owner_id=case.id,
    )
    return access


def _tell(case: Case, access: UrgentAccess) -> None:
    """Now, by a neutral message; and as a task of the region until somebody has judged it."""
    open_task(TRACK.name, access.id, REVIEW, access.opened_at + REVIEW_WITHIN, region=case.region)
    watching = focal_points(case.region) or national_focal_points()
    told: set[UUID] = {user.id for user in watching}
    told |= {one for one in (case.assignee_id, case.backup_id) if one}
    for user_id in sorted(told):
        post(TOPIC, access.id, user_id=user_id)
