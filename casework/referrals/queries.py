"""Reads of referrals, always through the scope of who asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, bindparam, select, tuple_

from casework.db import db
from casework.encryption import preload_data_keys
from casework.kernel import clock
from casework.kernel.ids import normalise_code
from casework.policy import Actor
from casework.referrals.domain.packet import Packet
from casework.referrals.domain.track import ENDED, ReferralState, stage_of
from casework.referrals.models import Referral

PAGE = 25
S = ReferralState
SHOWN_TO_RECIPIENT = tuple(state for state in S if stage_of(state) is not None)
BOXES = {
    "waiting": (S.SENT, S.RECEIVED),
    "active": (S.ACCEPTED, S.IN_PROGRESS, S.DELIVERED),
}

# Prepared once: the gates of a case and the steps of a referral ask them again and again.
_OF_CASE = select(Referral).where(Referral.case_id == bindparam("of_case"))
_OF_CASE = _OF_CASE.order_by(Referral.prepared_at.desc(), Referral.id)
_STANDING = select(Referral.state).where(Referral.case_id == bindparam("of_case"))
_NAMED = select(Referral).where(Referral.reference == bindparam("named"))


@dataclass(frozen=True)
class InboxRow:
    """One line of an inbox: what is asked and the little that helps to choose which to open."""

    reference: str
    service: str
    priority: str
    region: str
    state: str
    due_at: datetime | None
    packet: Packet


def referral_for_recipient(actor: Actor, ref: str) -> Referral | None:
    """A referral addressed to the actor's organisation, while it discloses something."""
    found = _by_reference(ref)
    if found is None or found.recipient_organisation_id != actor.organisation_id:
        return None
    return found if stage_of(found.state) else None


def ended_referral_for_recipient(actor: Actor, ref: str) -> Referral | None:
    """A referral that was addressed to the actor's organisation and discloses nothing any more."""
    found = _by_reference(ref)
    if found is None or found.recipient_organisation_id != actor.organisation_id:
        return None
    return found if found.state in ENDED and found.sent_at is not None else None


def referral_of_case(case_id: UUID, ref: str) -> Referral | None:
    """A referral of a case the caller was already let into."""
    found = _by_reference(ref)
    return found if found is not None and found.case_id == case_id else None


def referrals_of(case_id: UUID) -> Sequence[Referral]:
    """All referrals of a case, newest first."""
    return db.session.scalars(_OF_CASE, {"of_case": case_id}).all()


def inbox(actor: Actor, box: str, after: tuple[datetime, UUID] | None = None) -> list[InboxRow]:
    """One page of the recipient's inbox, by time left; stage A opened for its rows only."""
    rows = _inbox_rows(actor, BOXES[box])
    if after is not None:
        rows = rows.where(tuple_(Referral.due_at, Referral.id) > after)
    found = db.session.execute(rows.limit(PAGE + 1)).all()
    preload_data_keys("case", {row.case_id for row in found})
    return [
        InboxRow(
            row.reference, row.service, row.priority, row.region, row.state, row.due_at,
            Referral.packet_a.bind(
                row_id=row.id, owner_id=row.case_id, blob=row.packet_a_blob
            ).reveal(),
        )
        for row in found
    ]  # fmt: skip


def count_waiting(actor: Actor) -> int:
    """How many referrals wait for the actor's organisation: exact, they may open each of them."""
    return len(db.session.execute(_inbox_rows(actor, BOXES["waiting"]).limit(500)).all())


def overdue(now: datetime) -> Sequence[Referral]:
    """Sent referrals whose time to answer is over."""
    rows = select(Referral).where(
        Referral.state.in_(BOXES["waiting"]), Referral.due_at.is_not(None), Referral.due_at < now
    )
    return db.session.scalars(rows.order_by(Referral.due_at).limit(200)).all()


def standing_of(case_id: UUID) -> Sequence[str]:
    """The states of all referrals of a case."""
    return db.session.scalars(_STANDING, {"of_case": case_id}).all()


def disclosing(case_id: UUID) -> Sequence[Referral]:
    """Referrals of a case that show something to their recipient now."""
    rows = select(Referral).where(
        Referral.case_id == case_id, Referral.state.in_(SHOWN_TO_RECIPIENT)
    )
    return db.session.scalars(rows).all()


def resting_on_consent() -> Sequence[Referral]:
    """All referrals that show something now on the strength of a consent."""
    rows = select(Referral).where(
        Referral.consent_id.is_not(None), Referral.state.in_(SHOWN_TO_RECIPIENT)
    )
    return db.session.scalars(rows.order_by(Referral.case_id, Referral.id)).all()


def lately_answered(actor: Actor, most: int) -> Sequence[Referral]:
    """The actor's own requests that were answered, or not, in the last two weeks."""
    since = clock.now() - timedelta(days=14)
    answered = (S.ACCEPTED, S.REJECTED, S.NO_RESPONSE, S.PERSON_NO_SHOW, S.DELIVERED)
    rows = select(Referral).where(
        Referral.sender_id == actor.user_id,
        Referral.sender_organisation_id == actor.organisation_id,
        Referral.state.in_(answered),
        Referral.sent_at > since,
    )
    return db.session.scalars(rows.order_by(Referral.sent_at.desc()).limit(most)).all()


def by_ids(ids: Iterable[UUID]) -> dict[UUID, Referral]:
    """Several referrals at once, for naming their tasks; the caller decides who may see them."""
    found = db.session.scalars(select(Referral).where(Referral.id.in_(set(ids))))
    return {row.id: row for row in found}


def _by_reference(ref: str) -> Referral | None:
    code = normalise_code(ref)
    if code is None:
        return None
    return db.session.scalar(_NAMED, {"named": code})


def _inbox_rows(actor: Actor, states: Sequence[str]) -> Select:
    columns = (
        Referral.id, Referral.case_id, Referral.reference, Referral.service, Referral.priority,
        Referral.region, Referral.state, Referral.due_at, Referral.packet_a_blob,
    )  # fmt: skip
    return (
        select(*columns)
        .where(
            Referral.recipient_organisation_id == actor.organisation_id,
            Referral.state.in_(states),
        )
        .order_by(Referral.due_at, Referral.id)
    )
