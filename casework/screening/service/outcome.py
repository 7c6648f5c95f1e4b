"""A focal point answers: the outcome is confirmed, and what is flagged becomes a case."""

from casework.cases.domain.card import CaseCard
from casework.cases.service import open_case
from casework.kernel import clock
from casework.kernel.refusals import ReasonMissing, SecondPersonNeeded, StepNotPossible
from casework.policy import Actor
from casework.screening.domain.finding import Band, Priority
from casework.screening.domain.record import ScreeningCard
from casework.screening.domain.track import confirming
from casework.screening.models import Screening
from casework.screening.service.band import settle_lowering, take_up
from casework.screening.service.steps import take
from casework.workflow.service import Step


def confirm(screening: Screening, actor: Actor, expected_version: int) -> str:
    """Stand behind the band in force: it flags, watches or closes. Says the state it led to.

    Confirming settles a lowering that nobody decided yet. Refused (SecondPersonNeeded) to whoever
    screened and has become a focal point since: nobody closes what they found themselves.
    """
    if actor.user_id == screening.author_id:
        raise SecondPersonNeeded()
    result = screening.result.reveal()
    settle_lowering(screening, actor)
    screening.answered_at = clock.now()
    take(screening, Step(confirming(result.band), actor, expected_version))
    return screening.state


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
