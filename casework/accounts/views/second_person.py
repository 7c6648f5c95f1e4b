"""What waits for a second administrator: confirming it, or not."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, url_for

from casework.accounts import names, queries, service
from casework.accounts.queries import listing
from casework.policy import Permission
from casework.web.forms import Form
from casework.web.guard import guard, signed_in_actor

blueprint = Blueprint("second_person", __name__, url_prefix="/a/second")


@blueprint.get("")
@guard(Permission.USERS_ADMINISTER)
def waiting() -> str:
    """Everything that waits, and whether I may answer it."""
    actor, acts = signed_in_actor(), listing.waiting_acts()
    return render_template(
        "accounts/second_person.html",
        acts=acts,
        people=queries.user_displays(act.asked_by_id for act in acts),
        act_name=names.act_name,
        me=actor.user_id,
        plain=Form(formdata=None),
    )


@blueprint.post("/<uuid:act_id>/confirm")
@guard(Permission.USERS_ADMINISTER, load=listing.act_for)
def confirm(act: Any) -> Response:
    """Confirm what somebody else asked for."""
    service.decide_second_person(act, True, signed_in_actor())
    return _back("second_confirmed")


@blueprint.post("/<uuid:act_id>/refuse")
@guard(Permission.USERS_ADMINISTER, load=listing.act_for)
def refuse(act: Any) -> Response:
    """Say no to it, or take one's own question back."""
    service.decide_second_person(act, False, signed_in_actor())
    return _back("second_refused")


def _back(done: str) -> Response:
    return make_response(redirect(url_for("second_person.waiting", done=done), code=303))
