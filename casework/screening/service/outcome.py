"""A focal point answers: the outcome is confirmed, and what is flagged becomes a case."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.cases.domain.card import CaseCard
from casework.cases.service import open_case
from casework.cases.service.facts import hand_over_facts
from casework.kernel import clock
from casework.kernel.refusals import ReasonMissing, SecondPersonNeeded, StepNotPossible
from casework.kernel.workflow import Verdict
from casework.policy import Actor
from casework.screening.domain.deadlines import (
    USUAL_WATCH,
    WatchDayRefused,
    review_by,
    watch_days,
)
from casework.screening.domain.finding import Band, Finding, Priority
from casework.screening.domain.record import ScreeningCard
from casework.screening.domain.track import SCREEN_AGAIN, TRIAGE, confirming
from casework.screening.loader import outcomes
from casework.screening.models import Screening
from casework.screening.service.band import settle_lowering, take_up
from casework.screening.service.steps import due_by, take
from casework.tasks.domain import add_days
from casework.workflow.service import Step


@dataclass(frozen=True)
class Answered:
    """What a focal point says with the confirmation. `again_on`: the day of the next screening of
    somebody who is watched, 14 to 30 days away; the last of them when not given. Of a result that
    was not explored enough: `again` asks for another screening, `reason` closes it all the same."""

    again_on: date | None = None
    again: bool = False
    reason: str = ""


def confirm(
    screening: Screening, actor: Actor, expected_version: int, answered: Answered = Answered()
) -> str:
    """Stand behind the band in force: it flags, watches or closes. Says the state it led to.

    Confirming settles a lowering that nobody decided yet. Refused (SecondPersonNeeded) to whoever
    screened and has become a focal point since: nobody closes what they found themselves. Refused
    (GateClosed) to close what was not explored enough, without a reason: it is not a negative.
    """
    if actor.user_id == screening.author_id:
        raise SecondPersonNeeded()
    present = screening.result.reveal().in_force
    incomplete = outcomes().is_incomplete(present)
    action = confirming(present.band)
    if incomplete and answered.again:
        action = "confirm_watch"
    again_at = _again_at(answered.again_on) if action == "confirm_watch" else None
    settle_lowering(screening, actor)
    screening.answered_at = clock.now()
    enough = Verdict.OVERRIDE if answered.reason else Verdict.FAIL
    gates = {"G-COMPLETE": enough if incomplete else Verdict.PASS}
    take(screening, Step(action, actor, expected_version, gates, answered.reason or None))
    if again_at is not None:
        due_by(screening, SCREEN_AGAIN.task, again_at)
    elif action == "confirm_flagged":
        _within_the_week(screening, present)
    return screening.state


def _again_at(day: date | None) -> datetime:
    today = clock.now().astimezone(clock.MOROCCO).date()
    days = watch_days(day, today) if day else USUAL_WATCH
    if days is None:
        raise WatchDayRefused()
    return add_days(clock.now(), days)


def _within_the_week(screening: Screening, present: Finding) -> None:
    """What is to review is decided within a week of its sending, the opening of a case included."""
    review = review_by(present.band, present.priority, screening.sent_at or clock.now())
    if review is not None and review < screening.due_at:
        due_by(screening, TRIAGE.task, review)


def flag(
    screening: Screening, band: Band, reason: str, actor: Actor, expected_version: int
) -> None:
    """Flag after all what was watched or not indicated: somebody learnt more. The new band is one
    that flags; the reason is kept."""
    if confirming(band) != "confirm_flagged":
        raise StepNotPossible(action="flag")
    screening.answered_at = clock.now()
    take_up(screening, "flag", band, reason, actor, expected_version)


def triage(
    screening: Screening, level: Priority, reason: str, actor: Actor, expected_version: int
) -> str:
    """Set the risk level and open the case, without any identity; gives the code of the case.

    A level less urgent than the finding's needs a reason. Refused when a case is open already.
    """
    if screening.case_id is not None:
        raise StepNotPossible(action="triage")
    if level.value > (screening.priority or "") and not reason:
        raise ReasonMissing(action="triage")
    card = case_card(screening.card.reveal())
    settle_lowering(screening, actor)
    case = open_case(
        screening_id=screening.id,
        region=screening.region,
        priority=level.value,
        card=card,
        actor=actor,
    )
    screening.case_id, screening.priority = case.id, level.value
    screening.triaged_at, screening.triaged_by_id = clock.now(), actor.user_id
    take(screening, Step("triage", actor, expected_version, reason=reason or None))
    hand_over_facts(case)  # now that it is known which screening it came from
    return case.code


def case_card(card: ScreeningCard) -> CaseCard:
    """What the case knows of the person from the start: the coarse classes, nothing asked twice."""
    return CaseCard(
        age_band=card.age_band,
        sex=card.sex,
        languages=card.languages,
        interpreter=card.interpreter,
        exploitation=card.exploitation,
        nationality_group=card.nationality_group,
        age_doubt=card.age_doubt,
    )
