"""Work in hand: exact numbers for whoever may open what they count."""

from flask import Blueprint, render_template

from casework.policy import Permission
from casework.web.guard import guard, signed_in_actor

from .shown import counted_html

blueprint = Blueprint("counters", __name__)


@blueprint.get("/m/work")
@guard(Permission.COUNTERS_READ)
def work() -> str:
    """The counters of one person, and the way to their organisation."""
    actor = signed_in_actor()
    return render_template("counters/work.html", counted=counted_html(actor))
