"""The events that answer a question as a signed file, and the trace of its having been taken."""

from collections.abc import Iterable
from datetime import UTC
from hashlib import sha256
from typing import Any

from casework.audit import record
from casework.audit.catalogue import JournalExported
from casework.audit.chain import Stream
from casework.audit.exporting import hexed, lines_of
from casework.audit.models import AuditEvent
from casework.audit.queries import how_many, rows_of
from casework.audit.sealing import last_checkpoint
from casework.journal.asking import Asked
from casework.journal.queries import Question, names_of
from casework.journal.refusals import NothingToExport, TooMuchToExport
from casework.kernel import clock
from casework.policy import Actor

MOST = 20_000
"""Events in one file: it is made in memory, while others write."""
CODED = ("case", "screening")
"""Streams whose records have a code. The name of an account is nobody's code."""


def export(asked: Asked, question: Question, reason: str, actor: Actor) -> bytes:
    """The file of a question, the oldest event first; written down with its digest. Refuses what no
    event answers, and what is too much for one file."""
    count = how_many(question.asked(), MOST + 1)
    if not count:
        raise NothingToExport()
    if count > MOST:
        raise TooMuchToExport()
    rows = list(rows_of(question.asked(), MOST))
    header = _header(asked, question, reason, actor, len(rows))
    made = b"".join(lines_of(rows, header, _codes(rows)))
    digest = sha256(made).hexdigest()
    told = JournalExported(count=len(rows), reason=reason, digest=digest, user_id=question.user_id)
    record(told, actor)
    return made


def file_name() -> str:
    """By the moment: `sanad-journal-20261116T090000Z.jsonl`."""
    return f"sanad-journal-{_moment():%Y%m%dT%H%M%SZ}.jsonl"


def _header(
    asked: Asked, question: Question, reason: str, actor: Actor, events: int
) -> dict[str, Any]:
    last = last_checkpoint()
    return {
        "made_at": f"{_moment():%Y-%m-%dT%H:%M:%SZ}",
        "by": actor.user_id.hex,
        "role": actor.role.value,
        "organisation_id": hexed(actor.organisation_id),
        "reason": reason,
        "events": events,
        "asked": {
            "account": hexed(question.user_id),
            "group": question.group or None,
            "record": asked.code or None,
            "first": question.first.isoformat() if question.first else None,
            "last": question.last.isoformat() if question.last else None,
            "unusual": asked.only,
        },
        "checkpoint": {
            "number": last.number,
            "events": last.events,
            "digest": last.seal().digest().hex(),
        }
        if last
        else None,
    }


def _codes(rows: Iterable[AuditEvent]) -> dict[Stream, str]:
    streams = {(one.stream_kind, one.stream_id) for one in rows if one.stream_kind in CODED}
    return {Stream(kind, id_): code for (kind, id_), code in names_of(streams).items()}


def _moment() -> Any:
    return clock.now().astimezone(UTC)
