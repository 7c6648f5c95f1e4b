"""A draft is sent: the gates are asked, the finding is computed once and sealed beside it."""

from casework.kernel import clock
from casework.kernel.workflow import Verdict
from casework.policy import Actor
from casework.screening.domain.answers import Response
from casework.screening.domain.card import card_of
from casework.screening.domain.coding import finding_of
from casework.screening.domain.instrument import Meaning
from casework.screening.domain.interview import Interview
from casework.screening.domain.record import Result
from casework.screening.domain.track import SCREEN_AGAIN
from casework.screening.loader import indicator_standard
from casework.screening.models import Screening
from casework.screening.queries import instrument_of, own_screening
from casework.screening.service.draft import locked
from casework.screening.service.steps import take
from casework.tasks.service import complete_tasks
from casework.workflow.service import Step


def send(screening: Screening, actor: Actor, expected_version: int) -> Result:
    """Send a draft. Refused (GateClosed) until the safety check is done, the age is known or
    presumed, and the interpreter field is filled. From then on nothing in it changes."""
    locked(screening, actor, expected_version)
    answers = screening.answers.reveal()
    interview = Interview(instrument_of(screening), answers.responses)
    today = clock.now().astimezone(clock.MOROCCO).date()
    on = answers.met_on(today, clock.MOROCCO)
    finding = finding_of(interview, indicator_standard(), on)
    result = Result(finding, finding.band, finding.priority)
    screening.priority = finding.priority.value
    step = Step("send", actor, expected_version, gates=gates(interview))
    screening.sent_at = clock.now()
    screening.result = result
    screening.card = card_of(answers, interview, result.band.value)
    take(screening, step)
    if answers.again and (earlier := own_screening(actor, answers.again)) is not None:
        complete_tasks("screening", earlier.id, SCREEN_AGAIN.task)
    return result


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
    return interview.age is not None or bool(_given(interview, Meaning.AGE_GROUP))


def _all_marked(interview: Interview, meaning: Meaning) -> bool:
    return len(_given(interview, meaning)) == len(interview.instrument.meaning(meaning))


def _given(interview: Interview, meaning: Meaning) -> list[Response]:
    """What was marked for the questions of a meaning, "not asked" excepted."""
    said = (interview.response(question) for question in interview.instrument.meaning(meaning))
    return [response for response in said if response.was_asked]


def _verdict(met: bool) -> Verdict:
    return Verdict.PASS if met else Verdict.FAIL
