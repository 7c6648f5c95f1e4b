"""Setting oneself a task, looking at one, putting it off, saying it is done."""

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for

from casework.accounts.queries import user_displays
from casework.policy import Actor, Permission
from casework.tasks import own, queries
from casework.tasks.forms import DoneForm, SnoozeForm, TaskForm
from casework.tasks.owners import CodeUnknown, subject_of
from casework.tasks.queries import AgendaRow
from casework.tasks.texts import LEVELS, SNOOZE_REASONS
from casework.tasks.views.blueprint import blueprint
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


@blueprint.route("/t/new", methods=["GET", "POST"])
@guard(Permission.TASK_LIST)
def new_task() -> Any:
    """Set oneself something to do."""
    form = TaskForm()
    if request.method == "GET":
        form.code.data = request.args.get("code", "")[:20]
    return submit(
        form,
        "tasks/new.html",
        act=lambda: own.set_task(_wanted(form, signed_in_actor()), signed_in_actor()),
        then=lambda made: url_for("tasks.agenda", done="task_made"),
    )


def _wanted(form: TaskForm, actor: Actor) -> own.Wanted:
    subject = subject_of(actor, form.code.data) if form.code.data else None
    if form.code.data and subject is None:
        raise CodeUnknown()
    return own.Wanted(form.due_at(), form.verb.data, form.words.data or "", subject)


def _row(actor: Actor, task_id: UUID) -> AgendaRow | None:
    return queries.task_row(actor, task_id)


def _own_row(actor: Actor, task_id: UUID) -> AgendaRow | None:
    """Only a task that somebody set is finished by saying so."""
    found = queries.task_row(actor, task_id)
    return found if found and found.task.own else None


@blueprint.get("/t/<uuid:task_id>")
@guard(Permission.TASK_WORK, load=_row)
def task(row: AgendaRow) -> str:
    """What is to be done, by when, who made it due, whose it is, how often it was put off."""
    snoozes = queries.snoozes_of(row.task.id)
    people = [row.task.assignee_id, row.task.backup_id, *(one.by_id for one in snoozes)]
    return render_template(
        "tasks/task.html",
        row=row,
        snoozes=snoozes,
        names=user_displays(people),
        reasons=SNOOZE_REASONS,
        levels=LEVELS,
    )


@blueprint.route("/t/<uuid:task_id>/snooze", methods=["GET", "POST"])
@guard(Permission.TASK_WORK, load=_row)
def snooze(row: AgendaRow) -> Any:
    """Put it off to a day, for a reason."""
    form = SnoozeForm()
    return submit(
        form,
        "tasks/snooze.html",
        act=lambda: own.snooze(
            row.task, form.until.data.earliest(), form.reason.data, signed_in_actor()
        ),
        then=lambda kept: url_for("tasks.agenda", done="task_snoozed"),
        row_shown=row,
    )


@blueprint.route("/t/<uuid:task_id>/done", methods=["GET", "POST"])
@guard(Permission.TASK_WORK, load=_own_row)
def finish(row: AgendaRow) -> Any:
    """Say what became of one's own task."""
    form = DoneForm()
    return submit(
        form,
        "tasks/done.html",
        act=lambda: own.finish(
            row.task, form.outcome.data, form.words.data or "", signed_in_actor()
        ),
        then=lambda done: url_for("tasks.agenda", done="task_done"),
        row_shown=row,
    )
