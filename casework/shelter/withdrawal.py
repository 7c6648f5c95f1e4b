"""When the person takes consent back, whoever was to come is expected at that house no more."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from casework.cases.domain.consent import DATA_GROUPS, Purpose
from casework.cases.withdrawals import Loss, Question
from casework.policy import Actor
from casework.shelter import queries
from casework.shelter.agreement import groups_told
from casework.shelter.domain.track import COMING
from casework.shelter.service import holding


def losses(case_id: UUID, question: Question) -> Iterable[Loss]:
    """Which house would no longer see who was to come. Who lives there already is not sent away."""
    for stay in _resting_on(case_id, question):
        yield _loss(stay)


def _loss(stay: Any) -> Loss:
    groups = told_of(stay)
    return Loss(
        stay.organisation_id, stay.reference, "stay", tuple(g for g in DATA_GROUPS if g in groups)
    )


def end_beyond(
    case_id: UUID, question: Question, groups: frozenset[str], actor: Actor
) -> Iterable[Loss]:
    """Who agrees to less than a hold tells is expected there no more."""
    if question[0] != Purpose.SERVICE:
        return []
    over = [one for one in _resting_on(case_id, question) if not told_of(one) <= groups]
    told = [_loss(stay) for stay in over]
    for stay in over:
        holding.revoke(stay)
    return told


def told_of(stay: Any) -> frozenset[str]:
    """The data groups that the house sees of who is to come."""
    return groups_told(stay.resident.reveal()) if stay.resident else frozenset()


def take_back(case_id: UUID, question: Question, actor: Actor) -> None:
    """End what rested on the agreement, in the transaction of the withdrawal."""
    for stay in [*_resting_on(case_id, question)]:
        holding.revoke(stay)


def _resting_on(case_id: UUID, question: Question) -> Iterable[Any]:
    purpose, recipient_id = question
    for stay in queries.unfinished_of(case_id):
        of_service = purpose == Purpose.SERVICE and recipient_id == stay.organisation_id
        if stay.state in COMING and (of_service or purpose == Purpose.CASE):
            yield stay
