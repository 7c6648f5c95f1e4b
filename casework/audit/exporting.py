"""The log, or part of it, as a file that proves itself: one JSON object a line, signed as a whole.

    header      who, for which reason, what was asked for, the last checkpoint, how many events
    event ...   ids, codes, counts, as in the log, each with its link; the oldest first
    seal        SHA-256 of every byte before it, and an Ed25519 signature over that digest

It names no worker and no victim: accounts are ids, files have their codes. Each link is computed
again while the file is made, so that an event that somebody altered is marked as not fitting, and
an export of a log that was touched is evidence and no laundering. The signature is of the key of
checkpoints, over another kind of message, so neither can stand for the other.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from casework.audit.chain import Entry, Stream, canonical, said
from casework.audit.keys import linker, signer
from casework.audit.models import AuditEvent
from casework.encryption.signatures import signed_by

FORMAT = "sanad-journal-1"
PURPOSE = b"sanad/journal-export/v1\n"
LONGEST = 64 * 1024
"""No line is longer: an event holds codes and counts."""


class NotAnExport(ValueError):
    """This is no export as it was made: names the line and what is wrong with it."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")
        self.line, self.what = line, what


@dataclass(frozen=True)
class Checked:
    """What a good export says of itself, and how many of its events did not fit the log."""

    header: Mapping[str, Any]
    events: int
    unfit: int


def lines_of(
    rows: Iterable[AuditEvent], header: Mapping[str, Any], codes: Mapping[Stream, str]
) -> Iterator[bytes]:
    """The file, line by line. `codes`: what the records of some streams are called."""
    digest, link = sha256(), linker()
    head = {**header, "format": FORMAT, "key": signer().public.hex()}
    for line in (head, *(_event(row, link, codes) for row in rows)):
        made = canonical(line) + b"\n"
        digest.update(made)
        yield made
    found = digest.digest()
    yield canonical({"digest": found.hex(), "signature": _sign(found).hex()}) + b"\n"


def check(lines: Iterable[bytes], public: bytes | None = None) -> Checked:
    """What the file says of itself. `NotAnExport` for one that was altered, cut short, added to, or
    signed by another key than ours, or than the `public` one that whoever checks was given."""
    digest, last, number, unfit = sha256(), b"", 0, 0
    header: Mapping[str, Any] = {}
    for number, line in enumerate(lines, 1):
        if number == 2:
            header = _header(last)
        elif number > 2:
            unfit += not _read(number - 1, last, ("seq", "kind", "link")).get("fits", True)
        digest.update(last)
        last = line
    if number < 2:
        raise NotAnExport(max(number, 1), "the seal is missing: the file was cut short")
    _check_seal(number, last, digest.digest(), public)
    if header["events"] != number - 2:
        raise NotAnExport(1, "another number of events")
    return Checked(header, number - 2, unfit)


def _check_seal(number: int, line: bytes, digest: bytes, public: bytes | None) -> None:
    seal = _read(number, line, ("digest", "signature"))
    if seal["digest"] != digest.hex():
        raise NotAnExport(number, "the lines before it are not those that were sealed")
    if not signed_by(public or signer().public, PURPOSE + digest, _bytes(seal)):
        raise NotAnExport(number, "another key signed it")


def _event(row: AuditEvent, link: Any, codes: Mapping[Stream, str]) -> dict[str, Any]:
    stream = Stream(row.stream_kind, row.stream_id)
    entry = Entry(stream, row.seq, row.at, row.actor_id, row.kind, row.body, row.previous)
    made: dict[str, Any] = {
        "at": _moment(row.at),
        "stream": row.stream_kind,
        "stream_id": row.stream_id.hex,
        "seq": row.seq,
        "actor_id": row.actor_id.hex if row.actor_id else None,
        "kind": row.kind,
        "said": _said(row.body),
        "previous": row.previous.hex(),
        "link": row.hash.hex(),
        "fits": link(entry.message()) == row.hash,
    }
    code = codes.get(stream)
    return {**made, "record": code} if code else made


def _said(body: bytes) -> Any:
    """What the event says; the bytes as they are when somebody wrote what is no JSON."""
    try:
        return dict(said(body))
    except (ValueError, RecursionError):
        return {"bytes": body.hex()}


def _header(line: bytes) -> Mapping[str, Any]:
    found = _read(1, line, ("format", "events"))
    if found["format"] != FORMAT:
        raise NotAnExport(1, "this is no export of the journal, or one of another version")
    return found


def _read(number: int, line: bytes, needed: tuple[str, ...]) -> Mapping[str, Any]:
    if len(line) > LONGEST:
        raise NotAnExport(number, "too long for a line of an export")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise NotAnExport(number, "not a line of an export") from None
    if not isinstance(found, dict) or not set(needed) <= set(found):
        raise NotAnExport(number, "not a line of an export")
    return found


def _sign(digest: bytes) -> bytes:
    return signer().sign(PURPOSE + digest)


def _bytes(seal: Mapping[str, Any]) -> bytes:
    try:
        return bytes.fromhex(seal["signature"])
    except (TypeError, ValueError):
        return b""


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def hexed(id_: UUID | None) -> str | None:
    """An id as the file writes it."""
    return id_.hex if id_ else None
