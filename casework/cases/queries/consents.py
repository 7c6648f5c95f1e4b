"""Consents that end soon, over all cases of one person."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from casework.cases.domain.consent import TELLS, Answer
from casework.cases.domain.pathway import CLOSED
from casework.cases.models import (
    Case,
    Consent,
)
from casework.cases.queries.file import today
from casework.cases.queries.scope import files_of_persons, scope_of
from casework.db import db
from casework.policy import Actor


def consents_ending(actor: Actor, by: date, limit: int) -> list[tuple[str, str, date]]:
    """(case code, purpose, last day) of the actor's consents that end by `by`, soonest first;
    only lines that are still the newest of their question."""
    wanted = select(Case.code, Consent.purpose, Consent.valid_until).where(*_ending(by))
    wanted = wanted.join(Case, Case.id == Consent.case_id).where(scope_of(actor))
    ordered = wanted.order_by(Consent.valid_until, Case.code).limit(limit)
    return [(row.code, row.purpose, row.valid_until) for row in db.session.execute(ordered)]


def cases_with_consents_ending(by: date) -> list[UUID]:
    """The open cases that have such a line, whoever works them; nothing is opened."""
    wanted = select(Case.id).join(Consent, Consent.case_id == Case.id).where(*_ending(by))
    wanted = wanted.where(Case.merged_into_id.is_(None)).distinct()
    return list(db.session.scalars(wanted.order_by(Case.id)))


def agreements_over(last: date) -> list[tuple[UUID, tuple[str, UUID | None]]]:
    """The case and the question of each agreement to tell somebody that ended by a day and was not
    answered anew, closed files and merged ones included."""
    wanted = select(Consent.case_id, Consent.purpose, Consent.recipient_id).where(
        Consent.answer == Answer.GIVEN,
        Consent.purpose.in_(TELLS),
        Consent.valid_until <= last,
        ~_superseded().exists(),
    )
    rows = db.session.execute(wanted.order_by(Consent.valid_until, Consent.case_id))
    return [(row.case_id, (row.purpose, row.recipient_id)) for row in rows]


def agreed_today(case_id: Any, purpose: Any, recipient_id: Any) -> ColumnElement[bool]:
    """Whether a purpose (and the recipient it names, if any) is agreed to today, as a condition on
    the columns of a row that rests on it."""
    over = Consent.valid_until < today()
    given = Consent.answer == Answer.GIVEN, or_(Consent.valid_until.is_(None), ~over)
    newer = _superseded(recipient_id)
    return _lines(case_id, purpose, recipient_id).where(*given, ~newer.exists()).exists()


def answered_since(
    case_id: Any, purpose: Any, recipient_id: Any, moment: Any
) -> ColumnElement[bool]:
    """Whether the person has answered this question, with a yes or a no, since a moment."""
    wanted = _lines(case_id, purpose, recipient_id).where(Consent.said_at >= moment)
    return wanted.where(Consent.answer != Answer.LATER).exists()


def said_no_to(purpose: str, case_ids: Collection[UUID]) -> set[UUID]:
    """Those of these cases whose person's last word on a purpose was a no, in whichever of their
    files they said it: only a yes in another file that was said later lifts it."""
    files = files_of_persons(case_ids)
    words = _last_words(purpose, {file for ids in files.values() for file in ids})
    found = set()
    for case_id, ids in files.items():
        said = [words[one] for one in ids if one in words]
        if said and max(said)[1]:
            found.add(case_id)
    return found


def _last_words(purpose: str, case_ids: Collection[UUID]) -> dict[UUID, tuple[datetime, bool]]:
    """By case, when the last yes or no on a purpose was said, and whether it was a no."""
    wanted = select(Consent.case_id, Consent.said_at, Consent.answer).where(
        Consent.case_id.in_(case_ids), Consent.purpose == purpose, Consent.answer != Answer.LATER
    )
    rows = db.session.execute(wanted.where(~_superseded().exists()))
    return {row.case_id: (row.said_at, row.answer != Answer.GIVEN) for row in rows}


def _lines(case_id: Any, purpose: Any, recipient_id: Any) -> Select[Any]:
    named = or_(Consent.recipient_id == recipient_id, Consent.recipient_id.is_(None))
    return select(Consent.id).where(Consent.case_id == case_id, Consent.purpose == purpose, named)


def _superseded(recipient_id: Any = None) -> Select[Any]:
    """A later line on the same question; with a recipient, also one for every body of its kind."""
    newer = Consent.__table__.alias()
    same = newer.c.recipient_id.is_not_distinct_from(Consent.recipient_id)
    if recipient_id is not None:
        same = or_(newer.c.recipient_id == recipient_id, newer.c.recipient_id.is_(None))
    later = select(newer.c.id).where(
        newer.c.case_id == Consent.case_id,
        newer.c.purpose == Consent.purpose,
        same,
        newer.c.seq > Consent.seq,
    )
    return later.correlate_except(newer)


def _ending(by: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Case.state != CLOSED,
        Consent.answer == Answer.GIVEN,
        Consent.valid_until <= by,
        Consent.valid_until >= today(),
        ~_superseded().exists(),
    )


def ledger_counts() -> dict[tuple[str, str], int]:
    """How many lines the ledger has, by purpose and answer, for the data protection officer."""
    rows = db.session.execute(
        select(Consent.purpose, Consent.answer, func.count().label("number")).group_by(
            Consent.purpose, Consent.answer
        )
    )
    return {(row.purpose, row.answer): row.number for row in rows}
