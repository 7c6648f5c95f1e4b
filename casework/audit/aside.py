"""Sealed files in the second place: what a restore of an older database must not lose.

A file opens under its own name, with this keyring and for this database alone: it cannot be
altered, renamed, or taken from another installation. It is written once.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from casework.audit.copies import second_place
from casework.audit.restorations import MOMENT
from casework.db import db
from casework.db.installation import Installation
from casework.encryption import Cipher, Root, current_keyring
from casework.kernel.files import write_whole

SUFFIX: Final = ".sealed"


@dataclass(frozen=True)
class Aside:
    """A folder of sealed files. `whose` is what they are of, and of which database."""

    folder: Path
    whose: str

    def names(self) -> list[str]:
        """What is kept, in order; nothing where the folder is not there."""
        return sorted(file.name.removesuffix(SUFFIX) for file in self.folder.glob(f"*{SUFFIX}"))

    def keep(self, name: str, content: bytes) -> None:
        """Seal it under its name. OSError when it could not be written."""
        write_whole(self._file(name), self._cipher().seal(content, self._place(name)))

    def open(self, name: str) -> bytes:
        """What is kept under a name. `SealBroken` for what was altered, renamed, or is another
        database's; OSError for what cannot be read."""
        return self._cipher().open(self._file(name).read_bytes(), self._place(name))

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}{SUFFIX}"

    def _place(self, name: str) -> bytes:
        return f"{self.whose}|{name}".encode()

    def _cipher(self) -> Cipher:
        keyring = current_keyring()
        return keyring.make_cipher(keyring.derive(Root.AUDIT, "aside/v1"))


def aside(what: str, place: Path | None = None) -> Aside:
    """The files of one sort that belong to this database, in the second place or in a copy of it
    (`place`, or the very folder with the files). They lie under the moment at which the database
    was made, which every backup of it holds."""
    made = db.session.get(Installation, 1)
    moment = f"{made.made_at:{MOMENT}}" if made else "unstamped"
    whose = f"{what}|{made.mode}|{made.made_at.isoformat()}" if made else f"{what}|unstamped"
    root = place or second_place()
    folder = root / what / moment
    return Aside(folder if place is None or folder.is_dir() else place, whose)
