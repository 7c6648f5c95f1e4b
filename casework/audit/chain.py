"""The arithmetic of the log: canonical bytes, links, Merkle roots. Pure.

A link is a keyed hash of what the event says and of the link before it, so nobody without the audit
root of the keyring can rewrite a stream, and nobody at all can take an event out of one unseen.
Checkpoints take the Merkle tree hash of RFC 9162, section 2.1.1, over the heads they seal.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from casework.audit.events import Event, KeyEvent, ScreeningEvent, SystemEvent
from casework.audit.fields import Digest, plain

FORMAT = 1
START = bytes(32)
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True)
SYSTEM = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Stream:
    """One chain: of a case, of a screening, of an account, or of the system itself."""

    kind: str
    id: UUID


KEYS = Stream("keys", SYSTEM)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event in its place. `body` is what was said, as canonical JSON."""

    stream: Stream
    seq: int
    at: datetime
    actor_id: UUID | None
    kind: str
    body: bytes
    previous: bytes

    def message(self) -> bytes:
        """What the link is made from: every column of the row, in one fixed form."""
        place = [
            FORMAT,
            self.stream.kind,
            self.stream.id.hex,
            self.seq,
            int(self.at.timestamp()),
            self.actor_id.hex if self.actor_id else None,
            self.kind,
        ]
        return self.previous + canonical(place) + b"\n" + self.body


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of a stream, as a checkpoint seals it."""

    stream: Stream
    seq: int
    link: bytes

    def leaf(self) -> bytes:
        """Its bytes as a leaf of the Merkle tree."""
        return canonical([self.stream.kind, self.stream.id.hex, self.seq, self.link.hex()])


@dataclass(frozen=True, slots=True)
class Seal:
    """What a checkpoint signs: `streams` heads under one root, `events` written in all so far."""

    number: int
    at: datetime
    previous: bytes
    root: bytes
    streams: int
    events: int

    def message(self) -> bytes:
        """The signed bytes."""
        return canonical(
            [
                FORMAT,
                self.number,
                int(self.at.timestamp()),
                self.previous.hex(),
                self.root.hex(),
                self.streams,
                self.events,
            ]
        )

    def digest(self) -> bytes:
        """What the next checkpoint holds on to."""
        return sha256(self.message()).digest()


def canonical(content: object) -> bytes:
    """JSON in one form only: keys sorted, no spaces, ASCII."""
    return _CANONICAL.encode(content).encode()


def body_of(event: Event) -> bytes:
    """What an event says, without the fields that say nothing."""
    said = {field.name: plain(getattr(event, field.name)) for field in fields(event)}
    return canonical({name: value for name, value in said.items() if value is not None})


def said(body: bytes) -> Mapping[str, str | int]:
    """The fields of a stored event, by name."""
    found: Mapping[str, str | int] = json.loads(body)
    return found


def stream_of(event: Event, actor_id: UUID | None) -> Stream:
    """A screening's event stays with the screening, even when it names the case it led to."""
    if isinstance(event, KeyEvent):
        return KEYS
    if isinstance(event, SystemEvent):
        return Stream("system", SYSTEM)
    kinds = ("screening", "case", "user")
    order = kinds if isinstance(event, ScreeningEvent) else ("case", "screening", "user")
    for kind in order:
        found = getattr(event, f"{kind}_id", None)
        if found is not None:
            return Stream(kind, found)
    return Stream("user", actor_id) if actor_id else Stream("system", SYSTEM)


def sealed_digest(blob: bytes) -> Digest:
    """The digest of a sealed blob, for events that prove what was recorded.

    It is taken of the ciphertext: whoever holds the case's key can show that the content is the one
    recorded, and once the key is destroyed the digest says nothing, while the chain stays whole.
    """
    return sha256(blob).hexdigest()


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """The tree hash of RFC 9162 over the leaves in their order, in logarithmic memory."""
    peaks: list[tuple[int, bytes]] = []
    for leaf in leaves:
        size, node = 1, sha256(b"\x00" + leaf).digest()
        while peaks and peaks[-1][0] == size:
            node = sha256(b"\x01" + peaks.pop()[1] + node).digest()
            size *= 2
        peaks.append((size, node))
    if not peaks:
        return sha256(b"").digest()
    _, root = peaks.pop()
    while peaks:
        root = sha256(b"\x01" + peaks.pop()[1] + root).digest()
    return root
