"""The inside of a backup file: a head, the rows of each table, and an end that its maker signed.

4 bytes of length, then msgpack: Head · (name of a table, rows) … · End
"""

import struct
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO, Final
from uuid import UUID

import msgspec

from casework.encryption import Root, current_keyring
from casework.encryption.signatures import Signer

FORMAT: Final = "sanad-backup/1"
LARGEST: Final = 1 << 30

_length = struct.Struct(">I")
_encoder = msgspec.msgpack.Encoder()


class NotUnderstood(Exception):
    """These bytes are not the inside of a backup."""


class Head(msgspec.Struct, frozen=True, tag="head"):
    """What the file is. `tables`: the columns of each, in the order of the rows."""

    format: str
    part: str
    backup: UUID
    made_at: datetime
    schema: list[str]
    mode: str
    tables: dict[str, list[str]]


class Rows(msgspec.Struct, frozen=True, tag="rows"):
    """Some rows of one table, as plain values."""

    table: str
    rows: list[list[Any]]


class Audit(msgspec.Struct, frozen=True):
    """Where the log stood: its events, the Merkle root over the heads of all its streams, and the
    newest checkpoint."""

    events: int
    streams: int
    root: str
    checkpoint: int


class Count(msgspec.Struct, frozen=True):
    """How many rows a table has, and the sum of their digests."""

    rows: int
    digest: str


class End(msgspec.Struct, frozen=True, tag="end"):
    """What must have been read, and where the log stood; signed together with the head."""

    counts: dict[str, Count]
    audit: Audit
    signature: bytes = b""


Frame = Head | Rows | End
_decoder: msgspec.msgpack.Decoder[Frame] = msgspec.msgpack.Decoder(Frame)  # type: ignore[assignment]


def framed(frame: Frame) -> bytes:
    """One frame as it is written."""
    content = _encoder.encode(frame)
    return _length.pack(len(content)) + content


def frames(stream: BinaryIO) -> Iterator[Frame]:
    """Every frame of a file, in order. `NotUnderstood` for anything else."""
    while start := stream.read(_length.size):
        size = _length.unpack(start)[0] if len(start) == _length.size else LARGEST + 1
        content = stream.read(size) if size <= LARGEST else b""
        try:
            yield _decoder.decode(content)
        except (msgspec.MsgspecError, ValueError):  # a text that is no UTF-8 is a ValueError
            raise NotUnderstood() from None


def signed(head: Head, end: End) -> End:
    """The end with the signature of the keyring in use."""
    return msgspec.structs.replace(end, signature=_signer().sign(_message(head, end)))


def is_ours(head: Head, end: End) -> bool:
    """Whether the keyring in use signed this head and this end together."""
    return _signer().signed(_message(head, end), end.signature)


def _message(head: Head, end: End) -> bytes:
    unsigned = msgspec.structs.replace(end, signature=b"")
    return msgspec.msgpack.encode([head, unsigned], order="sorted")


def _signer() -> Signer:
    return Signer(current_keyring().derive(Root.AUDIT, "backup/v1"))
