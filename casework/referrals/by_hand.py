"""An organisation where nobody has an account: a locked packet on paper or by mail, and its answer
written down by the sender with its reference and day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, or_, select

from casework.accounts import queries as accounts
from casework.audit import record
from casework.audit.catalogue import PacketLocked
from casework.cases.domain.records import not_ahead
from casework.cases.queries import today
from casework.db import db, hold
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.kernel.refusals import Refusal, StepNotPossible
from casework.papers import letter
from casework.papers.blocks import Copy
from casework.papers.locking import locked, new_password
from casework.policy import Actor
from casework.referrals import case_follows
from casework.referrals.domain.packet import LockedFile
from casework.referrals.domain.refusals import AnswersThemselves
from casework.referrals.domain.track import BY_HAND, stage_of
from casework.referrals.inboxes import has_inbox
from casework.referrals.letters import referral_letter
from casework.referrals.models import LockedPacket, Referral
from casework.referrals.service import TRACK
from casework.referrals.standing import shows
from casework.workflow.service import Step, take_step

KEPT = timedelta(days=7)
DISCLOSING = ("sent", "received", "accepted", "in_progress", "delivered")


@dataclass(frozen=True)
class Noted:
    """What they answered or did: the step, a reason of the list, the reference and the day."""

    action: str
    reference: str
    on: date
    reason: str | None = None

    @property
    def words(self) -> str:
        """As it stands in the history."""
        return f"{self.reference} ({self.on:%d/%m/%Y})"


def lock_packet(
    referral: Referral, language: str, actor: Actor, *, fiction: bool
) -> tuple[LockedPacket, str]:
    """Make the paper of what the recipient may see now, locked. Gives it with its password, which
    is shown this once and kept nowhere: a new packet has a new one."""
    hold(referral)
    _nobody_there(referral)
    stage = stage_of(referral.state)
    if stage is None or not shows(referral):
        raise StepNotPossible(state=referral.state, action="packet")
    made = LockedPacket(
        referral_id=referral.id,
        case_id=referral.case_id,
        stage=stage,
        language=language,
        number=_last(referral.id) + 1,
        made_by_id=actor.user_id,
        made_at=clock.now(),
    )
    copy = Copy(made.number, accounts.user_display(actor.user_id), made.made_at)
    plain = letter.pdf(referral_letter(referral, language), copy, fiction=fiction)
    password = new_password()
    made.file = LockedFile(locked(plain, password))
    db.session.add(made)
    db.session.flush()
    record(_event(made), actor)
    return made, password


def newest_packet(referral: Referral) -> LockedPacket | None:
    """The last packet that was made, while it is kept and the request discloses something."""
    if not shows(referral):
        return None
    rows = select(LockedPacket).where(
        LockedPacket.referral_id == referral.id, LockedPacket.made_at > clock.now() - KEPT
    )
    return db.session.scalar(rows.order_by(LockedPacket.number.desc()).limit(1))


def note_answer(referral: Referral, case: Any, noted: Noted, actor: Actor, version: int) -> None:
    """Write down what they answered, did or saw. Refused where somebody there has an account."""
    hold(referral)
    _nobody_there(referral)
    not_ahead(noted.on, today())
    before, referral.answer_reason = referral.answer_reason, noted.reason
    step = Step(
        noted.action,
        actor,
        version,
        reason=noted.words,
        reason_code=noted.reason,
        resource=case.resource(),
    )
    try:
        take_step(TRACK, referral, step)
    except Refusal:
        referral.answer_reason = before
        raise
    what = BY_HAND[noted.action]
    if what in ("accept", "decline"):
        referral.answered_at = clock.now()
    if what in ("decline", "no_show"):
        case_follows.came_to_nothing(referral)
    if what == "accept":
        case_follows.answered(referral.case_id)
    post("referral.answered", referral.id, user_id=actor.user_id)


def forget_packets() -> int:
    """Destroy packets that are older than a week or whose request has ended."""
    over = select(Referral.id).where(Referral.state.not_in(DISCLOSING))
    gone = delete(LockedPacket).where(
        or_(LockedPacket.made_at <= clock.now() - KEPT, LockedPacket.referral_id.in_(over))
    )
    return int(db.session.execute(gone).rowcount)  # type: ignore[attr-defined]


def _event(made: LockedPacket) -> PacketLocked:
    return PacketLocked(
        case_id=made.case_id,
        referral_id=made.referral_id,
        stage=made.stage,  # type: ignore[arg-type]
        number=made.number,
    )


def _nobody_there(referral: Referral) -> None:
    if has_inbox(referral):
        raise AnswersThemselves()


def _last(referral_id: UUID) -> int:
    mine = select(func.max(LockedPacket.number)).where(LockedPacket.referral_id == referral_id)
    return db.session.scalar(mine) or 0
