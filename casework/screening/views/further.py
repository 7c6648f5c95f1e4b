"""One step further: the longer form for the same person, with the answers kept."""

from typing import Any

from flask import url_for

from casework.policy import Permission
from casework.screening import library, queries, service
from casework.screening.forms import FurtherForm
from casework.screening.queries import Screening
from casework.screening.views.blueprint import blueprint
from casework.screening.views.words import local
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language


@blueprint.route("/s/<reference>/further", methods=["GET", "POST"])
@guard(Permission.SCREENING_WRITE, load=queries.own_screening)
def further(screening: Screening) -> Any:
    """Begin the longer form; what was answered here goes along."""
    form = FurtherForm()
    return submit(
        form,
        "screening/further.html",
        act=lambda: service.go_further(screening, current_language(), signed_in_actor()),
        then=onward,
        row=screening,
        screening=screening,
        further=further_than(screening),
    )


def further_than(screening: Screening) -> str:
    """The title of the form one step further; nothing where there is none."""
    longer = library.longer_than(screening.instrument_id, current_language())
    return local(longer.title) if longer else ""


def onward(begun: Screening) -> str:
    """Where the form that was begun goes on."""
    return url_for("screening.resume", reference=begun.reference)
