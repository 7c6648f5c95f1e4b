"""Files sealed to people, with age (https://age-encryption.org/v1): what leaves the machine.

The machine knows recipients only, public keys of people who keep theirs elsewhere; it can write a
file and never read one again. Nothing lies in clear on a disk on the way: pieces are sealed as they
are made, and opened through a pipe.
"""

import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

import pyrage
from pyrage import x25519

PIECE = 1 << 16


class NotARecipient(ValueError):
    """A text that is no age recipient (age1…)."""


class NotAnIdentity(ValueError):
    """A file without an age identity (AGE-SECRET-KEY-1…)."""


class NotOpened(Exception):
    """The file is damaged or cut, or was sealed to other people."""


def recipients_of(text: str) -> list[Any]:
    """The recipients in a text, with spaces or commas between."""
    try:
        return [x25519.Recipient.from_str(one) for one in text.replace(",", " ").split()]
    except pyrage.RecipientError:
        raise NotARecipient() from None


def identities_in(path: Path) -> list[Any]:
    """The identities of a file as `age-keygen` writes it: lines, with comments between."""
    try:
        lines = [line.strip() for line in path.read_text(encoding="ascii").splitlines()]
        found = [x25519.Identity.from_str(line) for line in lines if line and line[0] != "#"]
    except (pyrage.IdentityError, UnicodeDecodeError):
        raise NotAnIdentity() from None
    if not found:
        raise NotAnIdentity()
    return found


def new_identity() -> tuple[str, str]:
    """A new identity and its recipient."""
    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def seal_to(path: Path, pieces: Iterable[bytes], recipients: list[Any]) -> None:
    """Write a new file that only the recipients open, on the disk when this returns."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    source = _Reader(iter(pieces))
    with os.fdopen(handle, "wb") as file:
        try:
            pyrage.encrypt_io(source, file, recipients)
        except Exception:
            if source.problem is not None:  # what went wrong while a piece was made
                raise source.problem from None
            raise
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def opened(path: Path, identities: list[Any]) -> Iterator[BinaryIO]:
    """The content, as a stream to read in order. `NotOpened` at the end of the block, or earlier,
    when not all of it is what was sealed."""
    reading, writing = os.pipe()
    problems: list[Exception] = []
    worker = Thread(target=_pour, args=(path, writing, identities, problems.append), daemon=True)
    worker.start()
    try:
        with os.fdopen(reading, "rb", PIECE) as stream:
            yield stream
            while stream.read(PIECE):
                pass  # what is left is looked at too
    except Exception:
        worker.join()
        if problems and not isinstance(problems[0], BrokenPipeError):
            raise NotOpened() from None  # what was read was cut short
        raise
    worker.join()
    if problems:
        raise NotOpened() from None


def _pour(path: Path, handle: int, identities: list[Any], tell: Callable[[Any], None]) -> None:
    try:
        with os.fdopen(handle, "wb", 0) as drain, path.open("rb") as file:
            pyrage.decrypt_io(file, drain, identities)
    except Exception as problem:  # the library tells several kinds apart; we do not
        tell(problem)


class _Reader(io.RawIOBase):
    """Pieces as the file that the library reads from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = b""
        self.problem: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; empty at the end."""
        try:
            while not self._left:
                self._left = next(self._pieces)
        except StopIteration:
            return b""
        except Exception as problem:
            self.problem = problem
            raise
        size = len(self._left) if size < 0 else size
        taken, self._left = self._left[:size], self._left[size:]
        return taken
