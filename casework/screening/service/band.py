"""The band in force: raised at once with a reason, lowered only by a second focal point."""

from dataclasses import replace

from casework.db import db
from casework.kernel import clock
from casework.kernel.refusals import NotFound, ReasonMissing, SecondPersonNeeded
from casework.kernel.workflow import Verdict
from casework.policy import Actor
from casework.screening.domain.card import is_pressing
from casework.screening.domain.decision import CONFINEMENT, priority_of
from casework.screening.domain.finding import Band
from casework.screening.domain.record import (
    BandNotHigher,
    BandNotLower,
    BandTerms,
    LoweringPending,
    Result,
)
from casework.screening.domain.track import CONFIRM_BAND, FLAGGED, SCREENED, TRIAGE
from casework.screening.loader import outcomes
from casework.screening.models import BandChange, Screening
from casework.screening.queries import interview_of, pending_lowering
from casework.screening.service.steps import due_by, take
from casework.tasks.service import complete_tasks
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
    return ask_for_lower(screening, band, reason, actor)


def ask_for_lower(screening: Screening, band: Band, reason: str, actor: Actor) -> BandChange:
    """Put the question of a lower band to a second person; the band in force stays."""
    source = screening.result.reveal().band
    return _change(screening, "lower", BandTerms(source, band, reason), actor)


def note_raise(screening: Screening, source: Band, target: Band, reason: str, actor: Actor) -> None:
    """Keep that a band rose, and why; nothing when only the urgency did."""
    if target < source:
        change = _change(screening, "raise", BandTerms(source, target, reason), actor)
        _decide(change, "approved", actor)


def note_view(
    screening: Screening, band: Band, reason: str, actor: Actor, expected_version: int
) -> None:
    """Keep the opinion of whoever screened that the band is lower. It never lowers anything: it
    stands beside, for the focal point to read."""
    _reasoned(reason)
    result = screening.result.reveal()
    if band not in result.lower():
        raise BandNotLower()
    take(screening, Step("note_view", actor, expected_version, reason=reason))
    view = _change(screening, "view", BandTerms(result.band, band, reason), actor)
    _decide(view, "noted", actor)


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
    note_raise(screening, result.band, band, reason, actor)


def put_in_force(screening: Screening, band: Band) -> None:
    """Let this band count from now on, and the priority that goes with it."""
    finding = screening.result.reveal().finding
    confined = any(reason.code in CONFINEMENT for reason in finding.reasons)
    urgent = confined or is_pressing(interview_of(screening))
    priority = priority_of(band, child=finding.profile.is_child, urgent=urgent)
    screening.result = Result(finding, band, priority)
    screening.card = replace(
        screening.card.reveal(),
        band=band.value,
        incomplete=outcomes().is_incomplete(screening.result.reveal().in_force),
    )
    screening.priority = priority.value


def hurry(screening: Screening) -> None:
    """Bring the deadline of what comes next forward when the matter became urgent; never back."""
    next_act = {SCREENED: CONFIRM_BAND, FLAGGED: TRIAGE}.get(screening.state)
    if next_act is None:
        return
    sooner = due(next_act.span_for(screening.priority))
    if sooner < screening.due_at:
        due_by(screening, next_act.task, sooner)


def settle_lowering(screening: Screening, actor: Actor) -> None:
    """Close a lowering that waits, and the task to decide it: the band was confirmed or raised
    before anybody did, or the answers no longer go so far."""
    change = pending_lowering(screening)
    if change is not None:
        _decide(change, "settled", actor)
        complete_tasks("screening", screening.id, "decide_lowering")


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
