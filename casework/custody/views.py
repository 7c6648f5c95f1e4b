"""How the keys stand, for administrators; two of them have keys renewed."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, make_response, redirect, render_template, url_for

from casework.accounts.queries import user_displays
from casework.custody import canaries, labels, queries, renewing
from casework.kernel import clock
from casework.kernel.refusals import NotFound
from casework.policy import Permission
from casework.web.forms import Form
from casework.web.guard import guard, signed_in_actor

if TYPE_CHECKING:
    from casework.custody.models import RenewalAsked

blueprint = Blueprint("custody", __name__)


@blueprint.get("/a/keys")
@guard(Permission.KEYS_READ)
def keys() -> str:
    """Every key by its id, what hangs on it, how far a rotation is, the last rehearsal."""
    waiting = renewing.waiting()
    asked = {one.what for one in waiting}
    return render_template(
        "custody/keys.html",
        found=queries.standing(),
        now=clock.now(),
        trials={one.key: one for one in canaries.trials()},
        words=labels,
        form=Form(formdata=None),
        waiting=waiting,
        people=user_displays(one.asked_by_id for one in waiting),
        own=signed_in_actor().user_id,
        may_ask=[kind for kind in renewing.KINDS if kind not in asked]
        if renewing.can_renew_here()
        else [],
    )


@blueprint.post("/a/keys/try")
@guard(Permission.KEYS_TRY, fresh=True)
def try_keys() -> Response:
    """Open the canary of every key now. Nothing is changed by it."""
    canaries.try_keys(signed_in_actor())
    return _back("keys_tried")


@blueprint.post("/a/keys/renew/<what>")
@guard(Permission.KEYS_RENEW, fresh=True)
def ask_renewal(what: str) -> Response:
    """The first of two administrators."""
    if what not in renewing.KINDS or not renewing.can_renew_here():
        raise NotFound()
    renewing.ask(what, signed_in_actor())
    return _back("renewal_asked")


@blueprint.post("/a/keys/renewals/<uuid:renewal_id>/confirm")
@guard(Permission.KEYS_RENEW, load=renewing.renewal, fresh=True)
def confirm_renewal(row: "RenewalAsked") -> Response:
    """The second one. The worker renews the keys within a minute."""
    renewing.decide(row, signed_in_actor(), confirmed=True)
    return _back("renewal_confirmed")


@blueprint.post("/a/keys/renewals/<uuid:renewal_id>/refuse")
@guard(Permission.KEYS_RENEW, load=renewing.renewal, fresh=True)
def refuse_renewal(row: "RenewalAsked") -> Response:
    """The second one says no, or the first one takes it back."""
    renewing.decide(row, signed_in_actor(), confirmed=False)
    return _back("renewal_refused")


def _back(done: str) -> Response:
    return make_response(redirect(url_for(".keys", done=done), code=303))
