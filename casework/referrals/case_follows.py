"""The case follows its referrals: what they tell its gates, and the steps they bring about."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from casework.cases import queries as cases
from casework.cases.domain.consent import Purpose
from casework.cases.domain.gates import VITAL_INTEREST, Told
from casework.cases.domain.pathway import (
    AWAITING_CONSENT,
    CLOSED,
    DECLINED,
    REFERRED,
    REOPENED,
    SEND_FOR_CHILD,
    TRIAGED,
)
from casework.cases.following import Following
from casework.cases.service import step
from casework.cases.service.steps import Why
from casework.cases.service.writing import refuse_merged
from casework.db import hold
from casework.kernel import clock
from casework.policy import Actor
from casework.referrals import queries
from casework.referrals.agreement import LEGAL_DUTY
from casework.referrals.domain.recipients import purpose_for
from casework.referrals.domain.refusals import CaseNotReady, NotEmergency
from casework.referrals.domain.track import (
    ACTIVE,
    BY_SENDER,
    CLOSE_TASK,
    EMERGENCY,
    FAILED,
    QUESTION_TASK,
    UNANSWERED_TASK,
    WAITING,
    WITHOUT_HELP,
    ReferralState,
)
from casework.referrals.inboxes import has_inbox
from casework.referrals.models import Referral
from casework.tasks.service import complete_tasks, open_task

TAKEN = (*ACTIVE, ReferralState.DELIVERED)
NOT_NOW = (DECLINED, CLOSED, REOPENED)


def told_by_referrals(case_id: UUID) -> Iterable[Told]:
    """What the gates of a case hear: somebody took the person on, nobody did, or one waits. An
    authority that was told offers no help, whatever it answers; a report that the law asks for is
    the authority's own affair, and holds no case open. What waits in a file that was merged waits
    in the one that leads: closing that one ends both."""
    sent = [one for one in queries.standing_of(case_id) if one.state != ReferralState.DRAFT]
    helping = [one.state for one in sent if offers_help(one.recipient_kind)]
    if any(state in TAKEN for state in helping):
        yield Told.REFERRAL_ACCEPTED
    others = [one for one in cases.files_of_person(cases.case_by_id(case_id)) if one != case_id]
    everywhere = [*sent, *(one for file_id in others for one in queries.standing_of(file_id))]
    if any(one.state in (*WAITING, *ACTIVE) and one.basis != LEGAL_DUTY for one in everywhere):
        yield Told.REFERRAL_PENDING
    if helping and all(state in (*FAILED, ReferralState.CLOSED) for state in helping):
        yield Told.REFERRALS_ENDED


def requests_of_person(case: cases.Case) -> list[Referral]:
    """The requests from every file of the person, those of the file that leads first."""
    files = cases.files_of_person(case)
    return [one for file_id in files for one in queries.referrals_of(file_id)]


def offers_help(recipient_kind: str) -> bool:
    """Whether this kind of recipient is asked to help; the police, a prosecutor or a consulate is
    told."""
    return purpose_for(recipient_kind) is Purpose.SERVICE


def refuse_unready(case: Any) -> None:
    """Nothing is referred from a case that the person declined, that is closed, or that another
    file of the same person leads."""
    hold(case)
    refuse_merged(case)
    if case.state in NOT_NOW:
        raise CaseNotReady(state=case.state)


def sent(case: Any, referral: Referral, actor: Actor, urgent_reason: str) -> bool:
    """Sending moves a case that waits for it: S07 to S09, and in an emergency S06 to S09. Says
    whether it did. Telling an authority is no offer of help: the case stays where it is. A first
    request for a child whom an authority protects is what its task asked for."""
    refuse_unready(case)
    recipient_id = referral.recipient_organisation_id
    if not offers_help(referral.recipient_kind):
        return False
    complete_tasks("case", case.id, SEND_FOR_CHILD.task)
    if case.state == TRIAGED:
        if referral.priority != EMERGENCY:
            raise NotEmergency()
        why = Why(VITAL_INTEREST, urgent_reason or None, recipient_id)
        step(case, "refer_urgent", actor, why=why)
    elif case.state == AWAITING_CONSENT:
        step(case, "refer", actor, why=Why(recipient_id=recipient_id))
    else:
        return False
    return True


def answered(case_id: UUID) -> bool:
    """An answer, or its lack, moves a case that waits for one: S09 to S10, or back to S07. Says
    whether nobody took the person on, so that the case itself asks for all of it anew."""
    case = cases.case_by_id(case_id)
    if case.state != REFERRED:
        return False
    told = set(told_by_referrals(case_id))
    if Told.REFERRAL_ACCEPTED in told:
        step(case, "accept", None)
    elif Told.REFERRALS_ENDED in told:
        step(case, "no_taker", None)
        return True
    return False


def tasks_of_worker(case: cases.Case) -> Iterable[Following]:
    """Whoever has the case answers what is asked about a request and finishes it, and finds another
    service where none helped, also for what a merged file asked; in an emergency the focal points
    of the region do that. They write down what happened where a body has no inbox."""
    for referral in requests_of_person(case):
        kinds: tuple[str, ...] = ()
        if referral.case_id == case.id:
            kinds = (QUESTION_TASK, CLOSE_TASK, *(() if has_inbox(referral) else BY_SENDER))
        also = () if referral.priority == EMERGENCY else (UNANSWERED_TASK,)
        if asked := (*kinds, *also):
            yield Following("referral", referral.id, asked)


def came_to_nothing(referral: Referral) -> None:
    """The person did not come, or a request was declined. Where this very answer led the case back,
    that asks for all of it anew, unless another file leads it; else nothing would ask anybody to
    find this service, though a request for another one still waits. Unless the same service was
    asked of somebody else who has not failed it."""
    case = cases.case_by_id(referral.case_id)
    if answered(case.id) and case.merged_into_id is None:
        return
    elsewhere = [
        other
        for other in requests_of_person(case)
        if other.service == referral.service and other.state in (*WAITING, *TAKEN)
    ]
    if not elsewhere:
        find_another(referral)


def answer_the_unanswered(case: cases.Case, service: str = "") -> None:
    """Asking somebody else is what meets the task of a request that brought no help, whichever file
    of the person it was sent from; without a `service`, nobody is to be asked any more."""
    for earlier in requests_of_person(case):
        if earlier.state in WITHOUT_HELP and service in ("", earlier.service):
            complete_tasks("referral", earlier.id, UNANSWERED_TASK)


def find_another(referral: Referral) -> None:
    """A request that brought no help is somebody's task: whoever has the case now, or the file that
    leads it, finds another service; in an emergency the focal points of the region do. In a closed
    case nobody is asked any more."""
    urgent = referral.priority == EMERGENCY
    own = cases.case_by_id(referral.case_id)
    case = cases.case_by_id(own.merged_into_id or own.id)
    if case.state == CLOSED:
        return
    open_task(
        "referral",
        referral.id,
        UNANSWERED_TASK,
        due_at=clock.now() + timedelta(hours=2 if urgent else 24),
        assignee_id=None if urgent else case.assignee_id,
        organisation_id=None if urgent else case.organisation_id,
        region=referral.region,
        priority="P1" if urgent else None,
    )
