"""Printing: an act with a reason, written into the trace, each copy with its number."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import func, select

from casework.accounts import queries as accounts
from casework.audit import record, record_read
from casework.audit.catalogue import LetterPrinted, LetterTaken
from casework.db import db, hold
from casework.kernel import clock
from casework.kernel.refusals import Refusal
from casework.letters.models import PrintedCopy
from casework.papers import letter
from casework.papers.blocks import Copy, Paper
from casework.papers.setting import LANGUAGES
from casework.policy import Actor

REASONS = ("person", "authority", "service", "file", "replacement")
TO_TAKE = timedelta(minutes=15)


class NoReasonToPrint(Refusal):
    """A paper leaves the house for a reason of the list, in French or Arabic."""

    field = "reason"


@dataclass(frozen=True)
class Wanted:
    """Which letter, about what, in which language, and why it is printed."""

    letter: str
    about: str
    language: str
    reason: str


def print_copy(case: Any, wanted: Wanted, actor: Actor, paper: Paper) -> PrintedCopy:
    """Note one copy. It can be taken for a quarter of an hour by whoever printed it. The paper is
    set once here, so that one that cannot be printed is refused before a number is given."""
    if wanted.reason not in REASONS or wanted.language not in LANGUAGES:
        raise NoReasonToPrint()
    letter.pdf(paper, None, fiction=False)
    hold(case)
    made = PrintedCopy(
        case_id=case.id,
        letter=wanted.letter,
        about=wanted.about,
        language=wanted.language,
        number=_last(case.id, wanted) + 1,
        reason=wanted.reason,
        printed_by_id=actor.user_id,
        printed_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    record(
        LetterPrinted(
            case_id=case.id, letter=wanted.letter, number=made.number, reason=wanted.reason
        ),
        actor,
    )
    return made


def copy_to_take(actor: Actor, case_id: UUID, copy_id: UUID) -> PrintedCopy | None:
    """A copy that the actor printed lately."""
    found = db.session.get(PrintedCopy, copy_id)
    if found is None or found.case_id != case_id or found.printed_by_id != actor.user_id:
        return None
    return found if clock.now() - found.printed_at < TO_TAKE else None


def take_copy(made: PrintedCopy, paper: Paper, actor: Actor) -> bytes:
    """The file of a copy; that it was taken is written down."""
    record_read(LetterTaken(case_id=made.case_id, letter=made.letter, number=made.number), actor)
    printed_by = accounts.user_display(made.printed_by_id)
    copy = Copy(made.number, printed_by, made.printed_at)
    return letter.pdf(paper, copy, fiction=current_app.extensions["settings"].demo)


def copies_of(case_id: UUID, limit: int = 50) -> list[PrintedCopy]:
    """The copies of a case, newest first."""
    rows = select(PrintedCopy).where(PrintedCopy.case_id == case_id)
    order = PrintedCopy.printed_at.desc(), PrintedCopy.number.desc(), PrintedCopy.id
    newest = rows.order_by(*order).limit(limit)
    return list(db.session.scalars(newest))


def _last(case_id: UUID, wanted: Wanted) -> int:
    same = select(func.max(PrintedCopy.number)).where(
        PrintedCopy.case_id == case_id,
        PrintedCopy.letter == wanted.letter,
        PrintedCopy.about == wanted.about,
    )
    return db.session.scalar(same) or 0
