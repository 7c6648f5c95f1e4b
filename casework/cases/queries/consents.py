"""Consents that end soon, over all cases of one person."""

from datetime import date

from sqlalchemy import select

from casework.cases.domain.consent import Answer
from casework.cases.domain.pathway import CLOSED
from casework.cases.models import (
    Case,
    Consent,
)
from casework.cases.queries.file import today
from casework.cases.queries.scope import scope_of
from casework.db import db
from casework.policy import Actor


def consents_ending(actor: Actor, by: date, limit: int) -> list[tuple[str, str, date]]:
    """(case code, purpose, last day) of the actor's consents that end by `by`, soonest first;
    only lines that are still the newest of their question."""
    newer = Consent.__table__.alias()
    wanted = (
        select(Case.code, Consent.purpose, Consent.valid_until)
        .join(Case, Case.id == Consent.case_id)
        .where(scope_of(actor), Case.state != CLOSED, Consent.answer == Answer.GIVEN)
        .where(Consent.valid_until <= by, Consent.valid_until >= today())
        .where(
            ~select(newer.c.id)
            .where(
                newer.c.case_id == Consent.case_id,
                newer.c.purpose == Consent.purpose,
                newer.c.recipient_id.is_not_distinct_from(Consent.recipient_id),
                newer.c.seq > Consent.seq,
            )
            .exists()
        )
        .order_by(Consent.valid_until, Case.code)
        .limit(limit)
    )
    return [(row.code, row.purpose, row.valid_until) for row in db.session.execute(wanted)]
