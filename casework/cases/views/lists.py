"""The list of cases, and opening one without a screening."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import redirect, render_template, request, url_for

from casework.accounts.queries import user_displays
from casework.cases.forms.opening import NewCaseForm
from casework.cases.labels import RISK_LEVELS
from casework.cases.labels.listing import FILTERS, USUAL, offered_choices, said
from casework.cases.queries import Case, case_by_code, cases_page, codes_near, hidden_by
from casework.cases.queries.narrowing import choices_of, taken
from casework.cases.queries.saved_lists import Kept, saved_lists
from casework.cases.registration import task_words
from casework.cases.service import open_case
from casework.cases.views.blueprint import blueprint
from casework.kernel.clock import now
from casework.kernel.ids import slip_of
from casework.policy import Actor, Permission, Role, decide
from casework.tasks.queries import next_tasks
from casework.tasks.titles import own_title
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import _

ALL = {"all": "yes"}


@blueprint.get("/c")
@guard(Permission.CASE_LIST)
def list_cases() -> Any:
    """The cases one works, or those of one's regions; a code typed leads to its file. Without a
    question, the view that its owner wants to see first."""
    actor = signed_in_actor()
    typed = request.args.get("code", "")[:20]
    if typed and (found := case_by_code(actor, typed)) is not None:
        return redirect(url_for(".case_file", code=found.code))
    kept = saved_lists(actor)
    if not set(request.args) - {"done"} and (first := _first(kept)):
        return redirect(_address(first.filters, done=request.args.get("done")))
    chosen = taken(actor, request.args)
    shown = cases_page(actor, chosen, after=request.args.get("after", "")[:20])
    return render_template(
        "cases/list.html",
        shown=shown,
        chosen=chosen,
        filters=_filters(actor, chosen),
        applied=_applied(chosen),
        hidden=_hidden(actor, chosen) if chosen and not shown.rows else [],
        ready=_ready(actor),
        kept=kept,
        older=_address(chosen, after=shown.older) if shown.older else None,
        typed=typed,
        slip=slip_of(typed) if typed else None,
        near=codes_near(actor, typed) if typed else [],
        steps=_steps(shown.rows, actor),
        names=user_displays([row.assignee_id for row in shown.rows]),
        focal=actor.role is Role.FOCAL_POINT,
        me=actor.user_id,
        now=now(),
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


def _address(chosen: Mapping[str, str], **more: Any) -> str:
    """The list so narrowed. With nothing chosen it says so, or a view of one's own would open."""
    asked: dict[str, Any] = {**(chosen or ALL), **more}
    return url_for(".list_cases", **asked)


def _first(kept: Sequence[Kept]) -> Kept | None:
    return next((one for one in kept if one.opens_first and one.filters), None)


def _filters(actor: Actor, chosen: Mapping[str, str]) -> list[tuple[str, Any, Any, str, Any]]:
    """For each filter its name, words, choices, what is chosen, and what an empty choice means."""
    return [
        (name, FILTERS[name], offered_choices(name, values), chosen.get(name, ""), USUAL.get(name))
        for name, values in choices_of(actor).items()
    ]


def _without(chosen: Mapping[str, str], name: str) -> str:
    return _address({key: value for key, value in chosen.items() if key != name})


def _applied(chosen: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(said(name, value), _without(chosen, name)) for name, value in chosen.items()]


def _hidden(actor: Actor, chosen: Mapping[str, str]) -> list[tuple[str, str, int | None]]:
    """Which filter hides what: each that hides something by itself, with how many files."""
    return [
        (said(name, chosen[name]), _without(chosen, name), count)
        for name, count in hidden_by(actor, chosen)
        if count != 0
    ]


def _ready(actor: Actor) -> list[tuple[str, str, dict[str, str]]]:
    """The views that everybody has."""
    views: list[tuple[str, dict[str, str]]] = [
        (_("All"), {}),
        (_("Past their deadline"), {"due": "late"}),
        (_("Due this week"), {"due": "week"}),
        (_("Without an agreement today"), {"agreement": "missing"}),
        (_("Risk to assess"), {"risk": "missing"}),
    ]
    if actor.role is Role.CASEWORKER:
        views.append((str(RISK_LEVELS["3"]), {"risk": "high"}))
    return [(label, _address(chosen), chosen) for label, chosen in views]


def _steps(rows: Any, actor: Actor) -> dict[Any, tuple[Any, Any]]:
    """What is to be done next in each case, and by when."""
    tasks = next_tasks("case", [row.id for row in rows], actor)
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
