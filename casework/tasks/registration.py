"""What tasks add to the pages that belong to all."""

from collections.abc import Callable, Collection

from flask import url_for

from casework.policy import Actor, Role
from casework.tasks import queries
from casework.tasks.domain import When
from casework.tasks.queries import AgendaRow
from casework.tasks.service import NameMissing
from casework.web.errors import explain
from casework.web.languages import _l
from casework.web.navigation import (
    MOST_ROWS,
    Action,
    NavItem,
    WorkList,
    WorkRow,
    WorkRows,
    register_action,
    register_done,
    register_navigation,
    register_work_list,
)

FIELD = (
    Role.INSPECTOR,
    Role.FOCAL_POINT,
    Role.CASEWORKER,
    Role.SHELTER,
    Role.PROVIDER,
    Role.RETURN_OFFICER,
    Role.PROSECUTOR_LIAISON,
)
IN_THE_BAR = (Role.CASEWORKER, Role.RETURN_OFFICER, Role.PROSECUTOR_LIAISON)
DONE = {
    "holiday_saved": _l("The day is saved. Deadlines already set keep their date."),
    "holiday_withdrawn": _l("The day counts as a working day again."),
}


def register() -> None:
    """Deadlines in the bar, overdue and today's on the home page."""
    overdue = WorkList("overdue", _l("Overdue"), _rows({When.OVERDUE}), place=5, edge="late")
    today = WorkList("today", _l("Today"), _rows({When.TODAY}), place=6, edge="soon")
    for role in FIELD:
        register_work_list(role, overdue)
        register_work_list(role, today)
    for role in IN_THE_BAR:
        register_navigation(role, [NavItem(_l("Deadlines"), "tasks.agenda", "clock", 60)])
    days = Action(_l("Holidays"), "tasks.holidays", "cal", kind="alt", place=86)
    register_action(Role.ADMINISTRATOR, days)
    explain(NameMissing, _l("Choose a holiday of the list, or write its name."))
    for key, text in DONE.items():
        register_done(key, text)


def _rows(parts: Collection[When]) -> Callable[[Actor], WorkRows]:
    def rows(actor: Actor) -> WorkRows:
        found = queries.due(actor, parts)
        shown = [_row(one) for one in found[:MOST_ROWS]]
        return WorkRows(shown, len(found), url_for("tasks.agenda") if found else None)

    return rows


def _row(one: AgendaRow) -> WorkRow:
    what = one.what
    return WorkRow(what.title, what.href, what.detail, code=what.code, due=one.due_at)
