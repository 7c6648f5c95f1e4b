"""Places: how many rows one person may have in a kind of facts, held for life.

A person has `rows` numbered places in a kind, each a keyed digest. A new fact takes the first free
one; when none is left it is dropped, here, before anything is counted.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from casework.encryption import Root, current_keyring

from .domain import KINDS, LATTICES, Handed


@dataclass(frozen=True)
class Place:
    """The digests that a fact occupies."""

    number: bytes
    apart: bytes | None


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
        found.update(_numbers(one))
        if (apart := _apart(one)) is not None:
            found.add(apart)
    return found


def allot(new: Iterable[tuple[bytes, Handed]], taken: Collection[bytes]) -> dict[bytes, Place]:
    """A place for each new fact, in order, by its subject; one that has none left is left out."""
    found, taken = {}, set(taken)
    for subject, one in new:
        number = next((digest for digest in _numbers(one) if digest not in taken), None)
        apart = _apart(one)
        if number is None or apart in taken:
            continue
        taken.update(digest for digest in (number, apart) if digest)
        found[subject] = Place(number, apart)
    return found


def _numbers(one: Handed) -> list[bytes]:
    return _places(one.lattice, one.kind, one.person_id)


def _places(lattice: str | None, kind: str, person_id: UUID) -> list[bytes]:
    return [
        _digest("place/v1", f"{lattice}|{kind}|{person_id}|{number}")
        for number in range(KINDS[kind].rows)
    ]


def _apart(one: Handed) -> bytes | None:
    """Two rows of one person never have the same class here: the later one is dropped."""
    dimension = KINDS[one.kind].apart
    if not dimension:
        return None
    content = f"{one.lattice}|{one.kind}|{one.person_id}|{one.classes[dimension]}"
    return _digest("apart/v1", content)


def _digest(purpose: str, content: str) -> bytes:
    return current_keyring().mac(Root.FACTS, purpose, content.encode())
