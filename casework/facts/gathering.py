"""What an act says of facts, gathered and written together as its transaction commits."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.db import AtCommit

from .bound import lift, seal_beyond
from .domain import Handed, checked
from .finding import facts_of
from .models import Fact
from .places import places_of, subject_of
from .providers import counted, files_of, handed_by
from .seals import BEYOND, LEFT_OUT, Seals
from .turns import decide_about
from .writing import write


@dataclass(frozen=True)
class Followed:
    """A record whose facts are asked for at the commit."""

    owner_id: UUID
    hand_over: Callable[[], Iterable[Handed]]


@dataclass(frozen=True)
class Together:
    """Files that are of one person."""

    person_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class Apart:
    """Files that are of different persons after all."""

    person_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class Forgotten:
    """Persons, and records by their kind, that are not to be counted."""

    person_ids: tuple[UUID, ...]
    records: tuple[tuple[str, UUID], ...] = ()


Act = Handed | Followed | Together | Apart | Forgotten


def _write_said(session: Session, said: list[Act]) -> None:
    """In the order in which it was said; of a record that was followed, what it says by now."""
    asked = {one.owner_id: one for one in said if isinstance(one, Followed)}
    answers = {one: list(handed_by([one], lambda it: it.hand_over())) for one in asked.values()}
    acts: list[Handed | Together | Apart | Forgotten] = []
    for one in said:
        if isinstance(one, Followed):
            acts += [check(handed) for handed in answers.pop(asked[one.owner_id], ())]
        else:
            acts.append(one)
    _take_turns(session, acts)
    for some in _parts(acts):
        _carry_out(session, some)


def _parts(acts: Sequence[Act]) -> Iterable[list[Act]]:
    """Whoever is forgotten or told apart between two records is so between them."""
    part: list[Act] = []
    for one in acts:
        if isinstance(one, Apart | Forgotten):
            yield [*part, one]
            part = []
        else:
            part.append(one)
    yield part


def _carry_out(session: Session, acts: list[Act]) -> None:
    write(session, counted([one for one in acts if isinstance(one, Handed)]))
    for whose in dict.fromkeys(one.person_ids for one in acts if isinstance(one, Together)):
        seal_beyond(facts_of([], _places(whose)), whose)
        session.flush()
    for one in acts:
        if isinstance(one, Apart):
            lift(facts_of([], _places(one.person_ids)))
        elif isinstance(one, Forgotten):
            _forget(one)
    session.flush()


def _forget(one: Forgotten) -> None:
    seals = Seals()
    subjects = [subject_of(kind, record) for kind, record in one.records]
    for fact in facts_of(subjects, _places(one.person_ids)):
        if fact.blob and seals.words(fact) not in BEYOND:
            fact.blob = seals.say(fact, LEFT_OUT)


def _take_turns(session: Session, acts: Sequence[Act]) -> None:
    """The turns of whom something new is said of; whose fact only changes takes no place."""
    if session.get_bind().dialect.name == "sqlite":
        return
    handed = [one for one in acts if isinstance(one, Handed)]
    subjects = {subject_of(one.kind, one.owner_id): one for one in handed}
    known = session.scalars(select(Fact.subject).where(Fact.subject.in_(subjects)))
    for subject in map(bytes, known):
        subjects.pop(subject, None)
    persons = {file for one in subjects.values() for file in (one.person_id, *one.also)}
    persons.update(
        file for one in acts if not isinstance(one, Handed | Followed) for file in one.person_ids
    )
    if persons:
        decide_about(persons.union(*files_of(persons).values()))


def _places(person_ids: Collection[UUID]) -> list[bytes]:
    return [place for one in person_ids for place in places_of(one)]


def check(one: Handed) -> Handed:
    """What a feature handed over, in the order of its kind; refused as by `checked`."""
    return replace(one, classes=checked(one.kind, one.classes)) if one.classes else one


said: AtCommit[Act] = AtCommit("facts", _write_said)
