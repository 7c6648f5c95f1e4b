"""The list of cases, and opening one without a screening."""

from typing import Any

from flask import redirect, render_template, request, url_for

from casework.accounts.queries import user_displays
from casework.cases import labels
from casework.cases.forms.opening import NewCaseForm
from casework.cases.queries import Case, case_by_code, cases_page
from casework.cases.service import open_case
from casework.cases.views.blueprint import blueprint
from casework.policy import Permission, Role, decide
from casework.tasks.queries import next_deadlines
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
    chosen = _chosen()
    shown = cases_page(actor, **chosen, after=request.args.get("after", "")[:20])
    return render_template(
        "cases/list.html",
        shown=shown,
        chosen=chosen,
        typed=typed,
        due=next_deadlines("case", [row.id for row in shown.rows]),
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


def _chosen() -> dict[str, Any]:
    """The filters of the address; what no list has is no filter."""
    state, priority = request.args.get("state", ""), request.args.get("priority", "")
    return {
        "state": state if state in labels.STATES else "",
        "priority": priority if priority in labels.PRIORITIES else "",
        "unassigned": request.args.get("unassigned") == "yes",
    }
