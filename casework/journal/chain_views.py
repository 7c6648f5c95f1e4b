"""What the head of the journal offers: to have the whole of it verified now."""

from flask import Blueprint, Response, make_response, redirect, url_for

from casework.journal import verifying
from casework.policy import Permission
from casework.web.guard import guard, signed_in_actor

blueprint = Blueprint("chain", __name__)


@blueprint.post("/a/audit/verify")
@guard(Permission.JOURNAL_VERIFY)
def verify() -> Response:
    """The worker does it: a log of millions of events takes minutes."""
    verifying.ask(signed_in_actor())
    return make_response(redirect(url_for("journal.journal", done="verification_asked"), 303))
