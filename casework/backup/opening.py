"""Reading a backup file: every refusal comes before anything is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import current_app

from casework.backup import refusals
from casework.backup.parts import KEYS, RECORDS, columns_of
from casework.backup.rows import TableSum
from casework.backup.wire import (
    FORMAT,
    Count,
    End,
    Frame,
    Head,
    NotUnderstood,
    Rows,
    frames,
    is_ours,
)
from casework.db import migrating
from casework.encryption import age

WORDS = {RECORDS: "records", KEYS: "keys"}


@dataclass
class Content:
    """One opened file: its head at once, its rows in order, its end when all rows were read."""

    file: Path
    head: Head
    _frames: Iterator[Frame]
    end: End | None = None
    counts: dict[str, Count] = field(default_factory=dict)

    def rows(self) -> Iterator[Rows]:
        """Every row once. Refused at the end when they are not what the maker signed."""
        sums = {name: TableSum() for name in self.head.tables}
        for frame in self._frames:
            if isinstance(frame, Rows) and frame.table in sums and self.end is None:
                sums[frame.table].add(frame.rows)
                yield frame
            elif isinstance(frame, End) and self.end is None:
                self.end = frame
            else:
                raise refusals.NotABackup(file=self.file.name)
        self.counts = {name: Count(one.rows, one.digest) for name, one in sums.items()}
        self._check()

    def _check(self) -> None:
        if self.end is None:
            raise refusals.FileDamaged(file=self.file.name)
        if not is_ours(self.head, self.end):
            raise refusals.NotSignedByUs(file=self.file.name)
        if self.counts != self.end.counts:
            raise refusals.NotTheSame(file=self.file.name, where="counts")

    @property
    def signed_end(self) -> End:
        """The end, once `rows` ran through."""
        if self.end is None:
            raise RuntimeError("not read yet")
        return self.end


def identities_of(files: tuple[Path, ...]) -> list[Any]:
    """The identities in some files."""
    found = []
    for file in files:
        try:
            found += age.identities_in(file)
        except (age.NotAnIdentity, OSError):
            raise refusals.IdentityUnknown(file=file.name) from None
    return found


@contextmanager
def opened(file: Path, part: str, identities: list[Any]) -> Iterator[Content]:
    """A backup file, whose head says that it is this part, of this schema and this mode."""
    if not file.is_file():
        raise refusals.FileMissing(file=file.name)
    try:
        with age.opened(file, identities) as stream:
            reading = frames(stream)
            head = next(reading, None)
            if not isinstance(head, Head):
                raise NotUnderstood()
            _check_head(head, file, part)
            yield Content(file, head, reading)
    except age.NotOpened:
        raise refusals.FileDamaged(file=file.name) from None
    except NotUnderstood:
        raise refusals.NotABackup(file=file.name) from None


def _check_head(head: Head, file: Path, part: str) -> None:
    if head.format != FORMAT:
        raise refusals.NotABackup(file=file.name)
    if head.part != part:
        raise refusals.OtherPart(
            file=file.name, holds=WORDS.get(head.part, "something else"), wanted=WORDS[part]
        )
    here = sorted(migrating.newest_revisions())
    if sorted(head.schema) != here:
        raise refusals.OtherSchema(made=", ".join(head.schema), here=", ".join(here))
    if head.tables != columns_of(part):
        raise refusals.NotABackup(file=file.name)
    mode = current_app.extensions["settings"].mode
    if head.mode != mode:
        raise refusals.OtherMode(made=head.mode, here=mode)


@dataclass(frozen=True)
class Looked:
    """What a verification found."""

    made_at: datetime
    records: End
    keys: End | None


def look_through(records: Path, keys: Path | None, identities: list[Any]) -> Looked:
    """Open everything and compare it with what was signed; writes nothing anywhere."""
    with opened(records, RECORDS, identities) as content:
        _run_through(content.rows)
    if keys is None:
        return Looked(content.head.made_at, content.signed_end, None)
    with opened(keys, KEYS, identities) as of_keys:
        check_age(of_keys.head, content.head)
        _run_through(of_keys.rows)
    return Looked(content.head.made_at, content.signed_end, of_keys.signed_end)


def check_age(keys: Head, records: Head) -> None:
    """Refuse keys from before the records."""
    if keys.made_at < records.made_at:
        raise refusals.KeysTooOld(made=f"{records.made_at:%Y-%m-%d %H:%M} UTC")


def _run_through(rows: Callable[[], Iterator[Rows]]) -> None:
    for _rows in rows():
        pass
