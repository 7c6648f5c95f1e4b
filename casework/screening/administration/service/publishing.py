"""Four eyes: who wrote a version proposes it, somebody else reads and publishes it."""

from __future__ import annotations

from uuid import UUID

from casework.audit import record
from casework.audit.catalogue import InstrumentChanged
from casework.db import db, hold, take_turns
from casework.kernel import clock
from casework.kernel.refusals import (
    NotPermitted,
    ReasonMissing,
    SecondPersonNeeded,
    StaleVersion,
)
from casework.kernel.workflow import Span
from casework.policy import Actor, Permission, decide
from casework.screening import library
from casework.screening.administration.models import (
    DRAFT,
    PROPOSED,
    PUBLISHED,
    InstrumentVersion,
    InstrumentWithdrawal,
)
from casework.screening.administration.queries import VersionPage, is_withdrawn, readers
from casework.screening.administration.refusals import (
    LastOffered,
    NoLanguageComplete,
    NotAReader,
    NotProposed,
    NotPublished,
    OtherContent,
    StillFaulty,
)
from casework.screening.administration.service.drafts import VERSIONS_TURN, held_draft, note
from casework.screening.domain.instrument import Use
from casework.tasks.service import complete_tasks, open_task
from casework.workflow.service import due

OWNER = "instrument"
TO_PUBLISH, TO_REWORK = "publish_instrument", "rework_instrument"
TIME_TO_READ = Span(days=7)


def propose(page: VersionPage, reader: UUID, actor: Actor, expected_version: int) -> None:
    """Ask somebody else to read and publish a draft. Refused while it has a fault, a question
    that serves no decision, or no language that is complete."""
    draft = _row(page)
    held_draft(draft, actor, expected_version)
    if page.instrument.content_hash != draft.content_hash:
        raise StaleVersion()
    if page.faults or page.unused:
        raise StillFaulty(count=len(page.faults) + len(page.unused))
    if not page.instrument.languages:
        raise NoLanguageComplete()
    if reader not in {id for id, _name in readers(draft.author_id)}:
        raise NotAReader()
    draft.state, draft.reader_id, draft.returned = PROPOSED, reader, ""
    draft.proposed_at = clock.now()
    draft.version += 1
    complete_tasks(OWNER, draft.id)
    open_task(OWNER, draft.id, TO_PUBLISH, due(TIME_TO_READ), assignee_id=reader)
    note(draft, "proposed", actor)


def publish(draft: InstrumentVersion, read_hash: str, actor: Actor, expected_version: int) -> None:
    """Publish what was read: `read_hash` is that of the content on the reader's page. From then
    on nothing in it changes. Refused to whoever wrote it (SecondPersonNeeded)."""
    _held_proposal(draft, actor, expected_version)
    if draft.content_hash != read_hash:
        raise OtherContent()
    draft.state = PUBLISHED
    draft.published_at, draft.published_by_id = clock.now(), actor.user_id
    draft.version += 1
    complete_tasks(OWNER, draft.id)
    note(draft, "published", actor)


def send_back(draft: InstrumentVersion, reason: str, actor: Actor, expected_version: int) -> None:
    """Give a proposal back to its author, who reads why."""
    _held_proposal(draft, actor, expected_version)
    if not reason:
        raise ReasonMissing()
    draft.state, draft.returned = DRAFT, reason
    draft.version += 1
    complete_tasks(OWNER, draft.id)
    open_task(OWNER, draft.id, TO_REWORK, due(TIME_TO_READ), assignee_id=draft.author_id)
    note(draft, "sent_back", actor)


def take_back(draft: InstrumentVersion, actor: Actor, expected_version: int) -> None:
    """Its author goes on with a proposal that nobody has published yet."""
    hold(draft)
    if not decide(actor, Permission.INSTRUMENT_EDIT, draft.resource()).allowed:
        raise NotPermitted()
    if draft.version != expected_version:
        raise StaleVersion()
    if draft.state != PROPOSED:
        raise NotProposed()
    draft.state = DRAFT
    draft.version += 1
    complete_tasks(OWNER, draft.id)
    note(draft, "sent_back", actor)


def withdraw(page: VersionPage, reason: str, actor: Actor) -> InstrumentWithdrawal:
    """No longer offer a published version; it stays readable, and the one before it is offered
    again. Refused when nothing would be left to screen with."""
    if not decide(actor, Permission.INSTRUMENT_DRAFT).allowed:
        raise NotPermitted()
    take_turns(VERSIONS_TURN)
    if page.state != PUBLISHED or is_withdrawn(page):
        raise NotPublished()
    if not reason:
        raise ReasonMissing()
    made = InstrumentWithdrawal(
        instrument_id=page.instrument.id,
        content_hash=page.instrument.content_hash,
        withdrawn_at=clock.now(),
        withdrawn_by_id=actor.user_id,
        reason=reason,
    )
    db.session.add(made)
    db.session.flush()
    if not any(one.use is Use.SCREENING for one in library.offered()):
        raise LastOffered()
    event = InstrumentChanged(
        instrument=page.instrument.id,
        number=int(page.number),
        what="withdrawn",
        digest=page.instrument.content_hash,
    )
    record(event, actor)
    return made


def _held_proposal(draft: InstrumentVersion, actor: Actor, expected_version: int) -> None:
    hold(draft)
    if not decide(actor, Permission.INSTRUMENT_PUBLISH).allowed:
        raise NotPermitted()
    if draft.author_id == actor.user_id:
        raise SecondPersonNeeded()
    if draft.state != PROPOSED:
        raise NotProposed()
    if draft.version != expected_version:
        raise StaleVersion()


def _row(page: VersionPage) -> InstrumentVersion:
    if page.row is None:
        raise NotPermitted()
    return page.row
