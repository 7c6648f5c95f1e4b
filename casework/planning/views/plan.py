"""Needs, the plan that is being written, and agreeing it with the person."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import request

from casework.accounts.queries import organisation_names, user_displays
from casework.cases.queries import Case, card_of, case_by_code, today
from casework.cases.views.blueprint import form_page, page
from casework.planning import queries, service, texts
from casework.planning.domain.needs import OPEN_LEVELS, look_at
from casework.planning.forms import AgreeForm, GoalForm, NeedsForm
from casework.planning.queries import GoalOfCase
from casework.planning.views.blueprint import TAB, blueprint, of
from casework.policy import Actor, Permission
from casework.tasks.queries import open_tasks
from casework.web.codes import services
from casework.web.forms import Form
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language


@blueprint.get("/c/<code>/plan")
@guard(Permission.CASE_READ, load=case_by_code)
def plan(case: Case) -> str:
    """What is needed, what the person wants, what was agreed, what was given."""
    working, agreed = queries.working_plan(case.id), queries.versions(case)
    needs, given = queries.newest_needs(case.id), queries.services_given(case.id)
    people = [one.recorded_by_id for one in agreed]
    return page(
        "planning/plan.html",
        case,
        TAB,
        needs=needs,
        wanted=needs.needs.at(*OPEN_LEVELS) if needs else (),
        plan=working,
        agreed=agreed,
        changed=bool(agreed) and agreed[0].agreed.plan != working,
        given=given[:5],
        given_count=len(given),
        review=_review(case),
        names=user_displays([*people, needs.made_by_id if needs else None]),
        providers=providers_of(working.goals, [one for _row, one in given]),
        words=texts,
    )


@blueprint.route("/c/<code>/plan/needs", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def needs(case: Case) -> Any:
    """Look at the needs, service by service."""
    form, found = NeedsForm(), queries.newest_needs(case.id)
    before = found.needs if found else None

    def show(known: NeedsForm) -> None:
        newest = queries.newest_needs(case.id)
        if newest is not None:
            known.show(newest.needs)

    def act() -> None:
        seen = look_at(
            form.levels(), form.words.data or "", today(),
            services=frozenset(services()), before=before,
        )  # fmt: skip
        service.record_needs(
            case, seen, signed_in_actor(), expected_version=form.expected_version()
        )

    there = of(case, "plan", done="needs_kept")
    return form_page("planning/needs.html", case, TAB, form, act, there, show=show)


@blueprint.route("/c/<code>/plan/goals/new", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def new_goal(case: Case) -> Any:
    """One more goal, in the person's words."""
    form = GoalForm()
    form.offer(case.region)
    if request.method == "GET":
        form.status.data = "planned"
        wanted = request.args.get("service", "")
        form.service.data = wanted if wanted in services() else None
    return _goal_page(case, form, None)


def _goal_of(actor: Actor, code: str, goal_id: UUID) -> GoalOfCase | None:
    case = case_by_code(actor, code)
    if case is None:
        return None
    found = [one for one in queries.working_plan(case.id).goals if one.id == goal_id]
    return GoalOfCase(case, found[0]) if found else None


@blueprint.route("/c/<code>/plan/goals/<uuid:goal_id>", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=_goal_of)
def goal(found: GoalOfCase) -> Any:
    """Another wording of a goal, or what became of it."""
    form, case, goal_id = GoalForm(), found.case, found.goal.id
    form.offer(case.region)

    def show(known: GoalForm) -> None:
        known.show(queries.working_plan(case.id).goal(goal_id))

    return _goal_page(case, form, goal_id, show)


@blueprint.route("/c/<code>/plan/goals/<uuid:goal_id>/drop", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=_goal_of)
def drop_goal(found: GoalOfCase) -> Any:
    """Take a goal out of the plan: confirm first."""
    form = Form()
    return form_page(
        "planning/drop_goal.html",
        found.case,
        TAB,
        form,
        act=lambda: service.drop_goal(
            found.case,
            found.goal.id,
            signed_in_actor(),
            expected_version=form.expected_version(),
        ),
        then=of(found.case, "plan", done="goal_dropped"),
        goal=found.goal,
    )


@blueprint.route("/c/<code>/plan/agree", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def agree(case: Case) -> Any:
    """Go through the plan with the person, and keep what they agreed to."""
    form, card = AgreeForm(), card_of(case)
    if request.method == "GET" and len(card.languages) == 1:
        form.language.data = card.languages[0]
    working = queries.working_plan(case.id)
    return form_page(
        "planning/agree.html",
        case,
        TAB,
        form,
        act=lambda: service.agree(
            case,
            form.agreement(),
            signed_in_actor(),
            agrees=bool(form.agreed.data),
            expected_version=form.expected_version(),
        ),
        then=of(case, "plan", done="plan_agreed"),
        plan=working,
        child=card.child,
        needs_known=queries.needs_known(case.id),
        providers=providers_of(working.goals),
        words=texts,
    )


def _goal_page(
    case: Case, form: GoalForm, goal_id: UUID | None, show: Callable[[GoalForm], None] | None = None
) -> Any:
    return form_page(
        "planning/goal.html",
        case,
        TAB,
        form,
        act=lambda: service.write_goal(
            case, form.goal(goal_id), signed_in_actor(), expected_version=form.expected_version()
        ),
        then=of(case, "plan", done="goal_kept"),
        show=show,
        goal_id=goal_id,
    )


def _review(case: Case) -> Any:
    due = [task.due_at for task in open_tasks("case", case.id) if task.kind == "review_plan"]
    return min(due, default=None)


def providers_of(*found: Any) -> dict[UUID, str]:
    """The names of the organisations that these goals and services name."""
    wanted = [one.provider_id for group in found for one in group]
    return organisation_names(wanted, current_language())
