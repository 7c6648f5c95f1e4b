"""What of stays stands in the copy for the person: from when to when, and what was said on arrival.
Never which house it was, nor anything by which it is found."""

from collections.abc import Iterable

from casework.cases.queries import Case
from casework.kernel.clock import MOROCCO
from casework.oversight.person_copy import register_part
from casework.shelter.queries import intake_of, leaving_of, stays_of_case
from casework.shelter.texts import EXITS, HEALTH, KINDS, PAPERS, SAFETY
from casework.web.codes import region_name
from casework.web.formats import long_date
from casework.web.languages import _, _l


def register_copy() -> None:
    """One part."""
    register_part("stays", _l("Where you were lodged"), rows, place=64)


def rows(case: Case, language: str) -> Iterable[tuple[str, str]]:
    """Every stay that began, the newest first."""
    for stay in stays_of_case(case.id):
        if stay.arrived_at is None:
            continue
        kind = f"{KINDS[stay.kind]}, {region_name(stay.region)}"
        yield long_date(stay.arrived_at.astimezone(MOROCCO)), kind
        intake, leaving = intake_of(stay), leaving_of(stay)
        if intake is not None:
            yield _("How safe you felt"), str(SAFETY[intake.safety])
            yield _("Your health then"), str(HEALTH[intake.health])
            yield _("Your papers"), str(PAPERS[intake.papers])
            if intake.belongings:
                yield _("Your belongings"), intake.belongings
        if stay.ended_at is not None:
            where = str(EXITS.get(leaving.reason, "")) if leaving else ""
            day = long_date(stay.ended_at.astimezone(MOROCCO))
            yield _("Until"), f"{day}, {where}" if where else day
