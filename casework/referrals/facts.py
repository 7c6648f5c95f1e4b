"""Facts follow: what may be counted of a referral, from the moment it is sent."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from casework.cases.queries import case_by_id
from casework.cases.service.facts import LAWYER, hand_over_facts, on_facts, register_class
from casework.db import db
from casework.facts.domain import Handed, elapsed, service_class
from casework.facts.providers import handed_by, register_provider
from casework.facts.service import follow
from casework.kernel import clock
from casework.kernel.workflow import Transition
from casework.policy import Actor
from casework.referrals.domain.track import ReferralState as S
from casework.referrals.models import Referral
from casework.workflow.service import on_step

LAWYER_SERVICE = "LEGAL_REP"
_ANSWER = {
    S.SENT: "waiting",
    S.RECEIVED: "waiting",
    S.ACCEPTED: "accepted",
    S.IN_PROGRESS: "accepted",
    S.PERSON_NO_SHOW: "accepted",
    S.DELIVERED: "delivered",
    S.CLOSED: "delivered",
    S.REJECTED: "declined",
    S.NO_RESPONSE: "no_answer",
    S.CANCELLED: "withdrawn",
}


def handed(referral: Referral) -> Handed | None:
    """The fact of a sent referral; none of a draft."""
    if referral.sent_at is None:
        return None
    answer = _ANSWER[S(referral.state)]
    answered = referral.answered_at if answer in ("accepted", "delivered", "declined") else None
    said = {
        "region": referral.region,
        "service": service_class(referral.service),
        "answer": answer,
        "answer_time": elapsed(referral.sent_at, answered),
    }
    month = referral.sent_at.astimezone(clock.MOROCCO).date().replace(day=1)
    return Handed("referral", referral.id, month, said, referral.case_id)


def every_referral() -> Iterator[Handed]:
    """All sent referrals again, the oldest first."""
    rows = select(Referral).where(Referral.sent_at.is_not(None))
    in_order = db.session.scalars(rows.order_by(Referral.sent_at, Referral.id))
    return handed_by(in_order, lambda one: filter(None, [handed(one)]))


def has_lawyer(case_id: UUID) -> str | None:
    """Whether a request for a lawyer was accepted for this case; None when not."""
    taken_on = [state for state, answer in _ANSWER.items() if answer in ("accepted", "delivered")]
    wanted = select(Referral.id).where(
        Referral.case_id == case_id, Referral.service == LAWYER_SERVICE
    )
    found = db.session.scalar(wanted.where(Referral.state.in_(taken_on)).limit(1))
    return None if found is None else LAWYER_SERVICE


def _after_step(referral: Referral, arrow: Transition, actor: Actor | None) -> None:
    if referral.service == LAWYER_SERVICE:
        hand_over_facts(case_by_id(referral.case_id))
    _hand_over(referral)


def _hand_over(referral: Referral) -> None:
    follow(referral.id, lambda: [one for one in (handed(referral),) if one is not None])


def _after_case(case_id: UUID) -> None:
    sent = select(Referral).where(Referral.case_id == case_id, Referral.sent_at.is_not(None))
    for referral in db.session.scalars(sent.order_by(Referral.sent_at, Referral.id)):
        _hand_over(referral)


def register() -> None:
    """Follow referrals, and answer when all are asked for again."""
    on_step("referral", _after_step)
    on_facts(_after_case)
    register_provider("referral", every_referral)
    register_class(LAWYER, has_lawyer)
