"""Standing in for a colleague who is away."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, url_for

from casework.accounts import service
from casework.accounts.forms import AbsenceForm
from casework.accounts.queries import listing
from casework.accounts.queries.delegations import (
    delegations_of,
    own_delegation,
    stand_ins_for,
)
from casework.accounts.queries.sessions import user_of
from casework.policy import Permission
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor

blueprint = Blueprint("absences", __name__)


@blueprint.route("/me/absence", methods=["GET", "POST"])
@guard(Permission.ACCOUNT_OWN, fresh=True)
def own() -> Any:
    """I am away: who works what is assigned to me."""
    return _page(user_of(signed_in_actor()), url_for("absences.own", done="delegated"))


@blueprint.post("/me/absence/<uuid:delegation_id>/end")
@guard(Permission.ACCOUNT_OWN, load=own_delegation)
def end_own(delegation: Any) -> Response:
    """Back earlier."""
    service.end_delegation(delegation, signed_in_actor())
    return make_response(redirect(url_for("absences.own", done="delegation_ended"), code=303))


@blueprint.route("/a/users/<uuid:user_id>/absence", methods=["GET", "POST"])
@guard(Permission.USERS_ADMINISTER, load=listing.user_for)
def of_user(user: Any) -> Any:
    """Somebody is away and cannot say so themselves."""
    back = url_for("absences.of_user", user_id=user.id, done="delegated")
    return _page(user, back, of_other=True)


@blueprint.post("/a/absence/<uuid:delegation_id>/end")
@guard(Permission.USERS_ADMINISTER, load=own_delegation)
def end(delegation: Any) -> Response:
    """They are back earlier."""
    service.end_delegation(delegation, signed_in_actor())
    to = url_for("absences.of_user", user_id=delegation.absent_id, done="delegation_ended")
    return make_response(redirect(to, code=303))


def _page(user: Any, onward: str, of_other: bool = False) -> Any:
    form = AbsenceForm([(str(one.id), one.display_name) for one in stand_ins_for(user)])
    return submit(
        form,
        "accounts/absence.html",
        act=lambda: service.delegate(
            user, UUID(form.stand_in.data), *form.days(), signed_in_actor()
        ),
        then=lambda _made: onward,
        user=user,
        of_other=of_other,
        absences=delegations_of(user.id),
        nobody=not form.stand_in.choices,
        plain=Form(formdata=None),
    )
