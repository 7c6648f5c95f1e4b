"""The pages of the set-up: the code on the console, the tasks, each of them, and the end."""

from typing import Any

from flask import Blueprint, current_app, g, render_template, request, url_for

from casework.accounts.domain.throttling import source_of
from casework.jobs.mail import try_out
from casework.kernel import clock
from casework.kernel.refusals import NotPermitted
from casework.policy import Permission, Role
from casework.retention.schedules import current as schedule
from casework.setup import looking, pages, queries, service
from casework.setup.domain import MailNotTaken, SetupClosed, Task
from casework.setup.forms import BeginForm, FirstForm, NameForm, TrialForm, form_of
from casework.setup.pages import TaskPage
from casework.web.forms import Form, submit
from casework.web.guard import current_actor, guard, public_endpoint, signed_in_actor

blueprint = Blueprint("setup", __name__)


@blueprint.route("/setup/begin", methods=["GET", "POST"])
@public_endpoint
def begin() -> Any:
    """Public: there is nobody yet. The code on the console of the server opens it, once."""
    if queries.open_setup() is None:
        raise SetupClosed()
    actor = current_actor()
    if actor is not None and actor.role is not Role.ADMINISTRATOR:
        raise NotPermitted()
    form = FirstForm() if actor is None else BeginForm()
    return submit(form, "setup/begin.html", act=lambda: _take(form), then=_onward, actor=actor)


@blueprint.get("/setup")
@guard(Permission.ADMIN_HOME, load=queries.own_setup)
def tasks(row: Any) -> str:
    """What is done, what is left, and why."""
    return render_template("setup/tasks.html", found=looking.standings(row), words=pages.WORDS)


def _send_trial() -> None:
    """Before anything is written, so that nobody waits for a mail server."""
    if (request.view_args or {}).get("task") != Task.MAIL:
        return
    form = form_of(Task.MAIL, mail=bool(current_app.extensions["settings"].smtp_url))
    if isinstance(form, TrialForm) and form.validate():
        g.trial_taken = try_out(form.address.data)


@blueprint.route(f"/setup/<any({','.join(Task)}):task>", methods=["GET", "POST"])
@guard(Permission.ADMIN_HOME, load=pages.task_page, prepare=_send_trial)
def task(page: TaskPage) -> Any:
    """One task: why, how far it is, where it is done."""
    form = form_of(page.task, mail=bool(current_app.extensions["settings"].smtp_url))
    if request.method == "GET" and isinstance(form, NameForm):
        pages.fill(form, page.row)
    return submit(
        form,
        "setup/task.html",
        act=lambda: _do(page, form),
        then=lambda _done: url_for(".tasks", done="setup_task"),
        row=page.row,
        page=page,
        words=pages.WORDS,
        schedule=schedule(),
        now=clock.now(),
    )


@blueprint.post("/setup/finish")
@guard(Permission.ADMIN_HOME, load=queries.own_setup)
def finish(row: Any) -> Any:
    """Everything is done: from now on real people, and these pages no more."""
    return submit(
        Form(),
        "setup/tasks.html",
        act=lambda: service.finish(row, signed_in_actor()),
        then=lambda _done: url_for("home.home", done="setup_finished"),
        found=looking.standings(row),
        words=pages.WORDS,
    )


def _take(form: BeginForm) -> str | None:
    first = form.first() if isinstance(form, FirstForm) else None
    return service.take(form.code.data, source_of(request.remote_addr), first, current_actor())


def _onward(token: str | None) -> str:
    return url_for("accounts.enrol", token=token) if token else url_for(".tasks")


def _do(page: TaskPage, form: Form) -> None:
    actor = signed_in_actor()
    if isinstance(form, NameForm):
        service.name_house(page.row, form.house(), form.expected_version(), actor)
    else:
        if isinstance(form, TrialForm) and not g.trial_taken:
            raise MailNotTaken()
        service.confirm(page.standing, actor)
