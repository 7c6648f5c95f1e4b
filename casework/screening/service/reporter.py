"""How to reach whoever reported: in a compartment of its own, beside the answers.

Whoever reports is not the person that a case is about, and may have to be protected from those who
read the file. The answers go with the case; this does not: it is sealed under a key of its own, and
shown to whoever received the report and to the focal points of the region alone.
"""

from dataclasses import replace

from casework.encryption import create_data_key, destroy_data_key
from casework.screening.domain.answers import Reply
from casework.screening.domain.instrument import Meaning
from casework.screening.domain.interview import Interview
from casework.screening.domain.record import Answers, Reporter
from casework.screening.models import Screening
from casework.screening.queries import instrument_of

KEY = "reporter"


def keep_apart(screening: Screening, answers: Answers, *, clear: bool = True) -> Answers:
    """The answers without the contact, which is sealed apart. `clear`: an answer that was taken
    back is forgotten with its key; not where the page could not show what was written before."""
    kept = dict(answers.responses)
    for question in instrument_of(screening).meaning(Meaning.REPORTER_CONTACT):
        said = kept.get(question.id)
        if said is not None and said.text:
            _write(screening, said.text)
            kept[question.id] = replace(said, text="")
        elif clear and (said is None or said.reply is not Reply.GIVEN):
            forget_reporter(screening)
    return replace(answers, responses=kept)


def with_reporter(screening: Screening, interview: Interview) -> Interview:
    """The interview as its author writes it, with the contact in its place."""
    found = contact_of(screening)
    places = interview.instrument.meaning(Meaning.REPORTER_CONTACT) if found else ()
    here = [one.id for one in places if interview.response(one).reply is Reply.GIVEN]
    kept = {id: replace(interview.responses[id], text=found) for id in here}
    return Interview(interview.instrument, {**interview.responses, **kept}) if kept else interview


def contact_of(screening: Screening) -> str:
    """How to reach whoever reported; empty when they wished to stay unknown. The caller writes down
    that it was seen."""
    return screening.reporter.reveal().contact if screening.reporter else ""


def forget_reporter(screening: Screening) -> None:
    """Destroy the key: the contact cannot be read any more, in no copy."""
    if screening.reporter_blob is not None:
        destroy_data_key(KEY, screening.id)
        screening.reporter = None


def _write(screening: Screening, contact: str) -> None:
    if screening.reporter_blob is None:
        create_data_key(KEY, screening.id)
    screening.reporter = Reporter(contact)
