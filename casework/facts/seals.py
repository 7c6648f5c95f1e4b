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

from .domain import KINDS, checked
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
    the row stood when it was sealed; None in a seal of before that was sealed with it."""

    classes: str
    stands: Stands | None = None


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

    def seal(self, fact_id: UUID, words: str, where: Stands) -> bytes:
        """What a row holds that stands there, as long as any."""
        return _SEAL.seal(self._cipher, fact_id, Said(words, where))

    def seen(self, row: Any) -> str | None:
        """What a row says; None of one that was destroyed. `FactMoved` where it does not lie as it
        was sealed."""
        said = self._opened(row) if row.blob else None
        if said is None:
            return None
        fits = self._older_are_believed if said.stands is None else said.stands == stands(row)
        if not fits:
            raise FactMoved(str(row.id))
        return said.classes

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

    def words(self, row: Any) -> str | None:
        """What a row says wherever it lies; None of one that was destroyed or does not open."""
        found = self._sealed(row) if row.blob else None
        return found[0] if found else None

    def say(self, row: Any, words: str) -> bytes:
        """What the row holds from now on. Sealed again for where it was sealed for, never for where
        it was moved to; one that does not open says nothing any more."""
        found = self._sealed(row)
        return self.seal(row.id, words, found[1]) if found else b""

    def moved(self, row: Any, **digests: bytes | None) -> bytes:
        """What a row holds of which these digests change: the same words."""
        if not row.blob or (found := self._sealed(row)) is None:
            return bytes(row.blob)
        words, where = found
        return self.seal(row.id, words, replace(where, **digests))  # type: ignore[arg-type]

    def _sealed(self, row: Any) -> tuple[str, Stands] | None:
        """What a row says, and where it was sealed for; None of one that nobody can believe."""
        try:
            said = self._opened(row)
        except FactMoved:
            return None
        if said.stands is not None:
            return said.classes, said.stands
        return (said.classes, stands(row)) if self._older_are_believed else None

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
