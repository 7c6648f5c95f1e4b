"""What a stay tells the statistics: coarse classes, no code, no house, no day.

A stay hands a fact over when the person arrives and when they leave. It is dated by the month of
the arrival and counts once; nothing finer than a bin of nights leaves.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from uuid import UUID

from casework.facts.domain import Handed, stay_class
from casework.facts.providers import handed_by
from casework.facts.service import follow, put
from casework.kernel import clock
from casework.shelter import queries
from casework.shelter.domain.track import ExitReason as X
from casework.shelter.models import Stay

KIND = "stay"
EXIT: Mapping[str, str] = {
    X.OWN_HOME: "planned",
    X.FAMILY: "planned",
    X.RETURN: "planned",
    X.OTHER_SHELTER: "moved",
    X.HOSPITAL: "moved",
    X.LEFT: "own_wish",
    X.EXCLUDED: "other",
    X.DETENTION: "other",
    X.UNKNOWN: "lost_contact",
}


def hand_over(stay: Stay) -> None:
    """Say what may be counted of a stay that began, in the transaction that changes it."""
    said = handed(stay)
    put(KIND, said.owner_id, said.month, said.classes, person_id=said.person_id)


def follow_case(case_id: UUID) -> None:
    """What may be counted of a case changed: its stays are handed over with it."""
    for stay in queries.begun_of_case(case_id):
        follow(stay.id, partial(_all_of, stay))


def _all_of(stay: Stay) -> list[Handed]:
    return [handed(stay)]


def every_stay_handed() -> Iterator[Handed]:
    """What would be said of each stay today, the oldest first."""
    return handed_by(queries.begun(), _all_of)


def handed(stay: Stay) -> Handed:
    """The classes of a stay that began."""
    resident, leaving = queries.resident_of(stay), queries.leaving_of(stay)
    classes = {
        "region": stay.region,
        "sex": resident.sex,
        "age_band": resident.age_band,
        "stay_length": stay_class(nights(stay)),
        "exit": EXIT[leaving.reason] if leaving else "ongoing",
    }
    return Handed(KIND, stay.id, month_of(stay), classes, stay.case_id)


def nights(stay: Stay) -> int | None:
    """The nights of a stay that ended."""
    if stay.arrived_at is None or stay.ended_at is None:
        return None
    return (_day(stay.ended_at) - _day(stay.arrived_at)).days


def month_of(stay: Stay) -> date:
    """The month of the arrival, by its first day, in Moroccan time."""
    return _day(stay.arrived_at or stay.requested_at).replace(day=1)


def _day(moment: object) -> date:
    return moment.astimezone(clock.MOROCCO).date()  # type: ignore[attr-defined,no-any-return]
