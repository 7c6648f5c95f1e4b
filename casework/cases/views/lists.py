"""The list of cases, and opening one without a screening."""

from typing import Any

from flask import redirect, render_template, request, url_for

from casework.accounts.queries import user_displays
from casework.cases import labels
from casework.cases.forms.opening import NewCaseForm
from casework.cases.queries import Case, case_by_code, cases_page
from casework.cases.queries.narrowing import NARROWING, narrowed
from casework.cases.registration import task_words
from casework.cases.service import open_case
from casework.cases.views.blueprint import blueprint
from casework.policy import Permission, Role, decide
from casework.tasks.queries import next_tasks
from casework.tasks.titles import own_title
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


@blueprint.get("/c")
@guard(Permission.CASE_LIST)
def list_cases() -> Any:
    """The cases one works, or those of one's regions; a code typed leads to its file."""
    actor = signed_in_actor()
    typed = request.args.get("code", "")[:20]
    if typed and (found := case_by_code(actor, typed)) is not None:
        return redirect(url_for(".case_file", code=found.code))
    chosen, more = _chosen(), _narrowing()
    shown = cases_page(
        actor, **chosen, narrowing=narrowed(actor, more), after=request.args.get("after", "")[:20]
    )
    ids = [row.id for row in shown.rows]
    return render_template(
        "cases/list.html",
        shown=shown,
        chosen=chosen,
        more=more,
        typed=typed,
        steps=_steps(shown.rows, next_tasks("case", ids, actor), actor),
        names=user_displays([row.assignee_id for row in shown.rows]),
        focal=actor.role is Role.FOCAL_POINT,
    )


@blueprint.route("/c/new", methods=["GET", "POST"])
@guard(Permission.CASE_LIST)
def new_case() -> Any:
    """A report was received, or somebody came by themselves."""
    actor = signed_in_actor()
    form = NewCaseForm()
    may_search = decide(actor, Permission.MATCH_SEARCH).allowed
    form.offer_regions(actor.regions, actor.national)
    form.offer_searches(may_search)
    return submit(
        form,
        "cases/new.html",
        act=lambda: open_case(
            screening_id=None,
            region=form.region.data,
            priority=form.priority.data,
            card=form.card(),
            actor=actor,
            search=form.search.data,
        ),
        then=_opened,
        can_search=may_search,
    )


def _opened(case: Case) -> str:
    return url_for(".case_file", code=case.code, done="case_opened")


def _narrowing() -> dict[str, str]:
    """What narrows the list further, by the address: it can be kept as a bookmark."""
    asked = {name: request.args.get(name, "") for name in NARROWING}
    return {name: value for name, value in asked.items() if value in NARROWING[name]}


def _steps(rows: Any, tasks: Any, actor: Any) -> dict[Any, tuple[Any, Any]]:
    """What is to be done next in each case, and by when."""
    return {
        row.id: (
            own_title(tasks[row.id])
            if tasks[row.id].own
            else task_words(
                tasks[row.id].kind, row.code, actor, nobody_yet=row.assignee_id is None
            )[0],
            tasks[row.id].due_at,
        )
        for row in rows
        if row.id in tasks
    }


def _chosen() -> dict[str, Any]:
    """The filters of the address; what no list has is no filter."""
    state, priority = request.args.get("state", ""), request.args.get("priority", "")
    return {
        "state": state if state in labels.STATES else "",
        "priority": priority if priority in labels.PRIORITIES else "",
        "unassigned": request.args.get("unassigned") == "yes",
    }
