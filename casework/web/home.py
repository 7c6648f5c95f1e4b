"""The pages that belong to everybody: my work, help, privacy, language, and the quick way out."""

from collections.abc import Callable
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from casework.audit import forget_reads, untraced_reads
from casework.db import db
from casework.kernel import clock
from casework.kernel.refusals import NotFound
from casework.logs import write as write_line
from casework.logs.catalogue import WorkListFailed
from casework.policy import Actor, Permission, Role
from casework.web import account, navigation
from casework.web.guard import STAMP, current_actor, guard, public_endpoint, signed_in_actor
from casework.web.languages import LANGUAGES, _l, keep_language

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@public_endpoint
def home() -> Any:
    """Public: somebody signed out gets the sign-in form here, others their work."""
    if current_actor() is None:
        desk = account.account_desk()
        return desk.sign_in() if desk else redirect(url_for("home.help"))
    try:
        return my_work()
    except OperationalError:  # what was looked at could not be written down, as on a full disk
        return my_open_work()


@guard(Permission.HOME_READ)
def my_work() -> str:
    """The next best action, by role: lists of at most five rows each, and what they open."""
    return _page_of(_rows)


@guard(Permission.HOME_READ)
def my_open_work() -> str:
    """The same while nothing can be written: lists that opened something sealed say that they are
    not available, and the others are shown."""
    return _page_of(_open_rows)


def _page_of(rows_of: Callable[[navigation.WorkList, Actor], navigation.WorkRows | None]) -> str:
    actor = signed_in_actor()
    lists = [
        (work_list, rows_of(work_list, actor)) for work_list in navigation.work_lists(actor.role)
    ]
    return render_template(
        "web/home.html",
        lists=[(kind, rows) for kind, rows in lists if _is_shown(kind, rows)],
        actions=navigation.actions(actor.role),
        most=navigation.MOST_ROWS,
        today=clock.now(),
    )


def _is_shown(kind: navigation.WorkList, found: navigation.WorkRows | None) -> bool:
    return found is None or bool(found.rows) or bool(kind.empty)


def _rows(work_list: navigation.WorkList, actor: Actor) -> navigation.WorkRows | None:
    """A list that fails to load says so; the others stay."""
    try:
        return work_list.rows(actor)
    except Exception as problem:
        write_line(WorkListFailed(work_list.key, problem))
        db.session.rollback()
        return None


def _open_rows(work_list: navigation.WorkList, actor: Actor) -> navigation.WorkRows | None:
    before = untraced_reads()
    found = _rows(work_list, actor)
    if untraced_reads() == before:
        return found
    forget_reads(before)
    return None


@blueprint.get("/help")
@public_endpoint
def help() -> str:
    """Public: how to use Sanad, the same for everybody."""
    return render_template("web/help.html")


@blueprint.get("/privacy")
@public_endpoint
def privacy() -> str:
    """Public: what is kept, why, how long, and whom to ask (Law 09-08)."""
    return render_template("web/privacy.html")


@blueprint.get("/help/components")
@public_endpoint
def components() -> str:
    """Public, in demonstration mode only: every component, once."""
    if not current_app.extensions["settings"].demo:
        raise NotFound()
    from casework.web.gallery import GalleryForm, examples

    form = GalleryForm(formdata=None)
    form.fill_with_faults()
    return render_template("web/components.html", sample=form, **examples())


@blueprint.post("/hide")
@public_endpoint
def hide() -> Response:
    """Public: ends the session, if there is one, and shows something else."""
    return leave()


def leave() -> Response:
    """A neutral page, with the session ended behind it."""
    answer = make_response(redirect(url_for("home.hidden"), code=303))
    desk = account.account_desk()
    return desk.end_session(answer) if desk else answer


@blueprint.get("/hide")
@public_endpoint
def hidden() -> str:
    """Public: a page on working time, with nothing of Sanad on it."""
    return render_template("web/hidden.html")


@blueprint.post("/lang")
@public_endpoint
def choose_language() -> Response:
    """Public: keep the language in a cookie and, for somebody signed in, with the account."""
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        raise NotFound()
    actor, desk = current_actor(), account.account_desk()
    if actor and desk:
        desk.remember_language(actor, language)
    answer = make_response(redirect(way_back(request.form.get("next", "")), code=303))
    return keep_language(answer, language, bool(current_app.config["SESSION_COOKIE_SECURE"]))


def way_back(wanted: str) -> str:
    """A page of ours that can be opened, or the home page: never another site."""
    path = wanted.partition("?")[0]
    written = wanted.isascii() and wanted.isprintable() and "\\" not in wanted
    if not written or not path.startswith("/") or path.startswith("//"):
        return url_for("home.home")
    try:
        current_app.url_map.bind("localhost").match(path, method="GET")
    except HTTPException:
        return url_for("home.home")
    return wanted


def page_of_file(wanted: str) -> str:
    """The page from which a file of ours is taken; empty for what is a page itself."""
    adapter = current_app.url_map.bind("localhost")
    endpoint, args = adapter.match(wanted.partition("?")[0], method="GET")
    page: str = getattr(current_app.view_functions[endpoint], STAMP).file_of
    if not page:
        return ""
    known = next(current_app.url_map.iter_rules(page)).arguments
    return url_for(page, **{name: value for name, value in args.items() if name in known})


def here() -> str:
    """Where the reader is, for coming back after a change of language."""
    return request.full_path if request.method == "GET" and request.query_string else request.path


def init_app(app: Flask) -> None:
    """The pages, the first entry of everybody's bar, and what every template may ask."""
    app.register_blueprint(blueprint)
    for role in Role:
        own = navigation.NavItem(_l("My work"), "home.home", "list", place=10)
        navigation.register_navigation(role, [own])
    app.jinja_env.globals.update(here=here)
    account.init_app(app)
