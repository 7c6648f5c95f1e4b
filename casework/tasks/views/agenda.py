"""My deadlines: as an agenda, as a month, and as a week to print."""

from flask import render_template, request

from casework.kernel.clock import now
from casework.policy import Permission
from casework.tasks import queries
from casework.tasks.domain import When
from casework.tasks.month import month_asked, month_of, week_of
from casework.tasks.texts import PARTS
from casework.tasks.views.blueprint import blueprint
from casework.web.guard import guard, signed_in_actor


@blueprint.get("/t")
@guard(Permission.TASK_LIST)
def agenda() -> str:
    """What I have to do: overdue, today, this week, later."""
    actor = signed_in_actor()
    parts = queries.agenda(actor)
    return render_template(
        "tasks/agenda.html",
        parts=[(part, PARTS[part], parts[part]) for part in When],
        overdue=When.OVERDUE,
        upcoming=not (parts[When.OVERDUE] or parts[When.TODAY]) and queries.next_deadline(actor),
    )


@blueprint.get("/t/month")
@guard(Permission.TASK_LIST)
def month() -> str:
    """A month as a table of weeks."""
    first = month_asked(request.args.get("m", ""))
    return render_template("tasks/month.html", month=month_of(signed_in_actor(), first))


@blueprint.get("/t/week")
@guard(Permission.TASK_LIST)
def week() -> str:
    """This week on one sheet, with codes and without anybody's words, to be printed."""
    late, days = week_of(signed_in_actor())
    return render_template("tasks/week.html", late=late, days=days, printed_at=now())
