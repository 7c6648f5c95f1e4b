"""Screenings of a visit: each person's own, with what was noted for everybody already in it."""

from typing import Any

from casework.policy import Actor
from casework.screening import library
from casework.screening.at_visit import visit_id_of
from casework.screening.domain.carried import carried_into
from casework.screening.domain.finding import Band
from casework.screening.domain.instrument import Instrument, Meaning
from casework.screening.models import Screening
from casework.screening.queries import interview_of
from casework.screening.service.draft import begin
from casework.visits import queries as visits
from casework.visits import service as visiting

LABOUR_SHORT = "labour_short"
LABOUR_MATTER = "confirm_not_indicated"


def begin_at(visit: Any, instrument: Instrument, actor: Actor) -> Screening:
    """The next person met at a visit: where, how, the sector and what was noted for everybody are
    in it. Refused (VisitClosed) once the visit was closed, and to whoever did not make it."""
    visiting.must_be_open(visit, actor)
    told = visiting.told_by(visit)
    carried = carried_into(instrument, told.carried, told.setting.value, told.sector)
    return begin(
        told.region,
        told.province,
        actor,
        instrument=instrument,
        visit_id=visit.id,
        carried=carried,
    )


def usual_instrument(language: str | None = None) -> Instrument:
    """What is asked at a visit unless somebody chooses otherwise: the short form where there is
    one, complete in the language. Refused (NotInThisLanguage) when the long one is not either."""
    offered = {instrument.id: instrument for instrument in library.offered(language)}
    return offered.get(LABOUR_SHORT) or library.current(library.LABOUR_INSPECTION, language)


def follow_labour_law(screening: Screening, arrow: Any, actor: Actor | None) -> None:
    """A meeting that was confirmed as a matter of labour law alone goes to the labour inspectorate,
    without the person: the sector, the province, the infractions that the answers point to."""
    if arrow.action != LABOUR_MATTER:
        return
    result = screening.result.reveal()
    if result.band is not Band.D:
        return
    visit_id = visit_id_of(screening)
    visit = visits.visit_by_id(visit_id) if visit_id else None
    visiting.note_legal_duty(
        region=screening.region,
        province=screening.answers.reveal().province,
        sector=min(interview_of(screening).chosen(Meaning.SECTOR), default=""),
        signs={reason.code for reason in result.finding.reasons},
        author=(screening.author_id, screening.organisation_id),
        visit=visit,
    )
