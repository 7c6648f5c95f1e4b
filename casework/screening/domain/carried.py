"""What was noted once for a whole workplace, as answers of one person's questionnaire.

Each arrives as observed, wherever the questionnaire has the question and the answer, and can be
changed for the one person.
"""

from collections.abc import Mapping

from casework.screening.domain.answers import Reply, Response, Source
from casework.screening.domain.instrument import Instrument, Kind, Manner, Meaning, Question

# How people were met at a visit, in the words of the questionnaires.
MET_AT = {"site_visit": "workplace", "office": "office", "summons": "office"}


def carried_into(
    instrument: Instrument, noted: Mapping[str, str], setting: str, sector: str
) -> dict[str, Response]:
    """The answers a screening of a visit begins with. `noted`: question → answer ("yes", "no" or
    an option); what the questionnaire does not have is left out."""
    found = {
        id: _response(instrument.by_id[id], answer)
        for id, answer in noted.items()
        if id in instrument.by_id
    }
    for meaning, answer in ((Meaning.SETTING, MET_AT.get(setting, "")), (Meaning.SECTOR, sector)):
        found |= {one.id: _response(one, answer) for one in instrument.meaning(meaning)}
    return {id: response for id, response in found.items() if response is not None}


def _response(question: Question, answer: str) -> Response | None:
    """The answer as observed; None when the question has no such answer."""
    seen = frozenset[Source]() if question.manner is Manner.RECORD else frozenset({Source.OBSERVED})
    if question.kind is Kind.YES_NO:
        return Response(Reply(answer), sources=seen) if answer in ("yes", "no") else None
    if answer in {option.id for option in question.options}:
        return Response(Reply.GIVEN, options=(answer,), sources=seen)
    return None
