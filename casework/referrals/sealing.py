"""Who sees a referral, and on which ground: under a seal that nobody makes without keys.

What was sent before there were seals is sealed once, where the trace says that it was sent to this
recipient; a draft as it stands, because its sender reads it again before it goes.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.accounts import seals
from casework.accounts.domain.refusals import RowTampered
from casework.accounts.tampering import case_found_changed
from casework.audit.queries import every_event_of
from casework.db import db
from casework.referrals.domain.track import ReferralState, stage_of
from casework.referrals.models import Referral

KIND = "referral"
SHOWN_TO_RECIPIENT = tuple(state for state in ReferralState if stage_of(state) is not None)


def seal_referral(row: Referral) -> None:
    """Whoever changes one of these calls it, after having looked whether it fitted before."""
    row.seal = seals.made(KIND, *_sealed(row))


def referral_fits(row: Any) -> bool:
    """Whether Sanad wrote to whom it goes; of a referral, or of a row of its columns."""
    return seals.fits(row.seal, KIND, *_sealed(row))


def seen_as_sealed(row: Any) -> bool:
    """The same for who looks at it: what does not fit is told."""
    if referral_fits(row):
        return True
    case_found_changed(row.case_id, "referral")
    return False


def refuse_touched(row: Referral) -> None:
    """Nothing is sent, nor given to others, that somebody else than Sanad addressed."""
    if not seen_as_sealed(row):
        raise RowTampered()


def touched_referrals() -> Iterator[UUID]:
    """The cases of which somebody would see something if seals were not looked at, or sees it by
    an older row that still fits: the trace says to whom each was sent."""
    rows = db.session.scalars(select(Referral).where(Referral.state.in_(SHOWN_TO_RECIPIENT))).all()
    sent = _sent_to({row.case_id for row in rows})
    for row in rows:
        if not referral_fits(row) or sent.get(row.id) != str(row.recipient_organisation_id):
            yield row.case_id


def seal_earlier() -> int:
    """Those of a time before seals: how many were sealed."""
    rows = db.session.scalars(select(Referral).where(Referral.seal.is_(None))).all()
    sent = _sent_to({row.case_id for row in rows if row.sent_at})
    known = [
        row
        for row in rows
        if not row.sent_at or sent.get(row.id) == str(row.recipient_organisation_id)
    ]
    for row in known:
        seal_referral(row)
    return len(known)


def _sent_to(case_ids: Iterable[UUID]) -> dict[UUID, str]:
    return {
        UUID(one.code("referral_id")): one.code("recipient_id")
        for case_id in case_ids
        for one in every_event_of("case", case_id, ("ReferralSent",))
    }


def _sealed(row: Any) -> tuple[object, ...]:
    return (
        row.id,
        row.case_id,
        row.recipient_organisation_id,
        str(row.recipient_kind),
        row.colleague_id,
        row.basis and str(row.basis),
        row.sent_at,
    )
