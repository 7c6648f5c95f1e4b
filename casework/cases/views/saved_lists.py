"""The lists of cases that somebody keeps for themselves: keeping one, renaming it, dropping it."""

from typing import Any

from flask import render_template, request, url_for

from casework.cases.forms.saved_lists import DropForm, SavedListForm
from casework.cases.labels.listing import said
from casework.cases.queries.narrowing import taken
from casework.cases.queries.saved_lists import filters_of, name_of, saved_list, saved_lists
from casework.cases.service.saved_lists import change_list, drop_list, keep_list
from casework.cases.views.blueprint import blueprint
from casework.policy import Permission
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


@blueprint.get("/c/views")
@guard(Permission.CASE_LIST)
def views() -> str:
    """One's own views, with what narrows each."""
    return render_template("cases/views/list.html", kept=saved_lists(signed_in_actor()), said=said)


@blueprint.route("/c/views/new", methods=["GET", "POST"])
@guard(Permission.CASE_LIST)
def new_view() -> Any:
    """Keep the filters of the address under a name."""
    actor, form = signed_in_actor(), SavedListForm()
    chosen: dict[str, Any] = {**taken(actor, request.args)}
    return submit(
        form,
        "cases/views/form.html",
        act=lambda: keep_list(form.name.data, chosen, form.opens_first.data, actor),
        then=lambda _row: url_for(".list_cases", done="view_kept", **chosen),
        chosen=chosen,
        said=said,
        kept=None,
    )


@blueprint.route("/c/views/<uuid:list_id>", methods=["GET", "POST"])
@guard(Permission.CASE_LIST, load=saved_list)
def view(row: Any) -> Any:
    """Rename one, or have it opened first."""
    actor, form = signed_in_actor(), SavedListForm()
    if request.method == "GET":
        form.name.data, form.opens_first.data = name_of(row), row.opens_first
    return submit(
        form,
        "cases/views/form.html",
        act=lambda: change_list(row, form.name.data, form.opens_first.data, actor),
        then=lambda _nothing: url_for(".views", done="view_changed"),
        kept=row,
        chosen=taken(actor, filters_of(row)),
        said=said,
    )


@blueprint.route("/c/views/<uuid:list_id>/drop", methods=["GET", "POST"])
@guard(Permission.CASE_LIST, load=saved_list)
def drop_view(row: Any) -> Any:
    """Keep one no longer."""
    return submit(
        DropForm(),
        "cases/views/drop.html",
        act=lambda: drop_list(row, signed_in_actor()),
        then=lambda _nothing: url_for(".views", done="view_dropped"),
        kept=row,
        name=name_of(row),
    )
