"""A screening that was sent is corrected by its author: a new version, with a reason, both kept.

Before a case is open the corrected answers take the place of the earlier ones: a higher band stands
at once, a lower one waits for a focal point. Afterwards nothing is replaced: the correction is an
addition that a focal point reads.
"""

import datetime
from collections.abc import Mapping
from dataclasses import replace

from casework.db import db, hold
from casework.kernel import clock
from casework.kernel.refusals import NotPermitted, ReasonMissing, StaleVersion
from casework.policy import Actor, Permission, decide
from casework.screening.domain.answers import Response
from casework.screening.domain.card import card_of, is_pressing
from casework.screening.domain.coding import finding_of
from casework.screening.domain.decision import CONFINEMENT, priority_of
from casework.screening.domain.entry import refuse_private_home
from casework.screening.domain.finding import Finding, Priority
from casework.screening.domain.instrument import Section
from casework.screening.domain.interview import Interview
from casework.screening.domain.record import Answers, Result
from casework.screening.domain.revision import (
    Effect,
    NothingCorrected,
    NotSentYet,
    Revision,
    changes_between,
    corrected,
    effect_of,
)
from casework.screening.domain.track import DRAFT
from casework.screening.loader import indicator_standard, outcomes
from casework.screening.models import Screening, ScreeningRevision
from casework.screening.queries import instrument_of, pending_lowering
from casework.screening.revisions import (
    correction_draft,
    correction_version,
    interviews_of,
    newest_answers,
    revisions_of,
)
from casework.screening.service.band import (
    ask_for_lower,
    hurry,
    note_raise,
    settle_lowering,
)
from casework.screening.service.reporter import keep_apart
from casework.screening.service.sending import gates
from casework.screening.service.steps import take
from casework.workflow.service import Step


def correct_section(
    screening: Screening,
    marked: Mapping[str, Response | None],
    actor: Actor,
    expected_version: int,
) -> ScreeningRevision:
    """Keep the answers of one page in the correction that is being written; None clears one.

    Nothing changes for anybody else before the correction is sent. Refused to all but the author,
    for a draft, when another window wrote in the meantime, and where the page now says that the
    person was met in a private home (MetAtHome).
    """
    draft = _held(screening, actor, expected_version)
    if draft is None:
        draft = _begun(screening, actor)
    revision = draft.revision.reveal()
    kept = {id: said for id, said in revision.after.responses.items() if id not in marked}
    kept |= {id: said for id, said in marked.items() if said is not None}
    refuse_private_home(Interview(instrument_of(screening), kept), _page_of(screening, marked))
    after = keep_apart(screening, replace(revision.after, responses=kept), clear=False)
    draft.revision = replace(revision, after=after)
    draft.version += 1
    db.session.flush()
    return draft


def discard_correction(screening: Screening, actor: Actor, expected_version: int) -> None:
    """Throw away a correction that was not sent: the screening stays as it is."""
    draft = _held(screening, actor, expected_version)
    if draft is not None:
        db.session.delete(draft)
        db.session.flush()


def send_correction(
    screening: Screening, reason: str, actor: Actor, expected_version: int
) -> Effect:
    """Send a correction with its reason; says what it did.

    Refused without a reason, when no answer differs (NothingCorrected), and until the safety check,
    the age and the interpreter are marked in it too (GateClosed). Refused as well while it
    says that somebody was met in a private home (MetAtHome), even where it was sent so before.
    """
    if not reason:
        raise ReasonMissing(action="correct")
    draft = _held(screening, actor, expected_version)
    if draft is None:
        raise NothingCorrected()
    revision = draft.revision.reveal()
    before, after = interviews_of(screening, revision)
    if not any(changes_between(before, after)):
        raise NothingCorrected()
    refuse_private_home(after)
    finding = finding_of(after, indicator_standard(), _day_of(screening, revision.after))
    earlier = finding_of(before, indicator_standard(), _day_of(screening, revision.before))
    draft.revision = replace(revision, reason=reason, source=earlier.band, target=finding.band)
    effect = _put_in_force(screening, revision.after, finding, after, reason, actor)
    draft.standing = "addition" if effect is Effect.ADDS else "in_force"
    draft.sent_at = clock.now()
    db.session.flush()
    return effect


