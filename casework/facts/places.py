"""Places: how many rows one person may have in a kind of facts, held for life.

Each file of a person has `rows` numbered places in a kind, each a keyed digest. A new fact takes
the first free one of its own file, unless all files of the person together hold `rows` already:
then it is over the bound, and never counted. That stays so when one of the files is erased or two
are taken apart, because the row of a record that is over takes a place of the record itself.
"""

import secrets
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from casework.encryption import Root, current_keyring

from .domain import CLASSES, KINDS, LATTICES, Handed


@dataclass(frozen=True)
class Place:
    """The digests that a fact occupies, and whether it is over the bound of its person."""

    number: bytes
    apart: bytes | None = None
    over: bool = False


def subject_of(kind: str, owner_id: object) -> bytes:
    """The keyed digest that finds the fact of a record again."""
    return _digest("subject/v1", f"{kind}|{owner_id}")


def places_of(person_id: UUID) -> Iterator[bytes]:
    """Every place that this person can have, of any kind, in any lattice."""
    for lattice in LATTICES:
        for kind in KINDS:
            yield from _places(lattice, kind, person_id)


def wanted(handed: Iterable[Handed]) -> set[bytes]:
    """Every digest that these facts could occupy."""
    found: set[bytes] = set()
    for one in handed:
        found.update(_numbers(one), _aparts(one))
    return found


def allot(new: Iterable[tuple[bytes, Handed]], taken: Collection[bytes]) -> dict[bytes, Place]:
    """A place for each new fact, in order, by its subject; none for one that says nothing while its
    person has a row left."""
    found, taken = {}, set(taken)
    for subject, one in new:
        if _is_over(one, taken):
            found[subject] = _place_over(one)
        elif one.classes:
            found[subject] = _free_place(one, taken)
        else:
            continue
        taken.update(filter(None, (found[subject].number, found[subject].apart)))
    return found


def _is_over(one: Handed, taken: Collection[bytes]) -> bool:
    held = sum(digest in taken for digest in _numbers(one))
    return held >= KINDS[one.kind].rows or any(digest in taken for digest in _aparts(one))


def _free_place(one: Handed, taken: Collection[bytes]) -> Place:
    own = _places(one.lattice, one.kind, one.person_id)
    number = next(digest for digest in own if digest not in taken)
    return Place(number, next(iter(_aparts(one)), None))


def _place_over(one: Handed) -> Place:
    """A place of the record itself, as if it were a file of the person. Where it is one (a
    screening), that keeps whatever follows it out as well. Where counted rows have a class apart
    it has chance in its place, so that a stolen database does not show which rows are over."""
    apart = chance() if KINDS[one.kind].apart else None
    return Place(_places(one.lattice, one.kind, one.owner_id)[0], apart, over=True)


def chance() -> bytes:
    """In the place of a digest, and not to be told from one."""
    return secrets.token_bytes(32)


def class_apart(fact: Any, person_ids: Iterable[UUID]) -> str | None:
    """The class in which a row of one of these files differs from every other row of its person;
    None where nothing has to differ."""
    dimension = KINDS[fact.kind].apart
    if not dimension or fact.apart is None:
        return None
    whose = [(file, said) for file in person_ids for said in CLASSES[dimension]]
    return next(
        (said for file, said in whose if fact.apart == _apart(fact.lattice, fact.kind, file, said)),
        None,
    )


def _numbers(one: Handed) -> list[bytes]:
    files = (one.person_id, *one.also)
    return [digest for file in files for digest in _places(one.lattice, one.kind, file)]


def _places(lattice: str | None, kind: str, person_id: UUID) -> list[bytes]:
    return [
        _digest("place/v1", f"{lattice}|{kind}|{person_id}|{number}")
        for number in range(KINDS[kind].rows)
    ]


def _aparts(one: Handed) -> list[bytes]:
    """Two rows of one person never have the same class here: the later one is over. The digest of
    each file, the own one first."""
    dimension = KINDS[one.kind].apart
    if not dimension or not one.classes:
        return []
    said = one.classes[dimension]
    files = (one.person_id, *one.also)
    return [_apart(one.lattice, one.kind, file, said) for file in files]


def _apart(lattice: str | None, kind: str, file: UUID, said: str) -> bytes:
    return _digest("apart/v1", f"{lattice}|{kind}|{file}|{said}")


def _digest(purpose: str, content: str) -> bytes:
    return current_keyring().mac(Root.FACTS, purpose, content.encode())
