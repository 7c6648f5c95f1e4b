"""Erasures and backups: what was erased since a backup must not come back with it.

Whoever erases keeps a register outside the database and says here how it is written, read and
carried out again. It lies beside the backups of keys, is newer than any of them, and is applied in
the same transaction as a restore: nobody signs in to a database that holds an erased person.
"""

from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from casework.backup import refusals

FILE_NAME: Final = "sanad-erasures.sealed"


class Keeper(Protocol):
    """Whoever erases. A register that is damaged or of another keyring raises `SealBroken`."""

    def write(self, file: Path) -> object:
        """Bring the register up to this moment."""
        ...

    def as_of(self, file: Path) -> datetime:
        """Up to when it is complete."""
        ...

    def repeat(self, file: Path) -> int:
        """Erase again what it names, in the open unit of work; says how many records were there."""
        ...


_keepers: list[Keeper] = []


def register_keeper(keeper: Keeper) -> None:
    """Whoever erases says so; one is enough."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def write_register(folder: Path) -> None:
    """Bring the register in this folder up to this moment."""
    for keeper in _keepers:
        keeper.write(folder / FILE_NAME)


def check_register(file: Path, made_at: datetime) -> None:
    """Refuse a register that is not there, or that ends before the backup was made."""
    if not file.is_file():
        raise refusals.NoErasures(file=file.name)
    for keeper in _keepers:
        if keeper.as_of(file) < made_at:
            raise refusals.ErasuresTooOld(file=file.name, made=f"{made_at:%Y-%m-%d %H:%M} UTC")


def repeat_erasures(file: Path) -> int:
    """Erase again what the register names; says how many records had come back."""
    return sum(keeper.repeat(file) for keeper in _keepers)
