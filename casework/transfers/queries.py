"""Reads of transfers, through the scope of who asks: never of a case whose people they know."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from casework.accounts.queries import organisation_name
from casework.cases.domain.consent import DATA_GROUPS, Purpose
from casework.cases.queries import (
    Case,
    agreed_for_more,
    case_by_id,
    groups_agreed,
    in_conflict,
    known_to,
)
from casework.db import db
from casework.kernel.ids import normalise_code
from casework.policy import Actor
from casework.transfers.domain import ProposalOver, TransferState
from casework.transfers.models import CaseTransfer
from casework.web.languages import current_language

MOST = 50
__all__ = ["CaseTransfer"]


def transfer_for_recipient(actor: Actor, ref: str) -> CaseTransfer | None:
    """A proposal that waits for the actor's organisation; of one that ended they learn that it did
    (ProposalOver), and nothing of what it held."""
    found = by_reference(ref)
    if found is None or found.to_organisation_id != actor.organisation_id:
        return None
    if known_to(actor, [found.case_id]):
        return None
    if found.state != TransferState.PROPOSED or not still_agreed(found):
        raise ProposalOver(
            reference=found.reference,
            organisation=organisation_name(found.from_organisation_id, current_language()),
        )
    return found


def transfer_of_case(case_id: UUID, ref: str) -> CaseTransfer | None:
    """A transfer of a case the caller was already let into."""
    found = by_reference(ref)
    return found if found is not None and found.case_id == case_id else None


def by_reference(ref: str) -> CaseTransfer | None:
    """One transfer by its reference; who may see it is for the caller to ask."""
    code = normalise_code(ref)
    if code is None:
        return None
    return db.session.scalar(select(CaseTransfer).where(CaseTransfer.reference == code))


def transfers_of(case_id: UUID) -> Sequence[CaseTransfer]:
    """All transfers of a case, newest first."""
    rows = select(CaseTransfer).where(CaseTransfer.case_id == case_id)
    return db.session.scalars(rows.order_by(CaseTransfer.proposed_at.desc())).all()


def open_transfer(case_id: UUID) -> CaseTransfer | None:
    """The proposal that waits for an answer, if any."""
    found = (one for one in transfers_of(case_id) if one.state == TransferState.PROPOSED)
    return next(found, None)


def waiting_for(actor: Actor) -> Sequence[CaseTransfer]:
    """Proposals to the actor's organisation, by time left."""
    rows = select(CaseTransfer).where(
        CaseTransfer.to_organisation_id == actor.organisation_id,
        CaseTransfer.state == TransferState.PROPOSED,
        CaseTransfer.case_id.not_in(in_conflict(actor.user_id)),
    )
    found = db.session.scalars(rows.order_by(CaseTransfer.due_at).limit(MOST))
    return [one for one in found if still_agreed(one)]


def proposed_anywhere() -> Sequence[CaseTransfer]:
    """All proposals that wait for an answer."""
    rows = select(CaseTransfer).where(CaseTransfer.state == TransferState.PROPOSED)
    return db.session.scalars(rows.order_by(CaseTransfer.due_at, CaseTransfer.id)).all()


def not_agreed(case: Case, organisation_id: UUID) -> tuple[str, ...]:
    """The data groups that the person does not agree, today, that this organisation be told."""
    carried = agreed_for_more(case, Purpose.SERVICE, organisation_id) is not None
    agreed = groups_agreed(case, Purpose.SERVICE, organisation_id) if carried else frozenset()
    return tuple(group for group in DATA_GROUPS if group not in agreed)


def still_agreed(found: CaseTransfer) -> bool:
    """Whether the person agrees today to what a proposal leads to: asked at each look."""
    return not not_agreed(case_by_id(found.case_id), found.to_organisation_id)


def proposed_by(actor: Actor) -> Sequence[CaseTransfer]:
    """What the actor proposed, newest first: that it went, never what it held."""
    rows = select(CaseTransfer).where(
        CaseTransfer.from_organisation_id == actor.organisation_id,
        CaseTransfer.from_user_id == actor.user_id,
    )
    return db.session.scalars(rows.order_by(CaseTransfer.proposed_at.desc()).limit(MOST)).all()


def overdue(now: datetime) -> Sequence[CaseTransfer]:
    """Proposals whose time to answer is over."""
    rows = select(CaseTransfer).where(
        CaseTransfer.state == TransferState.PROPOSED, CaseTransfer.due_at < now
    )
    return db.session.scalars(rows.order_by(CaseTransfer.due_at).limit(200)).all()


def by_ids(ids: Iterable[UUID]) -> dict[UUID, CaseTransfer]:
    """Several at once, for naming their tasks; the caller decides who may see them."""
    found = db.session.scalars(select(CaseTransfer).where(CaseTransfer.id.in_(set(ids))))
    return {row.id: row for row in found}
