"""Asking and answering about a request: the same thread for both sides, a task for whose turn it
is. It can be read as long as the request discloses something."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from casework.audit import record
from casework.audit.catalogue import ReferralDiscussed
from casework.cases import queries as cases
from casework.db import db, hold
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.kernel.refusals import StepNotPossible
from casework.policy import Actor
from casework.referrals.domain.questions import ANSWER_BY, ANSWER_BY_URGENT, Said
from casework.referrals.domain.refusals import NothingAsked
from casework.referrals.domain.track import (
    EMERGENCY,
    QUESTION_TASK,
    SENDER_ASKS_TASK,
    stage_of,
)
from casework.referrals.models import Referral, ReferralMessage
from casework.tasks.service import complete_tasks, open_task
from casework.workflow.service import due


@dataclass(frozen=True)
class Message:
    """One line of the thread, opened."""

    from_recipient: bool
    topic: str | None
    words: str
    at: datetime


def thread(referral: Referral) -> list[Message]:
    """What was asked and answered, oldest first."""
    rows = select(ReferralMessage).where(ReferralMessage.referral_id == referral.id)
    found = db.session.scalars(rows.order_by(ReferralMessage.seq))
    return [
        Message(row.from_recipient, row.topic, row.said.reveal().text, row.said_at)
        for row in found
        if row.said is not None
    ]


def ask(referral: Referral, topic: str, words: str, actor: Actor, *, from_recipient: bool) -> None:
    """Ask the other side. They have one working day, in an emergency four hours."""
    _say(referral, topic, words, actor, from_recipient)
    urgent = referral.priority == EMERGENCY
    open_task(
        "referral",
        referral.id,
        QUESTION_TASK if from_recipient else SENDER_ASKS_TASK,
        due_at=due(ANSWER_BY_URGENT if urgent else ANSWER_BY),
        region=referral.region,
        **(_sender(referral) if from_recipient else _recipient(referral)),
    )


def reply(referral: Referral, words: str, actor: Actor, *, from_recipient: bool) -> None:
    """Answer what the other side asked last; refused when nothing is asked."""
    hold(referral)
    if not awaits(referral, from_recipient=from_recipient):
        raise NothingAsked()
    _say(referral, None, words, actor, from_recipient)
    complete_tasks("referral", referral.id, SENDER_ASKS_TASK if from_recipient else QUESTION_TASK)
    whom = _sender(referral) if from_recipient else _recipient(referral)
    one = whom["assignee_id"]
    team = None if one else whom["organisation_id"]
    post("referral.discussed", referral.id, user_id=one, organisation_id=team)


def awaits(referral: Referral, *, from_recipient: bool) -> bool:
    """Whether this side owes an answer: the other side asked and was not answered since."""
    newest = select(ReferralMessage.from_recipient, ReferralMessage.topic)
    newest = newest.where(ReferralMessage.referral_id == referral.id)
    for author, topic in db.session.execute(newest.order_by(ReferralMessage.seq.desc())):
        if author == from_recipient and topic is None:
            return False
        if author != from_recipient and topic is not None:
            return True
    return False


def _say(
    referral: Referral, topic: str | None, words: str, actor: Actor, from_recipient: bool
) -> None:
    hold(referral)
    if stage_of(referral.state) is None:
        raise StepNotPossible(state=referral.state, action="ask")
    row = ReferralMessage(
        referral_id=referral.id,
        case_id=referral.case_id,
        seq=_last(referral.id) + 1,
        from_recipient=from_recipient,
        topic=topic,
        author_id=actor.user_id,
        said_at=clock.now(),
    )
    row.said = Said(words)
    db.session.add(row)
    db.session.flush()
    side = "recipient" if from_recipient else "sender"
    event = ReferralDiscussed(
        case_id=referral.case_id,
        referral_id=referral.id,
        side=side,  # type: ignore[arg-type]
        topic=topic,
    )
    record(event, actor)


def _last(referral_id: UUID) -> int:
    mine = select(func.max(ReferralMessage.seq)).where(ReferralMessage.referral_id == referral_id)
    return db.session.scalar(mine) or 0


def _sender(referral: Referral) -> dict[str, Any]:
    case = cases.case_by_id(referral.case_id)
    return {"assignee_id": case.assignee_id, "organisation_id": case.organisation_id}


def _recipient(referral: Referral) -> dict[str, Any]:
    return {
        "assignee_id": referral.colleague_id,
        "organisation_id": referral.recipient_organisation_id,
    }
