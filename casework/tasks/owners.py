"""What tasks are about. Tasks know only a kind and an id; the feature behind it names and links
them, for the person who looks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from casework.policy import Actor
from casework.tasks.models import Task


@dataclass(frozen=True)
class Described:
    """A task as an agenda shows it: a verb, a code, where to do it. Never who it is about."""

    title: Any
    code: str
    href: str
    detail: Any = ""


Describe = Callable[[Sequence[Task], Actor], Mapping[UUID, Described]]

_describers: dict[str, Describe] = {}
_climbing: set[str] = set()


def register_owner_kind(kind: str, describe: Describe) -> None:
    """`describe(tasks, actor)` answers, by task id, those that this person may open, in one go.

    A task left out is not shown: the feature decides who may know of it.
    """
    _describers[kind] = describe


def register_climbing(*kinds: str) -> None:
    """Kinds of tasks that go to the focal points of the region when their deadline was missed,
    and three days later to the national level, whatever their priority."""
    _climbing.update(kinds)


def climbing() -> frozenset[str]:
    """The kinds that climb."""
    return frozenset(_climbing)


def described(tasks: Sequence[Task], actor: Actor) -> dict[UUID, Described]:
    """Every task that somebody may open, named by its feature."""
    found: dict[UUID, Described] = {}
    for kind in sorted({task.owner_kind for task in tasks}):
        if describe := _describers.get(kind):
            found.update(describe([task for task in tasks if task.owner_kind == kind], actor))
    return found
