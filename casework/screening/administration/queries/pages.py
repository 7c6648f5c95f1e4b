"""One version of a questionnaire as pages need it, wherever it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Select, select

from casework.db import db
from casework.kernel.refusals import NotFound
from casework.policy import Actor, Permission, Resource, decide
from casework.screening import library
from casework.screening.administration.models import (
    DISCARDED,
    DRAFT,
    PUBLISHED,
    InstrumentVersion,
    InstrumentWithdrawal,
)
from casework.screening.administration.published import NotAsPublished
from casework.screening.domain.drafting.writing import Document, document_of, without_purpose
from casework.screening.domain.faults import Fault
from casework.screening.domain.instrument import Instrument, Question
from casework.screening.loader import (
    indicator_standard,
    published_instruments,
    purposes_of_earlier,
)
from casework.screening.loader.documents import from_json, hash_of, read_document

WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class VersionPage:
    """One version of a questionnaire. `row` is None for one that came with the software."""

    instrument: Instrument
    number: str
    state: str
    row: InstrumentVersion | None = None
    withdrawn: InstrumentWithdrawal | None = None
    faults: tuple[str | Fault, ...] = ()

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return self.row.resource() if self.row else Resource(kind="instrument")

    @property
    def stored(self) -> InstrumentVersion:
        """The row of a version made here; NotFound for one that came with the software."""
        if self.row is None:
            raise NotFound()
        return self.row

    @property
    def is_draft(self) -> bool:
        """Whether it can be changed."""
        return self.state == DRAFT

    @property
    def unused(self) -> tuple[Question, ...]:
        """The questions that serve no decision anybody named."""
        named = purposes_of_earlier(self.instrument.id) if self.row is None else {}
        return tuple(q for q in without_purpose(self.instrument) if q.id not in named)

    @property
    def ready(self) -> bool:
        """Whether it could be proposed."""
        return not (self.faults or self.unused) and bool(self.instrument.languages)

    @property
    def moment(self) -> datetime | None:
        """When it last moved."""
        if self.withdrawn:
            return self.withdrawn.withdrawn_at
        if self.row is None:
            return None
        return self.row.published_at or self.row.proposed_at or self.row.saved_at


def versions_of(instrument_id: str) -> tuple[VersionPage, ...]:
    """Every version of an instrument, the newest first; empty when there is none."""
    withdrawn = withdrawals(instrument_id)
    mine = versions().where(
        InstrumentVersion.instrument_id == instrument_id, InstrumentVersion.state != DISCARDED
    )
    made = [_page(row, withdrawn) for row in db.session.scalars(mine)]
    taken = {page.number for page in made}
    shipped = [
        VersionPage(
            found, number, WITHDRAWN if found.content_hash in withdrawn else PUBLISHED,
            withdrawn=withdrawn.get(found.content_hash),
        )
        for (id, number), found in published_instruments().items()
        if id == instrument_id and number not in taken
    ]  # fmt: skip
    return tuple(sorted([*made, *shipped], key=_number, reverse=True))


def version_page(actor: Actor, id: str, number: str) -> VersionPage | None:
    """One version, for whoever may read questionnaires; a discarded draft is not found."""
    if not decide(actor, Permission.INSTRUMENT_READ).allowed:
        return None
    withdrawn = withdrawals(id)
    row = db.session.scalar(
        versions().where(
            InstrumentVersion.instrument_id == id,
            InstrumentVersion.number == (int(number) if _is_number(number) else -1),
            InstrumentVersion.state != DISCARDED,
        )
    )
    if row is not None:
        return _page(row, withdrawn)
    found = published_instruments().get((id, number))
    if found is None:
        return None
    gone = withdrawn.get(found.content_hash)
    return VersionPage(found, number, WITHDRAWN if gone else PUBLISHED, withdrawn=gone)


def own_draft(actor: Actor, id: str, number: str) -> VersionPage | None:
    """The same, for editing: what came with the software is never edited."""
    page = version_page(actor, id, number)
    return page if page is not None and page.row is not None else None


def compared_with(page: VersionPage) -> Instrument | None:
    """What a version is compared with: the one offered now, else the one before it."""
    offered = {instrument.id: instrument for instrument in library.offered()}
    found = offered.get(page.instrument.id)
    if found is not None and found.content_hash != page.instrument.content_hash:
        return found
    earlier = [one for one in versions_of(page.instrument.id) if _number(one) < _number(page)]
    published = [one.instrument for one in earlier if one.state in (PUBLISHED, WITHDRAWN)]
    return published[0] if published else None


def document_to_edit(page: VersionPage) -> Document:
    """The document of a version, as editing functions take it."""
    return document_of(page.instrument)


@lru_cache(maxsize=32)
def _parsed(content_hash: str, text: str) -> tuple[Instrument, tuple[str | Fault, ...]]:
    document = from_json(text)
    if hash_of(document) != content_hash:
        raise NotAsPublished(content_hash)
    instrument, faults = read_document(document, indicator_standard())
    return instrument, tuple(faults)


def read_row(row: InstrumentVersion) -> tuple[Instrument, tuple[str | Fault, ...]]:
    try:
        return _parsed(row.content_hash, row.document)
    except NotAsPublished:
        raise library.InstrumentAltered() from None


def _page(row: InstrumentVersion, withdrawn: dict[str, InstrumentWithdrawal]) -> VersionPage:
    instrument, faults = read_row(row)
    gone = withdrawn.get(row.content_hash) if row.state == PUBLISHED else None
    return VersionPage(
        instrument, str(row.number), WITHDRAWN if gone else row.state, row, gone, faults
    )


def withdrawals(instrument_id: str) -> dict[str, InstrumentWithdrawal]:
    mine = select(InstrumentWithdrawal).where(InstrumentWithdrawal.instrument_id == instrument_id)
    return {row.content_hash: row for row in db.session.scalars(mine)}


def is_withdrawn(page: VersionPage) -> bool:
    """Whether a version was withdrawn, as it is now."""
    return page.instrument.content_hash in withdrawals(page.instrument.id)


def versions() -> Select[InstrumentVersion]:
    return select(InstrumentVersion)


def _number(page: VersionPage) -> int:
    return int(page.number) if _is_number(page.number) else 0


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 7
