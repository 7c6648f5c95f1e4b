"""Everybody has deadlines of their own; holidays belong to the administrator."""

from tests.architecture.access import Access
from tests.personas import PERSONAS

EVERYBODY = dict.fromkeys(PERSONAS, 200)
# The own task of `caseworker`: it does not exist for anybody else.
OWN = {**dict.fromkeys(PERSONAS, 404), "caseworker": 200}
TASK = "/t/{task}"


def _as(statuses: dict[str, int], status: int) -> dict[str, int]:
    return {persona: status if found == 200 else found for persona, found in statuses.items()}


def _administrator(status: int) -> dict[str, int]:
    return {"administrator": status}


EXPECTED = {
    "tasks.agenda": Access("GET", "/t", EVERYBODY),
    "tasks.month": Access("GET", "/t/month", EVERYBODY),
    "tasks.week": Access("GET", "/t/week", EVERYBODY),
    "tasks.new_task": Access("GET", "/t/new", EVERYBODY),
    "tasks.new_task POST": Access("POST", "/t/new", _as(EVERYBODY, 422)),
    "tasks.task": Access("GET", TASK, OWN),
    "tasks.snooze": Access("GET", TASK + "/snooze", OWN),
    "tasks.snooze POST": Access("POST", TASK + "/snooze", _as(OWN, 422)),
    "tasks.finish": Access("GET", TASK + "/done", OWN),
    "tasks.finish POST": Access("POST", TASK + "/done", _as(OWN, 422)),
    "tasks.calendar": Access("GET", "/t/calendar", EVERYBODY),
    "tasks.calendar POST": Access("POST", "/t/calendar", EVERYBODY),
    "tasks.end_calendar": Access("POST", "/t/calendar/end", _as(EVERYBODY, 303)),
    # the address is the secret: whoever has it needs no session
    "tasks.feed": Access("GET", "/t/{feed}/feed.ics", EVERYBODY, signed_out=200),
    "tasks.holidays": Access("GET", "/a/holidays", _administrator(200)),
    "tasks.add_holiday": Access("GET", "/a/holidays/new", _administrator(200)),
    "tasks.add_holiday POST": Access("POST", "/a/holidays/new", _administrator(422)),
    "tasks.confirm_holiday": Access("POST", "/a/holidays/{holiday}/confirm", _administrator(303)),
    "tasks.withdraw_holiday": Access("GET", "/a/holidays/{holiday}/withdraw", _administrator(200)),
    "tasks.withdraw_holiday POST": Access(
        "POST", "/a/holidays/{holiday}/withdraw", _administrator(303)
    ),
}
