"""Drafts of questionnaires: begun from a document or from a version, changed, thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from casework.audit import record
from casework.audit.catalogue import InstrumentChanged
from casework.db import db, hold, take_turns
from casework.kernel import clock
from casework.kernel.refusals import NotPermitted, StaleVersion
from casework.policy import Actor, Permission, decide
from casework.screening.administration.models import DISCARDED, DRAFT, InstrumentVersion
from casework.screening.administration.refusals import (
    DocumentRefused,
    DocumentTooLong,
    NotADraft,
)
from casework.screening.domain.drafting.writing import document_of
from casework.screening.domain.faults import Fault
from casework.screening.domain.instrument import Instrument
from casework.screening.loader import (
    indicator_standard,
    published_instruments,
    purposes_of_earlier,
)
from casework.screening.loader.documents import (
    canonical,
    hash_of,
    holds_unshown,
    read_document,
)

LONGEST = 1_000_000  # characters: eight times the long form
ID_LENGTH = 40
VERSIONS_TURN = 448_001  # of the lists of versions: their numbers, and that one is left


def create_draft(
    document: dict[str, Any], actor: Actor, *, report: Sequence[str] | None = None
) -> InstrumentVersion:
    """Begin a draft from a document of plain values, as the loader reads them from YAML.

    Its `id` says of which instrument it is the next version; a new id begins an instrument. The
    version and the day are set here. Texts may lack languages, and what does not hang together may
    stand: it is told on the page. Refused when it is no questionnaire at all (DocumentRefused, with
    `faults`), and to whoever does not administer. `report` is what an import could not carry over.
    """
    if not decide(actor, Permission.INSTRUMENT_DRAFT).allowed:
        raise NotPermitted()
    _refuse_unshown(document)
    id = str(document.get("id", ""))[:ID_LENGTH]
    number = _next_number(id)
    dated = {**document, "id": id, "version": str(number), "published": _today()}
    return _begin(_well_formed(dated), number, actor, "\n".join(report or ()), base=None)


def copy_version(instrument: Instrument, actor: Actor) -> InstrumentVersion:
    """Begin a draft from any version: one that came with the software, one published here, or
    somebody's draft."""
    if not decide(actor, Permission.INSTRUMENT_DRAFT).allowed:
        raise NotPermitted()
    number = _next_number(instrument.id)
    document = document_of(instrument, purposes_of_earlier(instrument.id))
    document |= {"version": str(number), "published": _today()}
    return _begin(document, number, actor, "", base=instrument.content_hash)


def save_draft(
    draft: InstrumentVersion, document: dict[str, Any], actor: Actor, expected_version: int
) -> None:
    """Keep a changed document. A draft may hold faults of sense, never of form. Refused to
    everybody but its author, once it was proposed, and when another window saved it."""
    held_draft(draft, actor, expected_version)
    _write(draft, _well_formed(document))
    note(draft, "edited", actor)


def discard_draft(draft: InstrumentVersion, actor: Actor, expected_version: int) -> None:
    """Throw a draft away. Its number is not used again."""
    held_draft(draft, actor, expected_version)
    draft.state = DISCARDED
    draft.version += 1
    note(draft, "discarded", actor)


def held_draft(draft: InstrumentVersion, actor: Actor, expected_version: int) -> None:
    """Lock a draft of the actor's own at the version that was shown, or refuse."""
    hold(draft)
    if not decide(actor, Permission.INSTRUMENT_EDIT, draft.resource()).allowed:
        raise NotPermitted()
    if draft.state != DRAFT:
        raise NotADraft()
    if draft.version != expected_version:
        raise StaleVersion()


def _begin(
    document: dict[str, Any], number: int, actor: Actor, report: str, base: str | None
) -> InstrumentVersion:
    draft = InstrumentVersion(
        instrument_id=document["id"],
        number=number,
        state=DRAFT,
        base_hash=base,
        report=report,
        author_id=actor.user_id,
        made_at=clock.now(),
        version=0,
    )
    _write(draft, document)
    db.session.add(draft)
    db.session.flush()
    note(draft, "drafted", actor)
    return draft


def _write(draft: InstrumentVersion, document: dict[str, Any]) -> None:
    text = canonical(document)
    if len(text) > LONGEST:
        raise DocumentTooLong()
    draft.document, draft.content_hash = text, hash_of(document)
    draft.saved_at = clock.now()
    draft.version += 1


def _well_formed(document: dict[str, Any]) -> dict[str, Any]:
    """The document as it will be kept: read and written again, so that nothing unknown stays."""
    _refuse_unshown(document)
    instrument, faults = read_document(document, indicator_standard())
    of_form = tuple(fault for fault in faults if not isinstance(fault, Fault))
    if of_form:
        raise DocumentRefused(of_form)
    return document_of(instrument)


def _refuse_unshown(document: dict[str, Any]) -> None:
    if holds_unshown(document):
        raise DocumentRefused(("top: a text holds signs that cannot be shown",))


def _next_number(instrument_id: str) -> int:
    """One more than any version of this instrument ever had, here or in the software."""
    take_turns(VERSIONS_TURN)
    mine = select(func.max(InstrumentVersion.number))
    here = db.session.scalar(mine.where(InstrumentVersion.instrument_id == instrument_id))
    shipped = [
        int(version)
        for id, version in published_instruments()
        if id == instrument_id and version.isdecimal()
    ]
    return max([here or 0, *shipped]) + 1


def _today() -> str:
    return clock.now().astimezone(clock.MOROCCO).date().isoformat()


def note(draft: InstrumentVersion, what: Any, actor: Actor) -> None:
    """Write down that a version moved on."""
    event = InstrumentChanged(
        instrument=draft.instrument_id,
        number=draft.number,
        what=what,
        digest=draft.content_hash,
    )
    record(event, actor)
