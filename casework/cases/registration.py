"""What cases put on the pages that belong to all: navigation, work lists, tasks, messages."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from flask import url_for

from casework.cases import labels
from casework.cases.domain.consent import ENDING_SOON
from casework.cases.domain.pathway import TRIAGED
from casework.cases.queries import case_scope, cases_waiting, codes_of, consents_ending, today
from casework.cases.service.steps import OF_THE_REGION
from casework.journal.queries import register_subject
from casework.kernel.clock import MOROCCO
from casework.policy import Actor, Role
from casework.tasks.owners import Described, register_owner_kind
from casework.tasks.queries import next_deadlines
from casework.web.codes import region_name
from casework.web.languages import _l, _lp
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

DONE = {
    "case_opened": _l("The case is open. Next: the first conversation with the person."),
    "case_assigned": _l("The case is assigned. The caseworker sees it on their home page now."),
    "step_taken": _l("Recorded. The case has moved on."),
    "consent_recorded": _l("The answer is recorded. It can be changed at any time."),
    "consent_withdrawn": _l("The withdrawal took effect. Nobody sees what rested on it any more."),
    "identity_recorded": _l("The identity is sealed. Showing it asks for a reason each time."),
    "identity_hidden": _l("The identity is hidden again."),
    "risk_recorded": _l("The assessment is recorded. Its review is among the deadlines."),
    "duty_recorded": _l("Recorded, apart from any consent."),
    "record_kept": _l("Recorded."),
    "note_written": _l("The note is in the timeline."),
    "closure_proposed": _l("A focal point will answer your proposal to close."),
    "case_closed": _l("The case is closed. It can be reopened with its history."),
    "case_kept_open": _l("The case stays open. The caseworker sees your reason."),
}


def register() -> None:
    """Everything cases hand to others."""
    for key, text in DONE.items():
        register_done(key, text)
    register_owner_kind("case", describe)
    register_subject("case", codes_of)
    for role in (Role.CASEWORKER, Role.FOCAL_POINT):
        register_navigation(
            role, [NavItem(_lp("navigation", "Cases"), "cases.list_cases", "file", 30)]
        )
    register_action(Role.CASEWORKER, Action(_l("Open a case"), "cases.new_case", "file", place=30))
    register_work_list(
        Role.CASEWORKER,
        WorkList(
            "new_cases",
            _l("New cases"),
            new_cases,
            place=25,
            aside=True,
            empty=_l("No new case waits for a first conversation."),
        ),
    )
    register_work_list(
        Role.CASEWORKER,
        WorkList("consents", _l("Consents to renew"), ending_soon, place=40, aside=True),
    )
    register_work_list(
        Role.FOCAL_POINT,
        WorkList("to_assign", _l("Cases to assign"), to_assign, place=30, edge="soon"),
    )


def describe(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """Name the tasks of the cases this person may know of."""
    found = case_scope(actor, {task.owner_id for task in tasks})
    return {
        task.id: _described(task.kind, found[task.owner_id], actor)
        for task in tasks
        if task.owner_id in found
    }


def ending_soon(actor: Actor) -> WorkRows:
    """Consents that end within two weeks."""
    found = consents_ending(actor, today() + ENDING_SOON, MOST_ROWS)
    return WorkRows(
        [
            WorkRow(
                title=labels.PURPOSES[purpose],
                href=url_for("cases.consent", code=code),
                code=code,
                due=datetime.combine(last_day, time(23, 59), MOROCCO),
            )
            for code, purpose, last_day in found
        ],
        total=len(found),
    )


def new_cases(actor: Actor) -> WorkRows:
    """The actor's cases where nobody talked with the person yet, the most urgent first."""
    waiting = cases_waiting(actor, MOST_ROWS + 1, state=TRIAGED)
    due = next_deadlines("case", [row.id for row in waiting])
    rows = [
        WorkRow(
            title=_l("Open the file"),
            href=url_for("cases.case_file", code=row.code),
            code=row.code,
            detail=labels.PRIORITIES[row.priority],
            due=due.get(row.id),
        )
        for row in waiting[:MOST_ROWS]
    ]
    return WorkRows(rows, total=len(waiting), see_all=url_for("cases.list_cases", state=TRIAGED))


def to_assign(actor: Actor) -> WorkRows:
    """The cases of the region that nobody has yet, the most urgent first."""
    waiting = cases_waiting(actor, MOST_ROWS + 1, unassigned=True)
    rows = [
        WorkRow(
            title=labels.TASKS["assign"],
            href=url_for("cases.assign_case", code=row.code),
            detail=region_name(row.region),
            code=row.code,
            tag=labels.PRIORITIES[row.priority],
            tone=labels.PRIORITY_TONES.get(row.priority, ""),
        )
        for row in waiting[:MOST_ROWS]
    ]
    return WorkRows(rows, total=len(waiting), see_all=url_for("cases.list_cases", unassigned="yes"))


def _described(kind: str, code: str, actor: Actor) -> Described:
    title, href = task_words(kind, code, actor)
    return Described(title, code, href or url_for("cases.case_file", code=code))


def task_words(
    kind: str, code: str, actor: Actor, *, nobody_yet: bool = True
) -> tuple[Any, str | None]:
    """What a task asks for, and where this person can do it, if they can. A focal point brings a
    first conversation about by choosing who has it, unless somebody was chosen."""
    if actor.role is not Role.FOCAL_POINT:
        return labels.TASKS[kind], _task_href(kind, code)
    if kind == "first_contact" and nobody_yet:
        return labels.TASKS["assign"], url_for("cases.assign_case", code=code)
    return labels.TASKS[kind], _task_href(kind, code) if kind in OF_THE_REGION else None


def _task_href(kind: str, code: str) -> str:
    step = {"first_contact": "inform", "triage_again": "triage_again"}.get(kind)
    if step:
        return url_for("cases.take_step", code=code, action=step)
    return url_for(labels.TASK_ENDPOINTS.get(kind, "cases.case_file"), code=code)
