"""From which day the days of a stay count: a stay that was interrupted for a short time goes on."""

from datetime import date, datetime

from casework.cases import queries as cases
from casework.kernel import clock
from casework.shelter import queries
from casework.shelter.domain.limits import counted_from
from casework.shelter.limits import limit_on
from casework.shelter.models import Stay


def arrived_on(stay: Stay) -> date:
    """The day of the arrival, in Morocco."""
    assert stay.arrived_at is not None  # noqa: S101 - asked of stays that began
    return _day(stay.arrived_at)


def counted_since(stay: Stay) -> date:
    """From when the days of the stay count, whichever house the earlier ones were in, in all files
    of the person. The house learns the day up to which it may go, not where the person was."""
    arrived = arrived_on(stay)
    earlier = [
        (_day(one.arrived_at), _day(one.ended_at))
        for file_id in cases.files_of_person(cases.case_by_id(stay.case_id))
        for one in queries.stays_of_case(file_id)
        if one.id != stay.id and one.arrived_at and one.ended_at
    ]
    return counted_from(arrived, earlier, limit_on(arrived, stay.kind).apart_days)


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.MOROCCO).date()
