"""The threshold question of Penal Code art. 448-1, printed for the prosecutor.

The answer never changes a level. The page holds a code and no identity.
"""

from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for

from casework.audit import record_read
from casework.audit.catalogue import CaseRead, ScreeningRead
from casework.cases.queries import case_by_code
from casework.policy import Permission
from casework.screening import queries
from casework.screening.domain.instrument import Meaning
from casework.screening.queries import Screening
from casework.screening.views.blueprint import blueprint
from casework.screening.views.words import local, said
from casework.web.guard import guard, signed_in_actor


@dataclass(frozen=True)
class Threshold:
    """The question, the answer, and what the person said would happen, in their words."""

    question: str
    answer: str
    words: str


@blueprint.get("/q/<reference>/threshold")
@guard(Permission.SCREENING_TRIAGE, load=queries.sent_screening)
def threshold(screening: Screening) -> str:
    """For the focal point of the region."""
    record_read(ScreeningRead(screening_id=screening.id, part="threshold"), signed_in_actor())
    back = url_for(".item", reference=screening.reference)
    return _sheet(screening, screening.reference, back)


@blueprint.get("/c/<code>/threshold")
@guard(Permission.CASE_READ, load=case_by_code)
def threshold_of_case(case: Any) -> str:
    """For those who work the case, beside a report that the law requires."""
    record_read(CaseRead(case_id=case.id, part="screening"), signed_in_actor())
    screening = queries.screening_of_case(case.id)
    return _sheet(screening, case.code, url_for(".of_case", code=case.code))


def _sheet(screening: Screening | None, code: str, back: str) -> str:
    found = asked(screening) if screening is not None else None
    return render_template(
        "screening/threshold.html", screening=screening, found=found, code=code, back=back
    )


def asked(screening: Screening) -> Threshold | None:
    """The question as it was answered; None when the questionnaire does not hold it."""
    interview = queries.interview_of(screening)
    for question in interview.instrument.meaning(Meaning.THRESHOLD):
        response = interview.response(question)
        return Threshold(local(question.text), said(question, response), response.note)
    return None
