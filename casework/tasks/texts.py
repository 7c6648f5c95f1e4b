"""The words of deadlines."""

from casework.tasks.domain import When
from casework.web.languages import _l

PARTS = {
    When.OVERDUE: _l("Overdue"),
    When.TODAY: _l("Today"),
    When.THIS_WEEK: _l("This week"),
    When.LATER: _l("Later"),
}

HOLIDAYS = {
    "New Year": _l("New Year"),
    "Independence Manifesto Day": _l("Independence Manifesto Day"),
    "Amazigh New Year": _l("Amazigh New Year"),
    "Labour Day": _l("Labour Day"),
    "Throne Day": _l("Throne Day"),
    "Oued Ed-Dahab Day": _l("Oued Ed-Dahab Day"),
    "Revolution of the King and the People": _l("Revolution of the King and the People"),
    "Youth Day": _l("Youth Day"),
    "Green March Day": _l("Green March Day"),
    "Independence Day": _l("Independence Day"),
    "Unity Day": _l("Unity Day"),
    "Eid al-Fitr": _l("Eid al-Fitr"),
    "Eid al-Adha": _l("Eid al-Adha"),
    "First of Muharram": _l("First of Muharram"),
    "The Prophet's birthday": _l("The Prophet's birthday"),
}


def holiday_name(name: str) -> object:
    """A shipped day in the reader's language; one that was typed in, as it was typed."""
    return HOLIDAYS.get(name, name)
