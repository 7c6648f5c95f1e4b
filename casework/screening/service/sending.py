"""A draft is sent: the gates are asked, the finding is computed once and sealed beside it."""

from dataclasses import replace

from casework.kernel import clock
from casework.kernel.workflow import Verdict
from casework.policy import Actor
from casework.screening.domain.answers import Response
from casework.screening.domain.card import card_of
from casework.screening.domain.coding import finding_of
from casework.screening.domain.deadlines import review_by
from casework.screening.domain.entry import refuse_private_home
from casework.screening.domain.instrument import AgeGroup, Meaning
from casework.screening.domain.interview import Interview
from casework.screening.domain.record import Result
from casework.screening.domain.track import CONFIRM_BAND, GIVE_FEEDBACK, WATCH
from casework.screening.loader import indicator_standard, outcomes
from casework.screening.models import Screening
from casework.screening.queries import instrument_of, own_screening
from casework.screening.service.draft import locked
from casework.screening.service.steps import due_by, take, task_owner
from casework.tasks.service import open_task
from casework.workflow.service import Step, due


def send(screening: Screening, actor: Actor, expected_version: int) -> Result:
    """Send a draft. Refused (GateClosed) until the safety check is done, the age is known or
    presumed, and the interpreter field is filled, and where it says that somebody was met in a
    private home (MetAtHome), however the answers came here. From then on nothing in it changes."""
    locked(screening, actor, expected_version)
    answers = screening.answers.reveal()
    interview = Interview(instrument_of(screening), answers.responses)
    refuse_private_home(interview)
    today = clock.now().astimezone(clock.MOROCCO).date()
    on = answers.met_on(today, clock.MOROCCO)
    finding = finding_of(interview, indicator_standard(), on)
    result = Result(finding, finding.band, finding.priority)
    screening.priority = finding.priority.value
    step = Step("send", actor, expected_version, gates=gates(interview))
    screening.sent_at = clock.now()
    screening.result = result
    card = card_of(answers, interview, result.band.value)
    screening.card = replace(card, incomplete=outcomes().is_incomplete(finding))
    take(screening, step)
    _answer_within_the_week(screening, result)
    if answers.again:
        _end_watch(screening, answers.again, actor)
    return result


def _answer_within_the_week(screening: Screening, result: Result) -> None:
    """Whoever screened hears within seven days what became of it; what is to review is decided
    by then."""
    assert screening.sent_at is not None  # noqa: S101 - for the type checker
    owner = task_owner(screening, GIVE_FEEDBACK.task)
    open_task("screening", screening.id, GIVE_FEEDBACK.task, due(GIVE_FEEDBACK.span), **owner)
    review = review_by(result.band, result.priority, screening.sent_at)
    if review is not None:
        due_by(screening, CONFIRM_BAND.task, review)


def _end_watch(screening: Screening, reference: str, actor: Actor) -> None:
    """The person was met again: the watch is over, and the new screening goes on."""
    earlier = own_screening(actor, reference)
    if earlier is None or earlier.state != WATCH or earlier.seen_again_id is not None:
        return
    earlier.seen_again_id = screening.id
    take(earlier, Step("seen_again", actor))


def gates(interview: Interview) -> dict[str, Verdict]:
    """What the gates of sending answer for an interview."""
    return {
        "G-SAFE": _verdict(_safety_checked(interview)),
        "G-AGE": _verdict(_age_given(interview)),
        "G-INTERP": _verdict(_all_marked(interview, Meaning.INTERPRETER)),
    }


def _safety_checked(interview: Interview) -> bool:
    return all(
        _all_marked(interview, meaning) for meaning in (Meaning.SAFE_TO_TALK, Meaning.DANGER)
    )


def _age_given(interview: Interview) -> bool:
    """The age is known, or presumed from what is seen: "not known" alone would be read as adult."""
    seen = interview.chosen(Meaning.AGE_GROUP) & {*AgeGroup}
    return interview.age is not None or bool(seen)


def _all_marked(interview: Interview, meaning: Meaning) -> bool:
    return len(_given(interview, meaning)) == len(interview.instrument.meaning(meaning))


def _given(interview: Interview, meaning: Meaning) -> list[Response]:
    """What was marked for the questions of a meaning, "not asked" excepted."""
    said = (interview.response(question) for question in interview.instrument.meaning(meaning))
    return [response for response in said if response.was_asked]


def _verdict(met: bool) -> Verdict:
    return Verdict.PASS if met else Verdict.FAIL
