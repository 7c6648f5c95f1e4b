"""What the alarms need: those that were told, and the files whose openings give alarm."""

from typing import Any

from flask import Blueprint, render_template, url_for

from casework.accounts.queries import user_displays
from casework.journal import marking, telling
from casework.journal.forms import WatchForm
from casework.journal.queries import record_of
from casework.journal.refusals import NoSuchFile
from casework.journal.texts import UNUSUAL
from casework.journal.unusual import Kind
from casework.policy import Permission
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor

blueprint = Blueprint("alarms", __name__)


@blueprint.get("/m/alarms")
@guard(Permission.ALARMS_READ)
def alarms() -> str:
    """The alarms of the last days: who, what, when. Not which files."""
    rows = telling.told_to(signed_in_actor())
    return render_template(
        "journal/alarms.html",
        rows=rows,
        people=user_displays(one.user_id for one in rows),
        words={kind.value: UNUSUAL[kind] for kind in Kind},
    )


@blueprint.route("/a/audit/watched", methods=["GET", "POST"])
@guard(Permission.WATCHED_KEEP, fresh=True)
def watched() -> Any:
    """Watch a file, or watch it no more. The page never lists which files are watched."""
    form = WatchForm()
    return submit(
        form,
        "journal/watched.html",
        act=lambda: _watch(form),
        then=lambda _done: url_for(".watched", done="watched_kept"),
        count=marking.how_many(),
    )


def _watch(form: WatchForm) -> None:
    record_id = record_of((form.code.data or "").strip())
    if record_id is None:
        raise NoSuchFile()
    if form.what.data == "decoy":
        marking.watch_decoy(record_id, signed_in_actor())
    else:
        marking.watch(record_id, signed_in_actor(), watched=form.what.data == "watch")
