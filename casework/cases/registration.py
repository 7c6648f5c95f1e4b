"""What cases put on the pages that belong to all: navigation, work lists, tasks, messages."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from flask import url_for

from casework.accounts.queries import organisation_names
from casework.accounts.service import on_leaving
from casework.cases import labels
from casework.cases.domain.consent import DELETION_TASK, ENDING_SOON, RENEW_TASK
from casework.cases.domain.notes import FOLLOW_UP_TASK
from casework.cases.domain.pathway import ANSWER_WITHDRAWAL, REVIEW_RISK, TRIAGED
from casework.cases.domain.protection import ENDING
from casework.cases.following import register_following
from casework.cases.jobs import register_jobs
from casework.cases.panels import case_task, register_case_task
from casework.cases.queries import (
    case_by_code,
    case_scope,
    cases_waiting,
    codes_of,
    consents_ending,
    deletions_by_ids,
    deletions_waiting,
    id_of_code,
    measures_asked,
    reports_page,
    today,
)
from casework.cases.service.deletions import RECEIVING, tasks_of_worker
from casework.cases.service.saved_lists import drop_lists_of
from casework.cases.service.steps import OF_THE_REGION
from casework.cases.shown import SHOWN
from casework.journal.queries import register_finder, register_subject
from casework.kernel.clock import MOROCCO
from casework.policy import Actor, Role
from casework.tasks.owners import (
    Described,
    Subject,
    register_climbing,
    register_owner_kind,
)
from casework.tasks.owners import register_subject as register_task_subject
from casework.tasks.queries import next_deadlines
from casework.tasks.titles import own_href, own_title
from casework.web.codes import region_name, register_words
from casework.web.languages import _l, _lp, current_language
from casework.web.navigation import (
    MOST_ROWS,
    Action,
    HelpTopic,
    NavItem,
    WorkList,
    WorkRow,
    WorkRows,
    register_action,
    register_done,
    register_help_topic,
    register_navigation,
    register_work_list,
)

DONE = {
    "case_opened": _l("The case is open. Next: the first conversation with the person."),
    "cases_handed_over": _l("Handed over. The new caseworker sees the cases now."),
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
    "follow_up_recorded": _l("Recorded. What follows from it stands among the deadlines."),
    "closure_proposed": _l("A focal point will answer your proposal to close."),
    "case_closed": _l("The case is closed. It can be reopened with its history."),
    "priority_changed": _l("The priority is changed. The next contact follows it."),
    "report_received": _l("The arrival of the report is confirmed."),
    "deletion_answered": _l("Your answer is recorded. Thank you."),
    "deletion_recorded": _l("The answer is recorded."),
    "view_kept": _l("The view is kept. It stands above the list, for you alone."),
    "view_changed": _l("The view is changed."),
    "view_dropped": _l("The view is gone. The cases in it stay as they are."),
    "rule_set": _l("The length is set. What runs already keeps its own."),
    "case_kept_open": _l("The case stays open. The caseworker sees your reason."),
}


CLIMBING = (
    "first_contact",
    "send_referral",
    "hear_from",
    "name_guardian",
    "assess_interests",
    "review_safety_plan",
    "make_plan",
    "review_plan",
    "plan_reintegration",
    "triage_again",
    "review_urgency",
    "answer_closure",
    "answer_withdrawal",
    "search_earlier",
    "hand_over",
    *(kind + "." for kind in ENDING.values()),
    RENEW_TASK + ".",
    REVIEW_RISK,
    DELETION_TASK,
)
"""What goes up when it was missed. What waits for the person (their answer, how they are) does not:
nobody is to be pressed because a clock ran out."""


PATHWAY = HelpTopic(
    _l("The pathway of a case"),
    _l("See every step of it, what each gate asks, and who opens it"),
    "cases.help_pathway",
)


def register() -> None:
    """Everything cases hand to others."""
    for key, text in DONE.items():
        register_done(key, text)
    register_help_topic(PATHWAY)
    register_words("CaseFoundChanged", what=labels.FOUND_CHANGED)
    register_owner_kind("case", describe)
    register_task_subject("case", case_worked_on)
    register_climbing(*CLIMBING)
    register_jobs()
    on_leaving(drop_lists_of)
    _register_liaison()
    _register_deletions()
    register_action(
        Role.ADMINISTRATOR,
        Action(_l("Recovery period"), "cases.rules", "clock", kind="alt", place=87),
    )
    register_finder(id_of_code)
    register_case_task(FOLLOW_UP_TASK, labels.TASKS[FOLLOW_UP_TASK], "cases.note")
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
    register_work_list(Role.CASEWORKER, SHOWN)
    _register_sharing_out()


def _register_sharing_out() -> None:
    """The home of whoever assigns."""
    share = Action(_l("Share out the work"), "cases.team", "users", kind="alt", place=61)
    register_action(Role.FOCAL_POINT, share)
    register_work_list(
        Role.FOCAL_POINT,
        WorkList("to_assign", _l("Cases to assign"), to_assign, place=30, edge="soon"),
    )


def _register_liaison() -> None:
    """The home and the bar of the liaison of the prosecution."""
    liaison = Role.PROSECUTOR_LIAISON
    register_navigation(liaison, [NavItem(_l("Reports"), "cases.reports", "file", 30)])
    register_work_list(
        liaison,
        WorkList(
            "reports",
            _l("Reports to confirm"),
            reports_waiting,
            place=20,
            edge="soon",
            empty=_l("No report waits for you."),
        ),
    )
    register_work_list(
        liaison, WorkList("measures", _l("Measures asked for"), measures_waiting, place=30)
    )


def _register_deletions() -> None:
    register_following(tasks_of_worker)
    register_owner_kind("deletion", describe_deletions)
    for role in RECEIVING:
        register_work_list(
            role, WorkList("deletions", _l("To delete"), to_delete, place=22, edge="soon")
        )


def reports_waiting(actor: Actor) -> WorkRows:
    """The reports of the actor's regions whose arrival nobody confirmed, the oldest first."""
    return _liaison_rows(reports_page(actor, waiting=True, size=MOST_ROWS + 1), _l("Open the case"))


