"""Whether what was sent may still be shown: asked at each look, not only by the job of the hour.

A yes that is over shows nothing from the day after on, also while no job runs; a vital interest
stands in for a yes until the person has answered; what the law asked for rests on neither.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, or_, select

from casework.cases.domain.consent import Purpose
from casework.cases.domain.gates import VITAL_INTEREST
from casework.cases.queries import agreed_today, answered_since, case_by_id
from casework.db import db
from casework.referrals.agreement import LEGAL_DUTY, barred
from casework.referrals.domain.recipients import PURPOSES
from casework.referrals.domain.track import stage_of
from casework.referrals.models import Referral

_PURPOSE = case(
    *((Referral.recipient_kind == kind.value, one.value) for kind, one in PURPOSES.items()),
    else_=Purpose.SERVICE.value,
)


def still_told() -> ColumnElement[bool]:
    """The condition on a referral that its ground holds today."""
    question = Referral.case_id, _PURPOSE, Referral.recipient_organisation_id
    return or_(
        Referral.basis == LEGAL_DUTY,
        agreed_today(*question),
        and_(Referral.basis == VITAL_INTEREST, ~answered_since(*question, Referral.sent_at)),
    )


def shows(referral: Referral) -> bool:
    """Whether this one shows something to its recipient now."""
    if stage_of(referral.state) is None:
        return False
    if barred(referral.recipient_kind, case_by_id(referral.case_id)):
        return False
    return referral.id in told_now([referral.id])


def told_now(ids: Iterable[UUID]) -> set[UUID]:
    """Those of these referrals whose ground holds today."""
    wanted = select(Referral.id).where(Referral.id.in_(set(ids)), still_told())
    return set(db.session.scalars(wanted))
