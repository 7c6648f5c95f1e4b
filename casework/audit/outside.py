"""A checkpoint as one line of capitals and digits, for paper, mail or another system.

    number, moment, previous, root, streams, events, signature   160 bytes   256 signs of base32

Whoever keeps it can show years later that the log was longer, or another, on that day. Typed from
paper, spaces, hyphens and small letters do not matter.
"""

import struct
from base64 import b32decode, b32encode
from binascii import Error as NotBase32
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from casework.audit.chain import Seal
from casework.audit.keys import signer
from casework.audit.models import AuditCheckpoint

MARK: Final = "SANAD1"
_FORM: Final = struct.Struct(">QQ32s32sQQ64s")
_SIGNS: Final = 256
_GROUP: Final = 8
_IN_A_LINE: Final = 6
LARGEST: Final = 64 * 1024


class NotACheckpoint(ValueError):
    """This is no checkpoint that this keyring signed: another text, a slip, or another house."""


@dataclass(frozen=True)
class Outside:
    """A checkpoint that was kept outside, its signature checked."""

    seal: Seal


def as_line(checkpoint: AuditCheckpoint) -> str:
    """The checkpoint as one line."""
    seal = checkpoint.seal()
    content = _FORM.pack(
        seal.number,
        int(seal.at.timestamp()),
        seal.previous,
        seal.root,
        seal.streams,
        seal.events,
        checkpoint.signature,
    )
    return f"{MARK} {b32encode(content).decode()}"


def grouped(line: str) -> tuple[str, ...]:
    """The same in groups of eight, six to a line, as it is read from paper."""
    signs = line.removeprefix(MARK).strip()
    groups = [signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP)]
    starts = range(0, len(groups), _IN_A_LINE)
    return tuple(" ".join(groups[start : start + _IN_A_LINE]) for start in starts)


def read_line(text: str) -> Outside:
    """The checkpoint of a line, however it was broken up; `NotACheckpoint` for anything else."""
    signs = "".join(text.upper().replace("-", " ").split()).removeprefix(MARK)
    if len(signs) != _SIGNS or not signs.isascii():
        raise NotACheckpoint()
    try:
        number, at, previous, root, streams, events, signature = _FORM.unpack(b32decode(signs))
        moment = datetime.fromtimestamp(at, UTC)
    except (NotBase32, struct.error, ValueError, OverflowError, OSError):
        raise NotACheckpoint() from None
    seal = Seal(number, moment, previous, root, streams, events)
    if not signer().signed(seal.message(), signature):
        raise NotACheckpoint()
    return Outside(seal)


def read_all(given: str) -> list[Outside]:
    """Checkpoints of a file, one after another or on paper's lines; or of one that was typed."""
    try:
        text = Path(given).read_text(encoding="ascii") if _is_file(given) else given
    except (OSError, ValueError):
        raise NotACheckpoint() from None
    if len(text) > LARGEST:
        raise NotACheckpoint()
    return [read_line(one) for one in _apart(text)]


def _is_file(given: str) -> bool:
    """A checkpoint is longer than a file may be named; asking for such a file is an error to some
    systems."""
    try:
        return Path(given).is_file()
    except (OSError, ValueError):
        return False


def _apart(text: str) -> Iterator[str]:
    parts = [part for part in text.upper().split(MARK) if part.strip()]
    yield from parts or [""]