def measures_waiting(actor: Actor) -> WorkRows:
    """The measures that were asked for and that nobody decided on."""
    return _liaison_rows(measures_asked(actor, MOST_ROWS + 1), _l("Record the decision"))


def _liaison_rows(found: Sequence[Any], title: Any) -> WorkRows:
    rows = [
        WorkRow(
            title=title,
            href=url_for("cases.formal", code=row.code),
            code=row.code,
            detail=region_name(row.region),
            tag=labels.PRIORITIES[row.priority],
            tone=labels.PRIORITY_TONES.get(row.priority, ""),
        )
        for row in found[:MOST_ROWS]
    ]
    return WorkRows(rows, total=len(found), see_all=url_for("cases.reports"))


def to_delete(actor: Actor) -> WorkRows:
    """What the actor's organisation is asked to delete."""
    found = deletions_waiting(actor, MOST_ROWS + 1)
    rows = [
        WorkRow(
            title=labels.TASKS["confirm_deletion"],
            href=url_for("cases.deletion", ref=row.reference),
            code=row.reference,
        )
        for row in found[:MOST_ROWS]
    ]
    return WorkRows(rows, total=len(found), see_all=url_for("cases.deletions"))


def describe_deletions(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """For the body that was asked, by the request; for whoever works the case, by the case; for a
    focal point once nobody answered, by the case and the body to be called."""
    found = deletions_by_ids([task.owner_id for task in tasks])
    codes = case_scope(actor, {row.case_id for row in found.values()})
    asked = organisation_names([row.organisation_id for row in found.values()], current_language())
    named: dict[UUID, Described] = {}
    for task in tasks:
        row = found.get(task.owner_id)
        title = labels.TASKS[task.kind]
        if row is None:
            continue
        if row.organisation_id == actor.organisation_id and actor.role in RECEIVING:
            href = url_for("cases.deletion", ref=row.reference)
            named[task.id] = Described(title, row.reference, href)
        elif row.case_id in codes and actor.role is Role.CASEWORKER:
            code = codes[row.case_id]
            href = url_for("cases.deletion_by_hand", code=code, ref=row.reference)
            named[task.id] = Described(title, code, href)
        elif row.case_id in codes and actor.role is Role.FOCAL_POINT:
            code = codes[row.case_id]
            href = url_for("cases.case_file", code=code)
            named[task.id] = Described(title, code, href, asked.get(row.organisation_id, ""))
    return named


def describe(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """Name the tasks of the cases this person may know of."""
    found = case_scope(actor, {task.owner_id for task in tasks})
    return {
        task.id: _described(task, found[task.owner_id], actor)
        for task in tasks
        if task.owner_id in found
    }


def case_worked_on(actor: Actor, code: str) -> Subject | None:
    """The case of a code, for somebody's own task about it."""
    case = case_by_code(actor, code)
    if case is None:
        return None
    return Subject("case", case.id, case.organisation_id, case.region, case.backup_id)


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


def _described(task: Any, code: str, actor: Actor) -> Described:
    if task.own:
        return Described(own_title(task), code, own_href(task))
    title, href = task_words(task.kind, code, actor)
    return Described(title, code, href or url_for("cases.case_file", code=code))


def task_words(
    kind: str, code: str, actor: Actor, *, nobody_yet: bool = True
) -> tuple[Any, str | None]:
    """What a task asks for, and where this person can do it, if they can. A focal point brings a
    first conversation about by choosing who has it, unless somebody was chosen."""
    if actor.role is not Role.FOCAL_POINT:
        return _title(kind), _task_href(kind, code)
    if kind == "first_contact" and nobody_yet:
        return labels.TASKS["assign"], url_for("cases.assign_case", code=code)
    if kind == ANSWER_WITHDRAWAL.task:
        return labels.KEEP_OR_CLOSE, url_for("cases.closure", code=code)
    return _title(kind), _task_href(kind, code) if kind in OF_THE_REGION else None


def _title(kind: str) -> Any:
    registered = case_task(kind)
    return registered[0] if registered else labels.TASKS[kind.partition(".")[0]]


def _task_href(kind: str, code: str) -> str:
    step = {"first_contact": "inform", "triage_again": "triage_again"}.get(kind)
    if step:
        return url_for("cases.take_step", code=code, action=step)
    if registered := case_task(kind):
        return url_for(registered[1], code=code)
    return url_for(labels.TASK_ENDPOINTS.get(kind.partition(".")[0], "cases.case_file"), code=code)
