"""What a withdrawal takes back, told and done by those who shared something under the consent.

A higher feature registers two functions at start: `losses` says who would see what no longer (for
the page that asks before), `act` takes it back in the transaction of the withdrawal.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from casework.policy import Actor

Question = tuple[str, UUID | None]
"""A purpose and its recipient."""


@dataclass(frozen=True)
class Loss:
    """An organisation that will no longer see what it was sent; `reference` names the sending."""

    organisation_id: UUID
    reference: str


Losses = Callable[[UUID, Question], Iterable[Loss]]
Act = Callable[[UUID, Question, Actor], None]

_subscribers: list[tuple[Losses, Act]] = []


def register_withdrawal(losses: Losses, act: Act) -> None:
    """`losses(case_id, question)` before, `act(case_id, question, actor)` when it happens."""
    if (losses, act) not in _subscribers:
        _subscribers.append((losses, act))


def losses_of(case_id: UUID, questions: Iterable[Question]) -> list[Loss]:
    """All that would be taken back."""
    asked = list(questions)
    return [loss for losses, _act in _subscribers for one in asked for loss in losses(case_id, one)]


def take_back(case_id: UUID, question: Question, actor: Actor) -> None:
    """Take back all that rests on one question."""
    for _losses, act in _subscribers:
        act(case_id, question, actor)
