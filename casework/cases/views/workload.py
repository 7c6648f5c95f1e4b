"""Sharing out work by code: who carries how much, and several cases handed over at once."""

from typing import Any
from uuid import UUID

from flask import request, url_for

from casework.accounts.queries import user_displays
from casework.cases import labels
from casework.cases.forms.opening import HandOverForm
from casework.cases.queries.scope import Waiting
from casework.cases.queries.workload import Load, cases_carried, workload
from casework.cases.service.sharing import hand_over_cases
from casework.cases.views.blueprint import blueprint
from casework.policy import Permission
from casework.tasks.queries import next_deadlines
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


@blueprint.route("/t/team", methods=["GET", "POST"])
@guard(Permission.TASK_TEAM)
def team() -> Any:
    """Lateness and load by caseworker; those of one of them can be handed to another."""
    actor = signed_in_actor()
    loads = workload(actor)
    chosen = _chosen(loads)
    carried = cases_carried(actor, chosen) if chosen else []
    form = _form(chosen, carried)
    return submit(
        form,
        "cases/team.html",
        act=lambda: hand_over_cases(form.codes.data, UUID(form.caseworker.data), actor),
        then=lambda _count: url_for("cases.team", done="cases_handed_over"),
        loads=loads,
        names=user_displays([load.user_id for load in loads]),
        chosen=chosen,
        rows={row.code: row for row in carried},
        due=next_deadlines("case", [row.id for row in carried]),
        words=labels,
    )


def _chosen(loads: list[Load]) -> UUID | None:
    wanted = request.args.get("who", "")
    return next((load.user_id for load in loads if str(load.user_id) == wanted), None)


def _form(chosen: UUID | None, carried: list[Waiting]) -> HandOverForm:
    form = HandOverForm()
    form.codes.choices = [(row.code, row.code) for row in carried]
    form.offer({(row.region, row.organisation_id) for row in carried}, without=chosen)
    return form
