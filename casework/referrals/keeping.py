"""Whoever was sent something of a person may keep papers of their own."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select

from casework.db import db
from casework.referrals.models import Referral
from casework.retention.subjects import Mention


def those_told(cases: Collection[UUID]) -> list[Mention]:
    """The organisations that something was sent to, with the days of the first and the last."""
    first, last = func.min(Referral.sent_at), func.max(Referral.sent_at)
    whom = Referral.recipient_organisation_id
    rows = (
        select(whom.label("whom"), first.label("first"), last.label("last"))
        .where(Referral.case_id.in_(set(cases)), Referral.sent_at.is_not(None))
        .group_by(whom)
        .order_by(first)
    )
    return [Mention("told", row.whom, first=row.first, last=row.last)
            for row in db.session.execute(rows)]  # fmt: skip
