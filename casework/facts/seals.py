"""What lies in the seal of a fact: its classes, and where the row stands.

Whoever writes rows of the database without the keys could otherwise move a person to another month,
which draws them twice, into a fictional country, or away from their place, which lets a further row
of theirs be counted. So a row is counted only where its seal says that it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from casework.encryption import Cipher, RecordSeal, Root, SealBroken, current_keyring

from .counted import as_counted
from .domain import KINDS, Classes, checked
from .providers import older_are_believed

ONE_LENGTH = 512
OPEN_MARK = b"\x00"
"""What stood in the place of a fact of somebody who does not wish to be counted, before that was
sealed: `service.bind_older` replaces it."""

LEFT_OUT = ""
OVER = "-"
TOGETHER = "="
"""Over because two files are one person, and only while they are: see `bound`."""
BEYOND = (OVER, TOGETHER)


@dataclass(frozen=True)
class Stands:
    """The columns that say where a fact counts, and whose place it takes."""

    lattice: str
    kind: str
    month: date
    subject: bytes
    place: bytes
    apart: bytes | None


@dataclass(frozen=True)
class Said:
    """`classes`: those of a fact in the order of its kind; `LEFT_OUT` of somebody who does not wish
    to be counted, one of `BEYOND` of a record that is over the bound of its person. `stands`: where
    the row stood when it was sealed; None in a seal of before that was sealed with it. `counted`:
    the classes with which its quarter was counted (`counted.in_short`); what is not counted says
    nothing of that either."""

    classes: str
    stands: Stands | None = None
    counted: str = ""


@dataclass(frozen=True)
class _Placed:
    """What a row says of which it is known where it was sealed for."""

    classes: str
    stands: Stands
    counted: str = ""


class FactMoved(ValueError):
    """A fact does not open, or does not lie where its seal says: somebody wrote the row who had no
    keys. Says which row, and nothing of what it holds."""


def _from_six_classes(plain: Mapping[str, str]) -> dict[str, str]:
    """The first shape held a case's six classes by name."""
    return {"classes": "|".join(checked("case", plain).values())}


_SEAL = RecordSeal(
    "fact",
    "blob",
    Said,
    version=3,
    upgrades={1: _from_six_classes, 2: lambda plain: plain},
    padded_length=lambda length: ONE_LENGTH,
)


def stands(row: Any) -> Stands:
    """Where a row lies now."""
    apart = None if row.apart is None else bytes(row.apart)
    return Stands(
        row.lattice, row.kind, row.period_month, bytes(row.subject), bytes(row.place), apart
    )


class Seals:
    """The seals of facts, for one act. All facts are under one key: they have no owner any more
    whose key could seal them."""

    def __init__(self) -> None:
        self._cipher: Cipher = current_keyring().cipher(Root.FACTS, "seal/v1")

    @cached_property
    def _older_are_believed(self) -> bool:
        return older_are_believed()

    def seal(self, fact_id: UUID, words: str, where: Stands, counted: str = "") -> bytes:
        """What a row holds that stands there, as long as any."""
        kept = "" if words in (LEFT_OUT, *BEYOND) else counted
        return _SEAL.seal(self._cipher, fact_id, Said(words, where, kept))

    def seen(self, row: Any) -> str | None:
        """What a row says; None of one that was destroyed. `FactMoved` where it does not lie as it
        was sealed."""
        said = self._seen(row)
        return said.classes if said else None

    def _seen(self, row: Any) -> Said | None:
        said = self._opened(row) if row.blob else None
        if said is None:
            return None
        fits = self._older_are_believed if said.stands is None else said.stands == stands(row)
        if not fits:
            raise FactMoved(str(row.id))
        return said

    def fits(self, row: Any) -> bool:
        """Whether a row lies as it was sealed, or was destroyed."""
        try:
            self.seen(row)
        except FactMoved:
            return False
        return True

    def is_older(self, row: Any) -> bool:
        """Whether a row that opens was sealed without where it stands."""
        return bool(row.blob) and self._opens(row) and self._opened(row).stands is None

    def stood(self, row: Any) -> Stands | None:
        """Where a row was sealed for; None of one that does not open, or does not say it."""
        return self._opened(row).stands if self._opens(row) else None

    def classes(self, row: Any) -> dict[str, str] | None:
        """The classes of a row; None of what is not counted. A class that joined its kind later is
        unknown in an older fact."""
        return classes_of(row.kind, self.seen(row))

    def counted_by(self, row: Any) -> Classes | None:
        """The classes that a row is counted by: those of its quarter, where that was counted."""
        said = self._seen(row)
        classes = classes_of(row.kind, said.classes) if said else None
        return as_counted(row.kind, classes, said.counted) if said and classes else None

    def words(self, row: Any) -> str | None:
        """What a row says wherever it lies; None of one that was destroyed or does not open."""
        found = self._sealed(row) if row.blob else None
        return found.classes if found else None

    def say(self, row: Any, words: str) -> bytes:
        """What the row holds from now on, counted as it was. Sealed again for where it was sealed
        for, never for where it was moved to; one that does not open says nothing any more."""
        found = self._sealed(row)
        return self.seal(row.id, words, found.stands, found.counted) if found else b""

    def keep_counted(self, row: Any, counted: str) -> bytes:
        """The same words, and with which classes its quarter was counted."""
        found = self._sealed(row)
        return self.seal(row.id, found.classes, found.stands, counted) if found else bytes(row.blob)

    def moved(self, row: Any, **digests: bytes | None) -> bytes:
        """What a row holds of which these digests change: the same words."""
        if not row.blob or (found := self._sealed(row)) is None:
            return bytes(row.blob)
        where = replace(found.stands, **digests)  # type: ignore[arg-type]
        return self.seal(row.id, found.classes, where, found.counted)

    def _sealed(self, row: Any) -> "_Placed | None":
        """What a row says, and where it was sealed for; None of one that nobody can believe."""
        try:
            said = self._opened(row)
        except FactMoved:
            return None
        if said.stands is not None:
            return _Placed(said.classes, said.stands, said.counted)
        return _Placed(said.classes, stands(row)) if self._older_are_believed else None

    def _opens(self, row: Any) -> bool:
        try:
            self._opened(row)
        except FactMoved:
            return False
        return True

    def _opened(self, row: Any) -> Said:
        if row.blob == OPEN_MARK:
            return Said(LEFT_OUT)
        try:
            return _SEAL.open(self._cipher, row.id, row.blob)
        except SealBroken:
            raise FactMoved(str(row.id)) from None


def classes_of(kind: str, words: str | None) -> dict[str, str] | None:
    """The classes of what a row of this kind says."""
    if words in (None, LEFT_OUT, *BEYOND):
        return None
    said = str(words).split("|")
    return checked(kind, dict(zip(KINDS[kind].dimensions, said, strict=False)))


def in_words(classes: Mapping[str, str]) -> str:
    """The classes of a fact, in the order of its kind, as a row says them."""
    return "|".join(classes.values())
