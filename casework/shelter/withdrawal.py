"""When the person takes consent back, whoever was to come is expected at that house no more, and a
house that they left sees nothing of them any more. Where they live, the house keeps what it needs
to keep them safe; it is asked to delete it when they leave (decision 0020)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from casework.cases.domain.consent import Purpose
from casework.cases.withdrawals import Loss, Question
from casework.kernel import clock
from casework.policy import Actor
from casework.shelter import queries
from casework.shelter.agreement import loss_of, told_of
from casework.shelter.domain.track import COMING, LODGED
from casework.shelter.service import steps
from casework.shelter.standing import shown_now


def losses(case_id: UUID, question: Question) -> Iterable[Loss]:
    """Which house would no longer see who was to come, or who left it."""
    return [loss_of(stay) for stay in _seen(case_id, question)]


def shared(case_id: UUID, question: Question) -> Iterable[Loss]:
    """Which houses were ever told, except where the person lives now."""
    about = _about(case_id, question)
    return [Loss(one.organisation_id, one.reference, "stay") for one in about if not _here(one)]


def kept(case_id: UUID, question: Question) -> Iterable[Loss]:
    """Which house goes on seeing the person, because they live there."""
    return [loss_of(stay) for stay in _about(case_id, question) if _here(stay)]


def end_beyond(
    case_id: UUID, question: Question, groups: frozenset[str], actor: Actor
) -> Iterable[Loss]:
    """Who agrees to less than a house is told is expected there no more, or seen no more."""
    if question[0] != Purpose.SERVICE:
        return []
    over = [one for one in _seen(case_id, question) if not told_of(one) <= groups]
    told = [loss_of(stay) for stay in over]
    _end(over)
    return told


def take_back(case_id: UUID, question: Question, actor: Actor) -> None:
    """End what rested on the agreement, in the transaction of the withdrawal."""
    _end([stay for stay in _about(case_id, question) if not _here(stay)])


def _end(stays: Iterable[Any]) -> None:
    for stay in stays:
        if stay.state in COMING:
            steps.revoke(stay)
        stay.taken_back_at = stay.taken_back_at or clock.now()


def _here(stay: Any) -> bool:
    return stay.state in LODGED


def _seen(case_id: UUID, question: Question) -> Iterable[Any]:
    """Those that a house sees and that end with the agreement."""
    found = [stay for stay in _about(case_id, question) if not _here(stay)]
    seen = shown_now(stay.id for stay in found)
    return [stay for stay in found if stay.id in seen]


def _about(case_id: UUID, question: Question) -> Iterable[Any]:
    purpose, recipient_id = question
    for stay in queries.stays_of_case(case_id):
        of_service = purpose == Purpose.SERVICE and recipient_id == stay.organisation_id
        if of_service or purpose == Purpose.CASE:
            yield stay
