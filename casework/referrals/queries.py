"""Reads of referrals, always through the scope of who asks."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, or_, select, tuple_

from casework.accounts.queries import organisation_name
from casework.cases.queries import Case, case_by_id, in_conflict, known_to
from casework.db import db
from casework.encryption import preload_data_keys
from casework.kernel import clock
from casework.kernel.ids import normalise_code
from casework.policy import Actor, Role
from casework.referrals.agreement import LEGAL_DUTY
from casework.referrals.domain.packet import Packet
from casework.referrals.domain.refusals import ReferralEnded
from casework.referrals.domain.track import ReferralState
from casework.referrals.models import Referral
from casework.referrals.receipts import note_listed
from casework.referrals.sealing import SHOWN_TO_RECIPIENT, seen_as_sealed
from casework.referrals.standing import shows, still_told
from casework.tasks.queries import owners_with_open
from casework.web.codes import service_name
from casework.web.languages import current_language

PAGE = 25
S = ReferralState
BOXES = {
    "waiting": (S.SENT, S.RECEIVED),
    "active": (S.ACCEPTED, S.IN_PROGRESS, S.DELIVERED),
}

# Prepared once: the gates of a case and the steps of a referral ask them again and again.
_OF_CASE = select(Referral).where(Referral.case_id == bindparam("of_case"))
_OF_CASE = _OF_CASE.order_by(Referral.prepared_at.desc(), Referral.id)
_STANDING = select(Referral.state, Referral.recipient_kind, Referral.basis)
_STANDING = _STANDING.where(Referral.case_id == bindparam("of_case"))
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
    version: int
    packet: Packet


def referral_for_recipient(actor: Actor, ref: str) -> Referral | None:
    """A referral addressed to the actor's organisation, while it discloses something."""
    found = _by_reference(ref)
    if found is None or found.recipient_organisation_id != actor.organisation_id:
        return None
    return found if _for(actor, found) and seen_as_sealed(found) and shows(found) else None


def received_referral(actor: Actor, ref: str) -> Referral | None:
    """The same for its pages: of one that discloses nothing any more, those it was addressed to
    are told what it was, that it ended, and whom to ask (ReferralEnded)."""
    found = _by_reference(ref)
    if found is None or found.recipient_organisation_id != actor.organisation_id:
        return None
    if _for(actor, found) and not seen_as_sealed(found):
        return None
    over = found.sent_at is not None and not shows(found)
    if over and _for(actor, found):
        raise ReferralEnded(
            service=service_name(found.service),
            reference=found.reference,
            organisation=organisation_name(house_that_asks(found), current_language()),
        )
    return referral_for_recipient(actor, ref)


def referral_of_case(case_id: UUID, ref: str) -> Referral | None:
    """A referral of a case the caller was already let into."""
    found = _by_reference(ref)
    return found if found is not None and found.case_id == case_id else None


def referrals_of(case_id: UUID) -> Sequence[Referral]:
    """All referrals of a case, newest first."""
    return db.session.scalars(_OF_CASE, {"of_case": case_id}).all()


def inbox(
    actor: Actor, box: str, after: tuple[datetime, UUID] | None = None, most: int = PAGE
) -> tuple[list[InboxRow], bool]:
    """One page of the recipient's inbox, by time left, and whether there are more. Stage A is
    opened for its rows only, and that they were seen is written down."""
    rows = _inbox_rows(actor, BOXES[box])
    if after is not None:
        rows = rows.where(tuple_(Referral.due_at, Referral.id) > after)
    found = db.session.execute(rows.limit(most + 1)).all()
    shown = [row for row in found[:most] if seen_as_sealed(row)]
    preload_data_keys("case", {row.case_id for row in shown})
    note_listed([(row.case_id, row.id) for row in shown], actor)
    return [
        InboxRow(
            row.reference, row.service, row.priority, row.region, row.state, row.due_at,
            row.version,
            Referral.packet_a.bind(
                row_id=row.id, owner_id=row.case_id, blob=row.packet_a_blob
            ).reveal(),
        )
        for row in shown
    ], len(found) > most  # fmt: skip


def waiting_and_active(actor: Actor, box: str) -> Sequence[Any]:
    """The time to answer of every request in a box of the actor's organisation: opens none."""
    rows = _inbox_rows(actor, BOXES[box]).with_only_columns(Referral.due_at)
    return db.session.execute(rows).all()


def count_waiting(actor: Actor) -> int:
    """How many referrals wait for the actor's organisation: exact, they may open each of them."""
    return len(db.session.execute(_inbox_rows(actor, BOXES["waiting"]).limit(500)).all())


def unanswered(actor: Actor) -> Sequence[Any]:
    """Case and time to answer of the requests without an answer: of the own organisation, or, for a
    focal point, of everybody. The caller keeps those of cases the actor may open."""
    wanted = select(Referral.case_id, Referral.due_at).where(Referral.state.in_(BOXES["waiting"]))
    if actor.role is not Role.FOCAL_POINT:
        wanted = wanted.where(_of_house(actor))
    return db.session.execute(wanted).all()


def overdue(now: datetime) -> Sequence[Referral]:
    """Sent referrals whose time to answer is over."""
    rows = select(Referral).where(
        Referral.state.in_(BOXES["waiting"]), Referral.due_at.is_not(None), Referral.due_at < now
    )
    return db.session.scalars(rows.order_by(Referral.due_at).limit(200)).all()


