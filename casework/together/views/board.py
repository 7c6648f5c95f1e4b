"""The tab: conferences, links, conflicts of interest; and declaring and ending a conflict."""

from typing import Any
from uuid import UUID

from flask import url_for

from casework.accounts.queries import organisation_names, people_around, user_displays
from casework.cases.domain.consent import Purpose
from casework.cases.queries import Case, case_by_code
from casework.cases.service import conflicts_of, declare_conflict, end_conflict
from casework.cases.views.blueprint import form_page, page
from casework.cases.withdrawals import shared_under
from casework.policy import Actor, Permission, decide
from casework.together import queries, texts
from casework.together.forms import ConflictForm
from casework.together.queries import ConflictOfCase
from casework.together.views.blueprint import TAB, blueprint, board_of
from casework.web.forms import Form
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language


@blueprint.get("/c/<code>/together")
@guard(Permission.CASE_SKELETON, load=case_by_code)
def board(case: Case) -> str:
    """What is done with others. A focal point sees no conference from inside."""
    actor = signed_in_actor()
    works = decide(actor, Permission.CASE_WORK, case.resource()).allowed
    conflicts = conflicts_of(case)
    return page(
        "together/board.html",
        case,
        TAB,
        works=works,
        oversees=decide(actor, Permission.CASE_ASSIGN, case.resource()).allowed,
        conferences=queries.conferences_of(case) if works else [],
        links=queries.links_of(case, actor),
        conflicts=conflicts,
        names=user_displays([row.user_id for row in conflicts]),
        words=texts,
        me=actor.user_id,
    )


@blueprint.route("/c/<code>/together/conflicts/new", methods=["GET", "POST"])
@guard(Permission.CASE_SKELETON, load=case_by_code)
def declare(case: Case) -> Any:
    """Say that somebody, oneself first, must have nothing to do with the case."""
    actor, form = signed_in_actor(), ConflictForm()
    form.offer(_staff(case, actor), actor)

    def act() -> UUID:
        row = declare_conflict(
            case, UUID(form.person.data), form.words.data or "", actor,
            expected_version=form.expected_version(),
        )  # fmt: skip
        return row.user_id

    then = url_for("cases.list_cases", done="conflict_declared")
    return form_page("together/declare.html", case, TAB, form, act, then)


@blueprint.route("/c/<code>/together/conflicts/<uuid:conflict_id>/end", methods=["GET", "POST"])
@guard(Permission.CASE_ASSIGN, load=queries.conflict_of)
def end(found: ConflictOfCase) -> Any:
    """There is no conflict any more: confirm."""
    form = Form()
    return form_page(
        "together/end_conflict.html",
        found.case,
        TAB,
        form,
        act=lambda: end_conflict(
            found.case, found.row, signed_in_actor(), expected_version=form.expected_version()
        ),
        then=board_of(found.case, done="conflict_ended"),
        person=user_displays([found.row.user_id]).get(found.row.user_id, ""),
    )


def _staff(case: Case, actor: Actor) -> dict[UUID, str]:
    """Those whom the actor may name: for a focal point, whoever could come upon the case, in the
    region or in an organisation that was told, with the house they work for."""
    if not decide(actor, Permission.CASE_ASSIGN, case.resource()).allowed:
        return {}
    told = {one.organisation_id for one in shared_under(case.id, [(Purpose.CASE, None)])}
    people = people_around(case.region, {one for one in told if one})
    houses = organisation_names({one.organisation_id for one in people}, current_language())
    return {
        one.id: " · ".join(filter(None, (one.display_name, houses.get(one.organisation_id))))
        for one in people
    }
