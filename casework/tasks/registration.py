"""What tasks add to the pages that belong to all."""

from collections.abc import Callable, Collection

from flask import url_for

from casework.counters import Block, Count, register_block
from casework.policy import Actor, Role
from casework.tasks import queries
from casework.tasks.domain import (
    MomentPassed,
    NothingToDo,
    OnlyByTheAct,
    SnoozeNotPossible,
    When,
)
from casework.tasks.own import ALONE
from casework.tasks.owners import CodeUnknown, register_owner_kind
from casework.tasks.queries import AgendaRow
from casework.tasks.service import NameMissing
from casework.tasks.texts import PARTS, SNOOZE_REASONS
from casework.tasks.titles import describe_own
from casework.web.codes import register_words
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

IN_THE_BAR = (Role.CASEWORKER, Role.RETURN_OFFICER, Role.PROSECUTOR_LIAISON)
DONE = {
    "holiday_saved": _l("The day is saved. Deadlines already set keep their date."),
    "task_made": _l("The task is among your deadlines."),
    "task_snoozed": _l("Put off, with your reason. Everybody who sees the task reads it."),
    "task_done": _l("Recorded. The task has left your deadlines."),
    "feed_closed": _l("The address has ended. Calendars that read it find nothing any more."),
    "holiday_withdrawn": _l("The day counts as a working day again."),
}


REFUSALS = {
    NameMissing: _l("Choose a holiday of the list, or write its name."),
    NothingToDo: _l("Choose what is to be done, or write it in a few words."),
    MomentPassed: _l("Choose a moment that lies ahead."),
    SnoozeNotPossible: _l("Choose a day after today, sixty days ahead at most."),
    OnlyByTheAct: _l("A rule made this due: it is met by doing what it asks for."),
    CodeUnknown: _l("None of your cases has this code."),
}


def register() -> None:
    """Deadlines in the bar, overdue and today's on the home page."""
    register_words("TaskSnoozed", reason=SNOOZE_REASONS)
    overdue = WorkList("overdue", _l("Overdue"), _rows({When.OVERDUE}), place=5, edge="late")
    today = WorkList("today", _l("Today"), _rows({When.TODAY}), place=6, edge="soon")
    for role in Role:
        register_work_list(role, overdue)
        register_work_list(role, today)
        if role not in IN_THE_BAR:
            mine = Action(_l("My deadlines"), "tasks.agenda", "clock", kind="alt", place=60)
            register_action(role, mine)
    for role in IN_THE_BAR:
        register_navigation(role, [NavItem(_l("Deadlines"), "tasks.agenda", "clock", 60)])
    days = Action(_l("Holidays"), "tasks.holidays", "cal", kind="alt", place=86)
    register_action(Role.ADMINISTRATOR, days)
    register_block(Role, Block("deadlines", _l("My deadlines"), counted, place=10))
    register_owner_kind(ALONE, describe_own)
    for refusal, text in REFUSALS.items():
        explain(refusal, text)
    for key, text in DONE.items():
        register_done(key, text)


def counted(actor: Actor) -> list[Count]:
    """The deadlines of one person, by when they are due."""
    parts, agenda = queries.agenda(actor), url_for("tasks.agenda")
    return [
        Count(PARTS[part], len(rows), agenda, late=part is When.OVERDUE)
        for part, rows in parts.items()
    ]


def _rows(parts: Collection[When]) -> Callable[[Actor], WorkRows]:
    def rows(actor: Actor) -> WorkRows:
        found = queries.due(actor, parts)
        shown = [_row(one) for one in found[:MOST_ROWS]]
        return WorkRows(shown, len(found), url_for("tasks.agenda") if found else None)

    return rows


def _row(one: AgendaRow) -> WorkRow:
    what = one.what
    return WorkRow(what.title, what.href, what.detail, code=what.code, due=one.due_at)
