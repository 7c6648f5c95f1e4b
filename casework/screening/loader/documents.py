"""Reading a questionnaire that was written here, on the pages of administrators, not in a file."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

from casework.screening.domain.faults import Fault
from casework.screening.domain.indicators import IndicatorStandard
from casework.screening.domain.instrument import Instrument
from casework.screening.domain.soundness import faults_in
from casework.screening.loader.node import Node
from casework.screening.loader.questions import content_hash, read_instrument

_UNSHOWN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff]"
)


class DocumentUnreadable(ValueError):
    """The text is not the JSON object of a questionnaire."""


def canonical(document: dict[str, Any]) -> str:
    """The one way a document is written; its hash is that of the same content in YAML."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def holds_unshown(document: object) -> bool:
    """Whether some text of it has signs that are no text: controls, halves of signs, and the marks
    that turn a line around. A file can write them where no form lets them through."""
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value.keys(), *value.values()]
        elif isinstance(value, list | tuple):
            waiting += value
        elif isinstance(value, str) and _UNSHOWN.search(value):
            return True
    return False


def hash_of(document: dict[str, Any]) -> str:
    """SHA-256 of the content, as of a file."""
    return content_hash(document)


def read_document(
    document: dict[str, Any], standard: IndicatorStandard
) -> tuple[Instrument, list[str | Fault]]:
    """A draft as far as it can be read, and every fault in it. A text may lack languages."""
    day = _day(document.get("published"))
    top = Node({**document, "published": day}, "", [], draft=True)
    # A date and its ISO form have the same hash: both are written as text.
    instrument = read_instrument(top)
    known = {code for listed in standard.lists.values() for code in listed.indicators}
    return instrument, [*top.faults, *faults_in(instrument, known)]


def from_json(text: str) -> dict[str, Any]:
    """The document that was stored; DocumentUnreadable when it is anything else."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise DocumentUnreadable from None
    if not isinstance(document, dict):
        raise DocumentUnreadable
    return document


def _day(written: object) -> object:
    if not isinstance(written, str):
        return written
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return written
