"""What people have for themselves in the scene of the sweep: tasks, a calendar, a view."""

from datetime import timedelta

from flask import Flask

from casework.cases.service.saved_lists import keep_list
from casework.db import unit_of_work
from casework.kernel.clock import now
from casework.tasks import feed, own
from tests.factories import actor_named


def of_ones_own(app: Flask) -> dict[str, str]:
    """An own task of `caseworker` and the secret address of their calendar; a view of the cases
    that `focal_point` keeps."""
    with app.app_context(), unit_of_work():
        actor = actor_named("caseworker")
        made = own.set_task(own.Wanted(now() + timedelta(days=2), "call"), actor)
        view = keep_list("Attente", {"state": "S07"}, False, actor_named("focal_point"))
        return {"task": str(made.id), "feed": feed.open_feed(actor), "view": str(view.id)}
