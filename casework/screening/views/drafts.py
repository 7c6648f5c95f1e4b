"""One's own screenings: the list, a new one, taking one up again, throwing one away."""

from typing import Any

from flask import redirect, render_template, request, url_for

from casework.audit import record_read
from casework.audit.catalogue import ScreeningRead
from casework.directory.queries import contacts_for
from casework.policy import Permission
from casework.screening import queries, service
from casework.screening.domain.card import dangers
from casework.screening.domain.track import DRAFT
from casework.screening.forms import DiscardForm
from casework.screening.queries import Screening
from casework.screening.views.begin import beginning
from casework.screening.views.blueprint import blueprint
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


@blueprint.get("/s")
@guard(Permission.SCREENING_LIST)
def own() -> str:
    """My screenings, the newest first."""
    page = queries.own_page(signed_in_actor(), after=request.args.get("after", ""))
    return render_template("screening/own.html", page=page)


@blueprint.route("/s/new", methods=["GET", "POST"])
@guard(Permission.SCREENING_START)
def begin() -> Any:
    """Where the person was found and by which form; then its first page."""
    actor = signed_in_actor()
    page = beginning(actor)
    return submit(
        page.form,
        "screening/begin.html",
        act=lambda: page.begin(actor),
        then=lambda made: url_for(".resume", reference=made.reference),
        page=page,
        again=page.again,
    )


@blueprint.get("/s/<reference>")
@guard(Permission.SCREENING_WRITE, load=queries.own_screening)
def resume(screening: Screening) -> Any:
    """Where a draft was left, or the result of what was sent."""
    if screening.state != DRAFT:
        return redirect(url_for(".result", reference=screening.reference), code=303)
    answers = screening.answers.reveal()
    record_read(ScreeningRead(screening_id=screening.id, part="draft"), signed_in_actor())
    pages = [page.id for page in queries.interview_of(screening).sections]
    waiting = [page for page in pages if page not in answers.left]
    if not waiting:
        return redirect(url_for(".check", reference=screening.reference), code=303)
    there = url_for(".section", reference=screening.reference, section=waiting[0])
    return redirect(there, code=303)


@blueprint.get("/s/<reference>/danger")
@guard(Permission.SCREENING_WRITE, load=queries.own_screening)
def danger(screening: Screening) -> str:
    """Safety first: whom to call, before anything else. The form waits."""
    record_read(ScreeningRead(screening_id=screening.id, part="draft"), signed_in_actor())
    return render_template(
        "screening/danger.html",
        screening=screening,
        contacts=contacts_for(screening.region),
        noted=bool(dangers(queries.interview_of(screening))),
    )


@blueprint.route("/s/<reference>/discard", methods=["GET", "POST"])
@guard(Permission.SCREENING_WRITE, load=queries.own_screening)
def discard(screening: Screening) -> Any:
    """Throw a draft away, after asking once more."""
    form = DiscardForm()
    if screening.state != DRAFT and request.method == "GET":
        return redirect(url_for(".result", reference=screening.reference), code=303)
    return submit(
        form,
        "screening/discard.html",
        act=lambda: service.discard(screening, signed_in_actor(), form.expected_version()),
        then=lambda _done: url_for(".own", done="draft_discarded"),
        row=screening,
        screening=screening,
    )
