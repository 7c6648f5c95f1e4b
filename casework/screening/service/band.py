"""The band in force: raised at once with a reason, lowered only by a second focal point."""

from dataclasses import replace

from casework.db import db
from casework.kernel import clock
from casework.kernel.refusals import NotFound, ReasonMissing, SecondPersonNeeded
from casework.kernel.workflow import Verdict
from casework.policy import Actor
from casework.screening.domain.card import dangers
from casework.screening.domain.decision import CONFINEMENT, priority_of
from casework.screening.domain.finding import Band
from casework.screening.domain.record import (
    BandNotHigher,
    BandNotLower,
    BandTerms,
    LoweringPending,
    Result,
)
from casework.screening.domain.track import CONFIRM_BAND
from casework.screening.models import BandChange, Screening
from casework.screening.queries import interview_of, pending_lowering
from casework.screening.service.steps import take, task_owner
from casework.tasks.service import open_task
from casework.workflow.service import Step, due


def raise_band(
    screening: Screening, band: Band, reason: str, actor: Actor, expected_version: int
) -> None:
    """Raise the band at once: whoever screened, or a focal point, knows more than the answers.

    Refused without a reason, and when the band is not higher. The computed band is kept beside.
    """
    take_up(screening, "raise_band", band, reason, actor, expected_version)
    hurry(screening)


def ask_lowering(
    screening: Screening, band: Band, reason: str, actor: Actor, expected_version: int
) -> BandChange:
    """Ask for a lower band. Until a second focal point agrees, the band stays as it is.

    Refused to whoever screened: the person who screens never lowers.
    """
    _reasoned(reason)
    if actor.user_id == screening.author_id:
        raise SecondPersonNeeded()
    result = screening.result.reveal()
    if band not in result.lower():
        raise BandNotLower()
    if pending_lowering(screening) is not None:
        raise LoweringPending()
    take(screening, Step("ask_lowering", actor, expected_version, reason=reason))
    return _change(screening, "lower", BandTerms(result.band, band, reason), actor)


def decide_lowering(
    screening: Screening, approve: bool, answer: str, actor: Actor, expected_version: int
) -> None:
    """Agree to a lowering that waits, or refuse it with a reason.

    Refused (SecondPersonNeeded) to whoever asked for it and to whoever screened.
    """
    change = pending_lowering(screening)
    if change is None:
        raise NotFound()
    if actor.user_id in (change.requested_by_id, screening.author_id):
        raise SecondPersonNeeded()
    action = "approve_lowering" if approve else "refuse_lowering"
    gates = {"G-4EYES": Verdict.PASS}
    take(screening, Step(action, actor, expected_version, gates=gates, reason=answer or None))
    terms = change.terms.reveal()
    if approve:
        put_in_force(screening, terms.target)
    change.terms = BandTerms(terms.source, terms.target, terms.reason, answer)
    _decide(change, "approved" if approve else "refused", actor)


def take_up(
    screening: Screening, action: str, band: Band, reason: str, actor: Actor, expected_version: int
) -> None:
    """Take a step that raises the band, and put the higher band in force."""
    _reasoned(reason)
    result = screening.result.reveal()
    if band not in result.higher():
        raise BandNotHigher()
    settle_lowering(screening, actor)
    put_in_force(screening, band)
    take(screening, Step(action, actor, expected_version, reason=reason))
    _decide(
        _change(screening, "raise", BandTerms(result.band, band, reason), actor), "approved", actor
    )


def put_in_force(screening: Screening, band: Band) -> None:
    """Let this band count from now on, and the priority that goes with it."""
    finding = screening.result.reveal().finding
    confined = any(reason.code in CONFINEMENT for reason in finding.reasons)
    urgent = confined or bool(dangers(interview_of(screening)))
    priority = priority_of(band, child=finding.profile.is_child, urgent=urgent)
    screening.result = Result(finding, band, priority)
    screening.card = replace(screening.card.reveal(), band=band.value)
    screening.priority = priority.value


def hurry(screening: Screening) -> None:
    """Bring the deadline of confirming forward when the matter became urgent; never back."""
    sooner = due(CONFIRM_BAND.span_for(screening.priority))
    if sooner < screening.due_at:
        screening.due_at = sooner
        open_task(
            "screening",
            screening.id,
            CONFIRM_BAND.task,
            due_at=sooner,
            priority=screening.priority,
            **task_owner(screening, CONFIRM_BAND.task),
        )


def settle_lowering(screening: Screening, actor: Actor) -> None:
    """Close a lowering that waits: the band was confirmed or raised before anybody decided."""
    change = pending_lowering(screening)
    if change is not None:
        _decide(change, "settled", actor)


def _reasoned(reason: str) -> None:
    if not reason:
        raise ReasonMissing()


def _change(screening: Screening, direction: str, terms: BandTerms, actor: Actor) -> BandChange:
    change = BandChange(
        screening_id=screening.id,
        direction=direction,
        requested_by_id=actor.user_id,
        requested_at=clock.now(),
    )
    change.terms = terms
    db.session.add(change)
    db.session.flush()
    return change


def _decide(change: BandChange, decision: str, actor: Actor) -> None:
    change.decision = decision
    change.decided_by_id = actor.user_id
    change.decided_at = clock.now()
    db.session.flush()