def standing_of(case_id: UUID) -> Sequence[Any]:
    """State, kind of recipient and basis of all referrals of a case."""
    return db.session.execute(_STANDING, {"of_case": case_id}).all()


def disclosing(case_id: UUID) -> Sequence[Referral]:
    """Referrals of a case that show something to their recipient now."""
    rows = select(Referral).where(
        Referral.case_id == case_id, Referral.state.in_(SHOWN_TO_RECIPIENT)
    )
    return db.session.scalars(rows).all()


def resting_on_the_person() -> Sequence[Referral]:
    """All referrals that show something now, except those that the law asked for."""
    rows = select(Referral).where(
        Referral.basis.is_distinct_from(LEGAL_DUTY), Referral.state.in_(SHOWN_TO_RECIPIENT)
    )
    return db.session.scalars(rows.order_by(Referral.case_id, Referral.id)).all()


def lately_answered(actor: Actor, most: int) -> Sequence[Referral]:
    """The requests that were answered, or not, in the last two weeks: of the cases that the actor
    has, whoever sent them, and what they sent themselves for another of their organisation."""
    since = clock.now() - timedelta(days=14)
    answered = (S.ACCEPTED, S.REJECTED, S.NO_RESPONSE, S.PERSON_NO_SHOW, S.DELIVERED)
    rows = select(Referral).where(
        _of_house(actor),
        or_(
            Referral.sender_id == actor.user_id,
            Referral.case_id.in_(select(Case.id).where(Case.assignee_id == actor.user_id)),
        ),
        Referral.state.in_(answered),
        Referral.sent_at > since,
    )
    return db.session.scalars(rows.order_by(Referral.sent_at.desc()).limit(most)).all()


def delivered_of(actor: Actor) -> Sequence[Referral]:
    """The requests of the actor's organisation whose service was given, oldest first; the caller
    keeps those of cases the actor has."""
    rows = select(Referral).where(_of_house(actor), Referral.state == S.DELIVERED)
    return db.session.scalars(rows.order_by(Referral.sent_at).limit(200)).all()


def case_id_of(ref: str) -> UUID | None:
    """The case of a reference; whether the actor has it is for the caller to ask."""
    found = _by_reference(ref)
    return found.case_id if found is not None else None


def named_to_nobody() -> Sequence[Referral]:
    """Open requests for one person by name."""
    rows = select(Referral).where(
        Referral.colleague_id.is_not(None), Referral.state.in_(SHOWN_TO_RECIPIENT)
    )
    return db.session.scalars(rows.order_by(Referral.id)).all()


def with_open(kinds: Collection[str]) -> Sequence[Referral]:
    """The requests for which a task of these kinds is open."""
    rows = select(Referral).where(Referral.id.in_(owners_with_open("referral", kinds)))
    return db.session.scalars(rows.order_by(Referral.id)).all()


def by_ids(ids: Iterable[UUID]) -> dict[UUID, Referral]:
    """Several referrals at once, for naming their tasks; the caller decides who may see them."""
    found = db.session.scalars(select(Referral).where(Referral.id.in_(set(ids))))
    return {row.id: row for row in found}


def house_that_asks(referral: Referral) -> UUID:
    """The organisation that has the case now, which may have changed hands since it was sent: it
    is whom the recipient turns to."""
    house: UUID | None = case_by_id(referral.case_id).organisation_id
    return house or referral.sender_organisation_id


def _of_house(actor: Actor) -> ColumnElement[bool]:
    """The condition on a referral that the actor's organisation has its case now."""
    theirs = select(Case.id).where(Case.organisation_id == actor.organisation_id)
    return Referral.case_id.in_(theirs)


def _for(actor: Actor, found: Referral) -> bool:
    """For all there or for this one by name, and not about people whom they know."""
    mine = found.colleague_id in (None, actor.user_id)
    return mine and not known_to(actor, [found.case_id])


def _by_reference(ref: str) -> Referral | None:
    code = normalise_code(ref)
    if code is None:
        return None
    return db.session.scalar(_NAMED, {"named": code})


def _inbox_rows(actor: Actor, states: Sequence[str]) -> Select:
    columns = (
        Referral.id, Referral.case_id, Referral.reference, Referral.service, Referral.priority,
        Referral.region, Referral.state, Referral.due_at, Referral.version,
        Referral.packet_a_blob, Referral.recipient_organisation_id, Referral.recipient_kind,
        Referral.colleague_id, Referral.basis, Referral.sent_at, Referral.seal,
    )  # fmt: skip
    return (
        select(*columns)
        .where(
            Referral.recipient_organisation_id == actor.organisation_id,
            Referral.state.in_(states),
            or_(Referral.colleague_id.is_(None), Referral.colleague_id == actor.user_id),
            Referral.case_id.not_in(in_conflict(actor.user_id)),
            still_told(),
        )
        .order_by(Referral.due_at, Referral.id)
    )


def taken_by(case_id: UUID, service: str) -> set[UUID]:
    """The organisations that took this person on for a service, also when that request is
    finished by now: its caller sees to it that the person still agrees."""
    rows = select(Referral.recipient_organisation_id).where(
        Referral.case_id == case_id,
        Referral.service == service,
        Referral.state.in_((S.ACCEPTED, S.IN_PROGRESS, S.DELIVERED, S.CLOSED)),
    )
    return set(db.session.scalars(rows))
