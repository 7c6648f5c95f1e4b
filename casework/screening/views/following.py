"""What follows screenings: who is met again, what is looked at twice, what was not sent in time."""

from typing import Any

from flask import render_template, request, url_for

from casework.accounts.queries import user_displays
from casework.policy import Permission
from casework.screening import follow_up, queries, service
from casework.screening.domain.record import Result
from casework.screening.forms.following import ReadForm, ViewForm
from casework.screening.queries import Screening
from casework.screening.views.blueprint import blueprint
from casework.screening.views.result import judged
from casework.screening.views.versions import versions_of
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor

KINDS = ("lowering", "level", "correction")


@blueprint.get("/s/watch")
@guard(Permission.SCREENING_LIST)
def own_watch() -> str:
    """Whom I am to meet again, the soonest first."""
    rows = follow_up.watched(signed_in_actor())
    return render_template("screening/watch.html", rows=rows, own=True)


@blueprint.get("/q/watch")
@guard(Permission.SCREENING_QUEUE)
def watch() -> str:
    """Who is to be met again in my regions, the soonest first."""
    rows = follow_up.watched(signed_in_actor())
    return render_template("screening/watch.html", rows=rows, own=False)


@blueprint.get("/q/review")
@guard(Permission.SCREENING_QUEUE)
def review() -> str:
    """What is looked at twice: lowerings, levels to review, corrections."""
    what = request.args.get("what", "")
    what = what if what in KINDS else ""
    rows = follow_up.to_review(signed_in_actor(), what)
    marks = follow_up.marks_of(rows)
    return render_template("screening/review.html", rows=rows, marks=marks, what=what)


@blueprint.get("/q/<reference>/late")
@guard(Permission.SCREENING_TRIAGE, load=follow_up.late_draft)
def late(screening: Screening) -> str:
    """A draft that was not sent in time: whose it is and since when, and nothing that is in it."""
    author = user_displays([screening.author_id]).get(screening.author_id, "")
    return render_template("screening/late.html", screening=screening, author=author)


@blueprint.route("/q/<reference>/read", methods=["GET", "POST"])
@guard(Permission.SCREENING_TRIAGE, load=queries.sent_screening)
def read_correction(screening: Screening) -> Any:
    """What was corrected after a case was opened: read it, and say so."""
    form = ReadForm()
    return submit(
        form,
        "screening/read_correction.html",
        act=lambda: service.read_correction(screening, signed_in_actor(), form.expected_version()),
        then=lambda _done: url_for(".item", reference=screening.reference, done="correction_read"),
        row=screening,
        screening=screening,
        versions=lambda: versions_of(screening),
    )


@blueprint.route("/s/<reference>/view", methods=["GET", "POST"])
@guard(Permission.SCREENING_WRITE, load=queries.own_screening)
def note_view(screening: Screening) -> Any:
    """My judgement is lower: an opinion beside the level, for the focal point to read."""
    return judged(screening, ViewForm(), Result.lower, service.note_view, "view", "view_noted")
