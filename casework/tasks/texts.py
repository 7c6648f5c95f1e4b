"""The words of deadlines."""

from casework.tasks.domain import Level, When
from casework.web.languages import _l, _lp

PARTS = {
    When.OVERDUE: _l("Overdue"),
    When.TODAY: _l("Today"),
    When.THIS_WEEK: _l("This week"),
    When.LATER: _l("Later"),
}

VERBS = {
    "call": _l("Call"),
    "meet": _l("Meet"),
    "accompany": _l("Accompany"),
    "write": _lp("task", "Write"),
    "ask": _lp("task", "Ask"),
    "send": _lp("task", "Send"),
    "prepare": _l("Prepare"),
    "check": _lp("task", "Check"),
    "answer": _lp("task", "Answer"),
    "file": _lp("task", "File"),
}
OWN_TASK = _l("Own task")

SNOOZE_REASONS = {
    "person": _l("The person needs time"),
    "service": _l("Another service has to act first"),
    "document": _l("A document is awaited"),
    "appointment": _l("An appointment is set"),
    "away": _l("I am away"),
    "more_urgent": _l("Something more urgent comes first"),
}

OUTCOMES = {
    "done": _l("Done"),
    "partly": _l("Partly done"),
    "not_needed": _l("No longer needed"),
}

LEVELS = {
    Level.DUTY: _l("With the duty officer of the region"),
    Level.FOCAL_POINTS: _l("With all focal points of the region"),
    Level.NATIONAL: _l("With the national focal points"),
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
