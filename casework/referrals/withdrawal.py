"""When the person takes consent back, what was shared under it ends at every recipient at once."""

from collections.abc import Iterable
from uuid import UUID

from casework.cases.domain.consent import DATA_GROUPS, Purpose
from casework.cases.withdrawals import Loss, Question
from casework.policy import Actor
from casework.referrals import queries, service
from casework.referrals.agreement import LEGAL_DUTY, asked_in, told_in_all
from casework.referrals.domain.packet import groups_told
from casework.referrals.models import Referral

REFERRAL = "referral"


def losses(case_id: UUID, question: Question) -> Iterable[Loss]:
    """Who would no longer see what: shown before the withdrawal is recorded."""
    for referral in _resting_on(case_id, question):
        yield _loss(referral)


def seen_now(referral: Referral) -> tuple[str, ...]:
    """Which data groups the recipient sees now: those of the first disclosure, and once it has
    accepted those of the second."""
    stage = referral.resource().stage
    sealed = {"A": (referral.packet_a,), "B": (referral.packet_a, referral.packet_b)}
    shown = [one.reveal() for one in sealed.get(stage or "", ()) if one is not None]
    told = groups_told(*shown) if shown else frozenset()
    return tuple(group for group in DATA_GROUPS if group in told)


def shared(case_id: UUID, question: Question) -> Iterable[Loss]:
    """Who was ever told something under it, seen still or not."""
    for referral in queries.referrals_of(case_id):
        if referral.sent_at is not None and _is_about(referral, question):
            yield Loss(referral.recipient_organisation_id, referral.reference, REFERRAL)


def take_back(case_id: UUID, question: Question, actor: Actor) -> None:
    """End them, in the transaction of the withdrawal."""
    service.withdraw([*_resting_on(case_id, question)], case_id)


def end_beyond(
    case_id: UUID, question: Question, groups: frozenset[str], actor: Actor
) -> Iterable[Loss]:
    """The person agrees to less than before: what tells this recipient more ends as a whole, since
    a packet is read as it was sent. The service can be asked for again, with less."""
    over = [
        referral
        for referral in queries.disclosing(case_id)
        if referral.basis != LEGAL_DUTY
        and asked_in(question, referral)
        and not told_in_all(referral) <= groups
    ]
    told = [_loss(referral) for referral in over]
    if over:
        service.withdraw(over, case_id)
    return told


def _loss(referral: Referral) -> Loss:
    return Loss(
        referral.recipient_organisation_id, referral.reference, REFERRAL, seen_now(referral)
    )


def _resting_on(case_id: UUID, question: Question) -> Iterable[Referral]:
    for referral in queries.disclosing(case_id):
        if _is_about(referral, question):
            yield referral


def _is_about(referral: Referral, question: Question) -> bool:
    """Without a case (P2) nothing is shared; else what this very recipient was told. What the law
    asked for rests on no agreement."""
    if referral.basis == LEGAL_DUTY:
        return False
    return question[0] == Purpose.CASE or asked_in(question, referral)
