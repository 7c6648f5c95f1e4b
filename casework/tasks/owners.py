"""What tasks are about. Tasks know only a kind and an id; the feature behind it names and links
them, for the person who looks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from casework.kernel.refusals import Refusal
from casework.policy import Actor
from casework.tasks.models import Task


class CodeUnknown(Refusal):
    """A task is about a record that its maker works on."""

    field = "code"


@dataclass(frozen=True)
class Described:
    """A task as an agenda shows it: a verb, a code, where to do it. Never who it is about."""

    title: Any
    code: str
    href: str
    detail: Any = ""


@dataclass(frozen=True)
class Subject:
    """A record that somebody may set themselves a task about, and who else works on it. What they
    write is sealed under its key."""

    kind: str
    id: UUID
    organisation_id: UUID | None = None
    region: str | None = None
    backup_id: UUID | None = None


Describe = Callable[[Sequence[Task], Actor], Mapping[UUID, Described]]
Find = Callable[[Actor, str], Subject | None]

_describers: dict[str, Describe] = {}
_climbing: set[str] = set()
_finders: dict[str, Find] = {}


def register_owner_kind(kind: str, describe: Describe) -> None:
    """`describe(tasks, actor)` answers, by task id, those that this person may open, in one go.

    A task left out is not shown: the feature decides who may know of it.
    """
    _describers[kind] = describe


def register_subject(kind: str, find: Find) -> None:
    """`find(actor, code)` gives the record of a code that this person works on."""
    _finders[kind] = find


def subject_of(actor: Actor, code: str) -> Subject | None:
    """The record of a code, whichever feature knows it."""
    found = (find(actor, code) for find in _finders.values())
    return next((one for one in found if one is not None), None)


def register_climbing(*kinds: str) -> None:
    """Kinds of tasks that go to the focal points of the region when their deadline was missed,
    and three days later to the national level, whatever their priority. A kind that ends with a dot
    stands for all that go on after it with what tells them apart."""
    _climbing.update(kinds)


def climbing() -> frozenset[str]:
    """The kinds that climb."""
    return frozenset(_climbing)


def climbs(kind: str) -> bool:
    """Whether this kind climbs, by its name or by the part before its dot."""
    return kind in _climbing or kind.partition(".")[0] + "." in _climbing


def described(tasks: Sequence[Task], actor: Actor) -> dict[UUID, Described]:
    """Every task that somebody may open, named by its feature."""
    found: dict[UUID, Described] = {}
    for kind in sorted({task.owner_kind for task in tasks}):
        if describe := _describers.get(kind):
            found.update(describe([task for task in tasks if task.owner_kind == kind], actor))
    return found
