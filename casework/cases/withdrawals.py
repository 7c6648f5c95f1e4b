"""What a withdrawal takes back, told and done by those who shared something under the consent.

A higher feature registers its functions at start: `losses` says who would see what no longer (for
the page that asks before), `act` takes it back in the transaction of the withdrawal, `shared` says
what was ever told under the consent, seen still or not: who was told is asked to delete it. `kept`
says who goes on seeing something while the person's safety asks for it, and is asked later. A yes
to less than before takes back in part: `end_beyond` ends what tells more than is agreed to now.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from casework.policy import Actor

LOST = ("referral", "conference", "stay", "return", "transfer", "document")
Question = tuple[str, UUID | None]
"""A purpose and its recipient."""


@dataclass(frozen=True)
class Loss:
    """An organisation that was sent something; `reference` names the sending. None for what is kept
    nowhere else and is destroyed. `what` says in which way it was told (a code of `LOST`), `groups`
    which data groups it sees of the person now."""

    organisation_id: UUID | None
    reference: str
    what: str = ""
    groups: tuple[str, ...] = ()


Losses = Callable[[UUID, Question], Iterable[Loss]]
Act = Callable[[UUID, Question, Actor], None]

EndBeyond = Callable[[UUID, Question, frozenset[str], Actor], Iterable[Loss]]

_subscribers: list[tuple[Losses, Act, Losses, Losses]] = []
_narrowing: list[EndBeyond] = []


def _nothing(case_id: UUID, question: Question) -> Iterable[Loss]:
    return ()


def register_withdrawal(
    losses: Losses, act: Act, shared: Losses | None = None, kept: Losses = _nothing
) -> None:
    """`losses(case_id, question)` before, `act(case_id, question, actor)` when it happens;
    `shared(case_id, question)`, all that was told (without it: the losses) and is not `kept`."""
    subscriber = (losses, act, shared or losses, kept)
    if subscriber not in _subscribers:
        _subscribers.append(subscriber)


def register_narrowing(end_beyond: EndBeyond) -> None:
    """`end_beyond(case_id, question, groups, actor)` ends what tells this recipient more than these
    data groups, and gives who was told it."""
    if end_beyond not in _narrowing:
        _narrowing.append(end_beyond)


def narrow(case_id: UUID, question: Question, groups: frozenset[str], actor: Actor) -> list[Loss]:
    """End all that tells more than is agreed to now."""
    found = (loss for end in _narrowing for loss in end(case_id, question, groups, actor))
    return list(dict.fromkeys(found))


def losses_of(case_id: UUID, questions: Iterable[Question]) -> list[Loss]:
    """All that would be taken back."""
    return _told(case_id, questions, [losses for losses, _act, _shared, _kept in _subscribers])


def shared_under(case_id: UUID, questions: Iterable[Question]) -> list[Loss]:
    """All that was told, once each, in the order it was told."""
    return _told(case_id, questions, [shared for _losses, _act, shared, _kept in _subscribers])


def kept_under(case_id: UUID, questions: Iterable[Question]) -> list[Loss]:
    """All that is seen on for a while."""
    return _told(case_id, questions, [kept for _losses, _act, _shared, kept in _subscribers])


def take_back(case_id: UUID, question: Question, actor: Actor) -> None:
    """Take back all that rests on one question."""
    for _losses, act, _shared, _kept in _subscribers:
        act(case_id, question, actor)


def _told(case_id: UUID, questions: Iterable[Question], tellers: Iterable[Losses]) -> list[Loss]:
    asked = list(questions)
    found = (loss for tell in tellers for one in asked for loss in tell(case_id, one))
    return list(dict.fromkeys(found))
