"""What the data protection officer sees: counts of the consent ledger, emergency accesses, and what
others register here (such as the queue of retention). Codes and counts, never a person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from casework.cases import labels
from casework.cases.queries import ledger_counts
from casework.policy import Actor

ANSWERS = ("given", "refused", "later", "withdrawn")


@dataclass(frozen=True)
class Queue:
    """Something that the officer follows elsewhere: its title, how many wait, where it is."""

    title: Any
    waiting: Callable[[Actor], int]
    href: Callable[[], str]


_queues: dict[str, Queue] = {}


def register_queue(key: str, queue: Queue) -> None:
    """Features register here what the officer has to follow: retention, requests of persons."""
    _queues[key] = queue


def queues(actor: Actor) -> list[tuple[Any, int, str]]:
    """All of them, with how many wait."""
    return [(one.title, one.waiting(actor), one.href()) for one in _queues.values()]


def ledger() -> list[tuple[Any, Sequence[int]]]:
    """How often each answer was written down, by purpose. The officer reads the same lines one by
    one in the journal, so that the count tells nothing more."""
    counted = ledger_counts()
    return [
        (words, [counted.get((purpose, answer), 0) for answer in ANSWERS])
        for purpose, words in labels.PURPOSES.items()
    ]
