"""F11, F18: sealed values and traces that somebody touched."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from casework.db import Base, db
from casework.encryption import DataKeyMissing, create_keyring, current_keyring, use_keyring
from casework.encryption.data_keys import DataKey
from casework.encryption.refusals import SealBroken
from casework.encryption.sampling import sealed_columns
from tests.faults.outcome import Outcome, fault
from tests.faults.site import ROOT, Site
from tests.integration.retention.conftest import Archive
from tests.integration.shelter.conftest import INTAKE, Shelter

LARGEST = 3000
"""Longer values (notes, files) have their first and last bytes flipped, and every seventh."""


@dataclass(frozen=True)
class Value:
    """One sealed value where it lies, and the shapes under which its column opens."""

    row: Any
    blob: str
    shapes: tuple[str, ...]

    @property
    def content(self) -> bytes:
        """As it is stored."""
        return bytes(getattr(self.row, self.blob))

    def opens(self, content: bytes) -> bool:
        """Whether other bytes in the same place open, under any shape of the column."""
        setattr(self.row, self.blob, content)
        return any(self._opens(name) for name in self.shapes)

    def _opens(self, name: str) -> bool:
        try:
            getattr(self.row, name).reveal()
        except (SealBroken, DataKeyMissing):
            return False
        return True


@fault("F11", "every byte flipped, swapped between cases and fields, cut, other keys")
def corruption(outcome: Outcome, folder: Path) -> None:
    site = Site.on_sqlite(folder / "home")
    app = site.app()
    archive = Archive(app)
    for _case in range(2):
        archive.closed()
    shelter = Shelter(app)
    unit = shelter.unit()
    for _stay in range(2):
        shelter.step(shelter.admitted(unit), "complete_intake", INTAKE)
    with app.app_context():
        before = _digest_of_all()
        values = list(_values())
        with db.session.no_autoflush:
            tried, opened = _attack(values)
        kinds = {(type(one.row).__name__, one.blob) for one in values}
        db.session.rollback()
        swapped, by_swap = _keys_swapped()
        wrong = _other_keyring(folder)
        untouched = _digest_of_all() == before
        fine = all(one.opens(one.content) for one in _values())
        db.session.close()
        db.engine.dispose()
    outcome.say(f"{tried} corrupted values of {len(values)} records in {len(kinds)} columns")
    outcome.say(f"{swapped} data keys put into another owner's place; another keyring")
    outcome.must(tried > 10_000 and len(kinds) > 15, "every kind of sealed column is tried")
    outcome.must(opened + by_swap + wrong == 0, f"each refused ({opened + by_swap + wrong} opened)")
    outcome.must(untouched, "no row changed by the attempts")
    outcome.must(fine, "put right, each opens again")


def _values() -> Iterator[Value]:
    """Up to four records of every sealed column."""
    for (model, blob), shapes in sealed_columns().items():
        filled = select(model).where(getattr(model, blob).is_not(None)).limit(4)
        for row in db.session.scalars(filled):
            yield Value(row, blob, tuple(shapes))


def _attack(values: list[Value]) -> tuple[int, int]:
    """Every byte flipped, cuts, and the content of every other place, in each place."""
    tried = opened = 0
    contents = {id(one): one.content for one in values}
    for one in values:
        own = contents[id(one)]
        others = [content for key, content in contents.items() if key != id(one)]
        for content in (*_corrupted(own), *others):
            tried += 1
            opened += one.opens(content)
        setattr(one.row, one.blob, own)
    return tried, opened


def _corrupted(blob: bytes) -> Iterator[bytes]:
    places = range(len(blob)) if len(blob) <= LARGEST else (*range(64), *range(64, len(blob), 7))
    for place in places:
        for bit in (1, 128):
            yield blob[:place] + bytes([blob[place] ^ bit]) + blob[place + 1 :]
    for size in (0, 1, 12, 28, len(blob) // 2, len(blob) - 1):
        yield blob[:size]
    yield blob + b"\x00"


def _keys_swapped() -> tuple[int, int]:
    """Wrapped data keys in the place of another owner: bound to their own, they open nothing."""
    rows = db.session.execute(select(DataKey.owner_kind, DataKey.owner_id, DataKey.wrapped)).all()
    keyring, opened = current_keyring(), 0
    for row, other in zip(rows, (*rows[1:], rows[0]), strict=True):
        try:
            keyring.unwrap(row.owner_kind, row.owner_id, keyring.current_kek_id, other.wrapped)
            opened += 1
        except SealBroken:
            continue
    return len(rows), opened


def _other_keyring(folder: Path) -> int:
    """How many records open with the keyring of another installation."""
    another = create_keyring(folder / "other" / "keyring.json", None)
    db.session.rollback()
    with use_keyring(another):
        found = sum(one.opens(one.content) for one in _values())
        db.session.rollback()
    return found


def _digest_of_all() -> str:
    """Every sealed byte of the database, as it is stored."""
    whole = hashlib.sha256()
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(table.select().order_by(*table.primary_key.columns)):
            whole.update(repr(tuple(row)).encode())
    db.session.rollback()
    return whole.hexdigest()


@fault("F18", "every attack on the traces, on SQLite and PostgreSQL")
def traces(outcome: Outcome, folder: Path) -> None:
    attacks = ("tests/attacks/test_audit_tampering.py", "tests/attacks/test_checkpoints_outside.py")
    line = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", *attacks]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True)
    last = done.stdout.strip().splitlines()[-1]
    passed = re.search(r"(\d+) passed", last)
    outcome.say(f"{passed[1] if passed else 0} attacks tried in one run")
    if done.returncode:
        print(done.stdout[-2000:])
    outcome.must(done.returncode == 0 and passed is not None, "each named in one run")
