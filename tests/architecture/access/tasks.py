"""Deadlines belong to those who act on people; holidays to the administrator."""

from tests.architecture.access import Access
from tests.architecture.access.directory import FIELD


def _administrator(status: int) -> dict[str, int]:
    return {"administrator": status}


EXPECTED = {
    "tasks.agenda": Access("GET", "/t", FIELD),
    "tasks.holidays": Access("GET", "/a/holidays", _administrator(200)),
    "tasks.add_holiday": Access("GET", "/a/holidays/new", _administrator(200)),
    "tasks.add_holiday POST": Access("POST", "/a/holidays/new", _administrator(422)),
    "tasks.confirm_holiday": Access("POST", "/a/holidays/{holiday}/confirm", _administrator(303)),
    "tasks.withdraw_holiday": Access("GET", "/a/holidays/{holiday}/withdraw", _administrator(200)),
    "tasks.withdraw_holiday POST": Access(
        "POST", "/a/holidays/{holiday}/withdraw", _administrator(303)
    ),
}
