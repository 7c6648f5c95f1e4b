"""The duty roster: who answers for each region, and when."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, url_for

from casework.accounts import service
from casework.accounts.forms import DutyForm
from casework.accounts.queries import listing
from casework.policy import Permission
from casework.web.codes import region_name
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor

blueprint = Blueprint("roster", __name__, url_prefix="/a/roster")


@blueprint.get("")
@guard(Permission.USERS_ADMINISTER)
def roster() -> str:
    """The turns that have not ended, region by region."""
    return render_template(
        "accounts/roster.html",
        turns=listing.duty_turns(),
        region_name=region_name,
        plain=Form(formdata=None),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@guard(Permission.USERS_ADMINISTER)
def new() -> Any:
    """Put somebody on duty."""
    form = DutyForm([(str(row.id), row.display_name) for row in listing.all_focal_points()])
    return submit(
        form,
        "accounts/duty_new.html",
        act=lambda: service.add_duty_turn(
            form.region.data, form.person_id(), form.starts_at(), form.ends_at(), signed_in_actor()
        ),
        then=lambda _turn: url_for("roster.roster", done="duty_added"),
    )


@blueprint.post("/<uuid:turn_id>/end")
@guard(Permission.USERS_ADMINISTER, load=listing.duty_turn_for)
def end(turn: Any) -> Response:
    """End a turn now, or cancel one that has not begun."""
    service.end_duty_turn(turn, signed_in_actor())
    return make_response(redirect(url_for("roster.roster", done="duty_ended"), code=303))
