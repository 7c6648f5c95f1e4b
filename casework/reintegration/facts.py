"""Facts follow: what may be counted of the survey that somebody answered a year after their return.

A reintegration without a return is not counted: the published number is of people who returned.
"""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from casework.cases import queries as cases
from casework.cases.service.facts import on_facts
from casework.db import db
from casework.facts.domain import Handed
from casework.facts.providers import handed_by, register_provider
from casework.facts.service import follow
from casework.kernel import clock
from casework.reintegration import instruments, queries
from casework.reintegration.domain.counted import (
    Surveyed,
    change_class,
    of_the_year,
    score_class,
)
from casework.reintegration.domain.records import Survey
from casework.reintegration.domain.scoring import score
from casework.reintegration.models import ReintegrationFile

KIND = "survey"


def hand_over(file: ReintegrationFile) -> None:
    """Tell the statistics of the year's survey, as it stands when the transaction commits."""
    follow(file.id, lambda: handed(file))


def handed(file: ReintegrationFile) -> list[Handed]:
    """The fact of a reintegration; nothing before the first year after the return is over."""
    if file.return_id is None:
        return []
    recorded = [(at, _surveyed(one)) for at, one in queries.surveys_of(file.id)]
    surveys = [one for _at, one in recorded]
    found = of_the_year(surveys, file.counted_from)
    if found is None:
        return []
    at = next(at for at, one in recorded if one is found)
    card = cases.card_of(cases.case_by_id(file.case_id))
    said = {
        "region": file.region,
        "sex": card.sex,
        "survey_score": score_class(found),
        "survey_change": change_class(found, surveys),
    }
    month = at.astimezone(clock.MOROCCO).date().replace(day=1)
    return [Handed(KIND, file.id, month, said, file.case_id)]


def every_survey() -> Iterator[Handed]:
    """The year's surveys of all reintegrations, the oldest first."""
    files = select(ReintegrationFile).order_by(ReintegrationFile.opened_at, ReintegrationFile.id)
    return handed_by(db.session.scalars(files), handed)


def _surveyed(survey: Survey) -> Surveyed:
    instrument = instruments.sheet(survey.version).instrument
    answers = {one.item: one.value for one in survey.answers}
    found = score(instrument, answers, survey.child)
    return Surveyed(survey.on, survey.version, found.composite)


def _after_case(case_id: UUID) -> None:
    files = select(ReintegrationFile).where(ReintegrationFile.case_id == case_id)
    in_order = files.order_by(ReintegrationFile.opened_at, ReintegrationFile.id)
    for file in db.session.scalars(in_order):
        hand_over(file)


def register() -> None:
    """Follow the cases, and answer when all facts are asked for again."""
    on_facts(_after_case)
    register_provider(KIND, every_survey)
