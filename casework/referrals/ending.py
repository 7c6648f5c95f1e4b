"""What ends or passes on by itself: no answer, a consent that is over, somebody who left."""

from uuid import UUID

from casework.accounts import queries as accounts
from casework.audit import catalogue, record
from casework.cases import queries as cases
from casework.db import hold
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.referrals import agreement, case_follows, queries
from casework.referrals.domain.track import BY_SENDER
from casework.referrals.inboxes import has_inbox
from casework.referrals.sealing import referral_fits, seal_referral
from casework.referrals.service import TRACK, who_asks, withdraw
from casework.tasks.service import move_tasks, pass_tasks
from casework.workflow.service import Step, take_step


def expire_due() -> int:
    """End every referral whose time to answer is over, and say so to whom it concerns."""
    late = queries.overdue(clock.now())
    for referral in late:
        take_step(TRACK, referral, Step("expire", None))
        record(
            catalogue.ReferralEscalated(case_id=referral.case_id, referral_id=referral.id, level=1),
            None,
        )
        case_follows.find_another(referral)
        case_follows.answered(referral.case_id)
        post("referral.expired", referral.id, user_id=who_asks(referral))
    return len(late)


def give_back_of_gone() -> int:
    """What was for somebody whose account is closed is for all who answer requests there."""
    found = [one for one in queries.named_to_nobody() if not _works(one.colleague_id)]
    for referral in found:
        hold(referral)
        fitted = referral_fits(referral)
        referral.colleague_id = None
        if fitted:
            seal_referral(referral)
        referral.version += 1
        move_tasks("referral", referral.id, organisation_id=referral.recipient_organisation_id)
    return len(found)


def hand_by_inbox() -> int:
    """That the person came and was helped is written down by whoever can: by the sender once nobody
    there signs in any more, and by the recipient once somebody does. Says how many requests."""
    found = queries.with_open(BY_SENDER)
    for referral in found:
        case, inbox = cases.case_by_id(referral.case_id), has_inbox(referral)
        pass_tasks(
            "referral",
            referral.id,
            BY_SENDER,
            former_id=case.assignee_id if inbox else referral.receiver_id,
            assignee_id=None if inbox else case.assignee_id,
            organisation_id=referral.recipient_organisation_id if inbox else case.organisation_id,
        )
    return len(found)


def _works(user_id: UUID | None) -> bool:
    one = accounts.user(user_id) if user_id else None
    return one is not None and one.active


def end_without_consent() -> int:
    """A ground that holds no more shares nothing more: a consent that is over or does not cover
    what was told, a vital interest after a no. What rests on it ends, as by a withdrawal."""
    over = [
        referral
        for referral in queries.resting_on_the_person()
        if not agreement.holds(referral, cases.case_by_id(referral.case_id))
    ]
    for referral in over:
        withdraw([referral], referral.case_id)
        post("referral.withdrawn", referral.id, user_id=who_asks(referral))
    return len(over)
