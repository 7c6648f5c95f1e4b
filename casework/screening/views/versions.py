"""Corrections as a page shows them: when, why, and every answer that changed, old beside new."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casework.accounts.queries import user_displays
from casework.audit import record_read
from casework.audit.catalogue import ScreeningRead
from casework.screening import revisions
from casework.screening.domain.revision import AnswerChange
from casework.screening.views.words import band_label, local, said
from casework.web.guard import signed_in_actor


@dataclass(frozen=True)
class Changed:
    """One question, what was answered and what is answered now."""

    question: str
    before: str
    after: str
    note: str


@dataclass(frozen=True)
class Version:
    """One correction: its number, when and by whom, why, what changed and what it points to."""

    number: int
    at: Any
    by: str
    reason: str
    changes: tuple[Changed, ...]
    source: str
    target: str
    standing: str


def versions_of(screening: Any) -> list[Version]:
    """The corrections of a screening, the newest first. The reading is written down."""
    rows = revisions.revisions_of(screening)
    if not rows:
        return []
    record_read(ScreeningRead(screening_id=screening.id, part="versions"), signed_in_actor())
    names = user_displays([row.author_id for row in rows])
    return [_version(screening, row, names) for row in reversed(rows)]


def changed(
    changes: Iterator[AnswerChange] | tuple[AnswerChange, ...], *, own: bool = False
) -> tuple[Changed, ...]:
    """Changes of answers in words; `own` for whoever wrote them."""
    return tuple(
        Changed(
            local(one.question.text),
            said(one.question, one.before, own=own),
            said(one.question, one.after, own=own),
            one.after.note if one.after.note != one.before.note else "",
        )
        for one in changes
    )


def _version(screening: Any, row: Any, names: Any) -> Version:
    revision = row.revision.reveal()
    return Version(
        number=row.number,
        at=row.sent_at,
        by=names.get(row.author_id, ""),
        reason=revision.reason,
        changes=changed(revisions.changed_answers(screening, row)),
        source=band_label(revision.source or ""),
        target=band_label(revision.target or ""),
        standing=row.standing,
    )
