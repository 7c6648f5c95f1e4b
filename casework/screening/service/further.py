"""One step further: another form for the same person, with the answers that are known already."""

from casework.kernel.refusals import StepNotPossible
from casework.policy import Actor
from casework.screening import library
from casework.screening.domain.beginning import carried_over
from casework.screening.models import Screening
from casework.screening.queries import interview_of
from casework.screening.service.draft import begin


def go_further(screening: Screening, language: str, actor: Actor) -> Screening:
    """Begin the form that lies one step further than this one, linked to it. Nothing in this one
    changes. Refused (StepNotPossible) where there is none that is complete in the language."""
    longer = library.longer_than(screening.instrument_id, language)
    if longer is None:
        raise StepNotPossible(action="go_further")
    province = screening.answers.reveal().province
    known = carried_over(interview_of(screening), longer)
    return begin(screening.region, province, actor, screening, instrument=longer, known=known)
