"""The secret address of somebody's calendar, and what a calendar program reads there."""

from typing import Any

from flask import Response, render_template, request, url_for

from casework.kernel.refusals import NotFound
from casework.policy import Permission
from casework.tasks import feed as feeds
from casework.tasks.forms import ConfirmForm
from casework.tasks.views.blueprint import blueprint
from casework.web.forms import submit
from casework.web.guard import guard, public_endpoint, signed_in_actor


@blueprint.route("/t/calendar", methods=["GET", "POST"])
@guard(Permission.TASK_LIST, fresh=True)
def calendar() -> Any:
    """Make or renew the address. It is shown once, on the answer itself."""
    actor, form = signed_in_actor(), ConfirmForm()
    if request.method == "POST" and form.validate():
        address = url_for("tasks.feed", token=feeds.open_feed(actor), _external=True)
        return render_template("tasks/calendar.html", form=ConfirmForm(), address=address)
    return render_template("tasks/calendar.html", form=form, feed=feeds.feed_of(actor))


@blueprint.post("/t/calendar/end")
@guard(Permission.TASK_LIST)
def end_calendar() -> Any:
    """End the address at once."""
    actor, form = signed_in_actor(), ConfirmForm()
    return submit(
        form,
        "tasks/calendar.html",
        act=lambda: feeds.close_feed(actor),
        then=lambda done: url_for("tasks.calendar", done="feed_closed"),
        feed=feeds.feed_of(actor),
    )


@blueprint.get("/t/<token>/feed.ics")
@public_endpoint
def feed(token: str) -> Response:
    """Public: a calendar program cannot sign in; the address is the secret, and says only when."""
    found = feeds.calendar_behind(token[:80])
    if found is None:
        raise NotFound()
    return Response(found, mimetype="text/calendar")
