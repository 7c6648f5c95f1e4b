"""The erasure itself, in one transaction: keys, rows, tokens, stored pieces; and facts without a
way back. What stays is the trace, which holds codes, and the certificate."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from casework.db import db
from casework.db.reaching import Reach, reach, remove
from casework.encryption import destroy_data_keys, owners_among
from casework.facts.service import detach
from casework.retention import subjects
from casework.retention.subjects import Subject

Owners = Mapping[str, Collection[UUID]]
"""Ids by the name of their table."""


@dataclass(frozen=True)
class Gone:
    """What an erasure came to. `owners`: what had a key of its own, by table."""

    keys: int
    rows: int
    facts: int
    owners: Owners


def erase(subject: Subject) -> Gone:
    """Destroy the keys of a record and of all that hangs on it, delete the rows, and let the facts
    that were counted stand without any way back to it."""
    return erase_all(roots_of(subject))


def erase_all(roots: Owners) -> Gone:
    """The same from any rows."""
    found = all_of(roots)
    everything = found.all_ids()
    owners = _owners(found)
    facts = detach(everything, found.ids.get("case", ()))
    forgotten = {owner for forget in subjects.words() for owner in forget(found.ids)}
    keys = destroy_data_keys(everything | forgotten)
    removed = remove(db.session, found)
    return Gone(keys, sum(removed.values()), facts, owners)


def all_of(roots: Owners) -> Reach:
    """Everything that hangs on some rows, with what features say goes along."""
    db.session.flush()
    wanted = {name: set(ids) for name, ids in roots.items()}
    found = reach(db.session, wanted)
    for further in subjects.further():
        for name, ids in further(found.ids).items():
            wanted.setdefault(name, set()).update(ids)
    return reach(db.session, wanted)


def roots_of(subject: Subject) -> dict[str, Collection[UUID]]:
    """The rows that an erasure of this record begins with."""
    return dict(subjects.sources()[subject.kind].roots(subject.id))


def _owners(found: Reach) -> Owners:
    """Those of the rows that have a data key, by table: in an older copy of the database each of
    them may stand alone, not yet tied to the record that went."""
    keyed = owners_among(found.all_ids())
    by_table = {name: sorted(ids & keyed) for name, ids in found.ids.items()}
    return {name: ids for name, ids in by_table.items() if ids}
