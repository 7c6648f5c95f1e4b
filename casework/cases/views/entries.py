"""Records beside the pathway: the child's page, the protection page, one form for each kind."""

from typing import Any
from uuid import UUID

from flask import request, url_for

from casework.accounts.queries import user_displays
from casework.cases import entries, labels
from casework.cases.forms.protection import PriorityForm
from casework.cases.queries import (
    Case,
    case_by_code,
    newest_of,
    records_of,
    rule_in_force,
    statuses_of,
    thread,
    threads_of,
    today,
)
from casework.cases.service import change_priority
from casework.cases.views.blueprint import blueprint, form_page, of, page
from casework.kernel.refusals import NotFound
from casework.policy import Actor, Permission
from casework.web.guard import guard, signed_in_actor

CHILD = (
    "guardian", "authority", "bia", "bid", "age", "tracing", "family_assessment", "reception",
)  # fmt: skip
PROTECTION = ("recovery", "measure", "permit")


def _case_of_entry(actor: Actor, code: str, kind: str) -> Case | None:
    """The case, when there is a form for this kind of record."""
    return case_by_code(actor, code) if kind in entries.ENTRIES else None


@blueprint.get("/c/<code>/child")
@guard(Permission.CASE_READ, load=case_by_code)
def child(case: Case) -> str:
    """Who speaks for the child, what was found best, what was done about age and family."""
    kept = records_of(case.id, *CHILD)
    return page(
        "cases/child.html",
        case,
        "child",
        newest=newest_of(case.id, *CHILD),
        kept=kept,
        names=user_displays([row.recorded_by_id for row, _said in kept]),
    )


@blueprint.get("/c/<code>/protection")
@guard(Permission.CASE_READ, load=case_by_code)
def protection(case: Case) -> str:
    """Recovery period, measures, permits, protection from removal, decisions on the status."""
    statuses = statuses_of(case)
    return page(
        "cases/protection.html",
        case,
        "protection",
        kept={kind: threads_of(case.id, kind) for kind in PROTECTION},
        non_removal=newest_of(case.id, "non_removal").get("non_removal"),
        statuses=statuses,
        names=user_displays([row.recorded_by_id for row, _said in statuses]),
        rule=rule_in_force(today()),
        today=today(),
    )


@blueprint.route("/c/<code>/record/<kind>", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=_case_of_entry)
def entry(case: Case) -> Any:
    """One record of one kind; with `of`, what became of an earlier one."""
    kind = str((request.view_args or {})["kind"])
    before = _before(case, kind)
    form = entries.form_for(kind, change=before is not None)
    if request.method == "GET":
        entries.propose(form, kind)
    thread_id = before[0].thread_id if before is not None else None
    then = url_for(entries.ENTRIES[kind].page, code=case.code, done="record_kept")
    return form_page(
        "cases/entry.html",
        case,
        entries.ENTRIES[kind].page.partition(".")[2],
        form,
        act=lambda: entries.keep(case, kind, form, signed_in_actor(), thread_id),
        then=then,
        show=(lambda known: _show_newest(known, case, kind)) if before is not None else None,
        previous=(lambda known: _show_plan(known, case)) if kind == "safety_plan" else None,
        kind=kind,
        goes_on=before is not None,
    )


def _show_newest(form: Any, case: Case, kind: str) -> None:
    """The record as it is now, which a colleague may have gone on from meanwhile."""
    if (newest := _before(case, kind)) is not None:
        form.show(newest[1])


def _show_plan(form: Any, case: Case) -> None:
    """The safety plan in force, which a new one takes the place of."""
    if (plan := newest_of(case.id, "safety_plan").get("safety_plan")) is not None:
        form.show(plan)


def _before(case: Case, kind: str) -> Any:
    """The record that this one goes on from, if the address names one: for a safety plan the plan
    in force, so that nothing is typed twice."""
    asked = request.args.get("of", "")
    if not asked:
        return None
    if not entries.ENTRIES[kind].goes_on or not _is_uuid(asked):
        raise NotFound()
    found = thread(case.id, asked, kind)
    if found is None:
        raise NotFound()
    return found


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@blueprint.route("/c/<code>/priority", methods=["GET", "POST"])
@guard(Permission.CASE_PRIORITY, load=case_by_code)
def priority(case: Case) -> Any:
    """How urgent the case is, how it was before, and why that changed."""
    form, actor = PriorityForm(), signed_in_actor()
    if request.method == "GET":
        form.priority.data = case.priority
    changes = records_of(case.id, "priority")
    return form_page(
        "cases/priority.html",
        case,
        "priority",
        form,
        act=lambda: change_priority(
            case,
            form.priority.data,
            form.reason.data,
            actor,
            expected_version=form.expected_version(),
        ),
        then=of(case, "case_file", done="priority_changed"),
        changes=changes,
        names=user_displays([row.recorded_by_id for row, _said in changes]),
        rhythm=labels.RHYTHM,
    )


@blueprint.get("/c/<code>/safety-plan")
@guard(Permission.CASE_READ, load=case_by_code)
def safety_paper(case: Case) -> str:
    """The safety plan on a neutral page, for the person: no code, no name, no word of ours."""
    plan = newest_of(case.id, "safety_plan").get("safety_plan")
    if plan is None or not plan.wanted:
        raise NotFound()
    return page("cases/safety_paper.html", case, "safety_plan", plan=plan)