def read_correction(screening: Screening, actor: Actor, expected_version: int) -> None:
    """A focal point read what was added after the case was opened."""
    take(screening, Step("read_correction", actor, expected_version))
    for row in revisions_of(screening):
        if row.standing == "addition":
            row.standing, row.read_at, row.read_by_id = "read", clock.now(), actor.user_id
    db.session.flush()


def _held(screening: Screening, actor: Actor, expected_version: int) -> ScreeningRevision | None:
    """The correction being written, under the lock of its screening, at the version shown."""
    hold(screening)
    if not decide(actor, Permission.SCREENING_WRITE, screening.resource()).allowed:
        raise NotPermitted()
    if screening.state == DRAFT:
        raise NotSentYet()
    draft = correction_draft(screening)
    if correction_version(screening, draft) != expected_version:
        raise StaleVersion()
    return draft


def _begun(screening: Screening, actor: Actor) -> ScreeningRevision:
    answers = newest_answers(screening)
    draft = ScreeningRevision(
        screening_id=screening.id,
        author_id=actor.user_id,
        number=2 + len(revisions_of(screening)),
        version=0,
        standing="draft",
        begun_at=clock.now(),
    )
    draft.revision = Revision(answers, answers)
    db.session.add(draft)
    return draft


def _page_of(screening: Screening, marked: Mapping[str, Response | None]) -> Section | None:
    """The page that these answers stand on; None for none."""
    instrument = instrument_of(screening)
    return next((instrument.section_of(id) for id in marked), None)


def _day_of(screening: Screening, answers: Answers) -> datetime.date:
    sent = (screening.sent_at or clock.now()).astimezone(clock.MOROCCO).date()
    return answers.met_on(sent, clock.MOROCCO)


def _put_in_force(
    screening: Screening,
    answers: Answers,
    finding: Finding,
    interview: Interview,
    reason: str,
    actor: Actor,
) -> Effect:
    opened = gates(interview)
    if screening.case_id is not None:
        step = Step(Effect.ADDS.value, actor, gates=opened, reason=reason)
        take(screening, step)
        return Effect.ADDS
    present = screening.result.reveal()
    priority = _priority(present, finding, interview)
    effect, result = effect_of(present, finding, priority), corrected(present, finding, priority)
    effect = _beside_what_waits(screening, effect, finding, actor)
    screening.priority = result.priority.value
    take(screening, Step(effect.value, actor, gates=opened, reason=reason))
    screening.answers, screening.result = answers, result
    screening.card = replace(
        card_of(answers, interview, result.band.value),
        incomplete=outcomes().is_incomplete(result.in_force),
    )
    if effect is Effect.RAISES:
        settle_lowering(screening, actor)
        note_raise(screening, present.band, result.band, reason, actor)
        hurry(screening)
    elif effect is Effect.ASKS_LOWERING:
        ask_for_lower(screening, finding.band, reason, actor)
    return effect


def _beside_what_waits(
    screening: Screening, effect: Effect, finding: Finding, actor: Actor
) -> Effect:
    """One question at a time: a lowering that waits is decided first. When the answers say more
    than they did and no longer carry it, it is closed, so that nobody agrees to it by mistake, and
    asked anew as far as they go."""
    waiting = pending_lowering(screening)
    if waiting is None or effect is Effect.RAISES:
        return effect
    present, terms = screening.result.reveal(), waiting.terms.reveal()
    if finding.band >= min(terms.target, present.finding.band):
        return Effect.STANDS
    settle_lowering(screening, actor)
    return Effect.ASKS_LOWERING if finding.band > present.band else Effect.STANDS


def _priority(present: Result, finding: Finding, interview: Interview) -> Priority:
    """How soon somebody acts on the band that will count."""
    confined = any(reason.code in CONFINEMENT for reason in finding.reasons)
    urgent = confined or is_pressing(interview)
    band = corrected(present, finding, finding.priority).band
    return priority_of(band, child=finding.profile.is_child, urgent=urgent)
