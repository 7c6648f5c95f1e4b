"""The way in and out: sign-in, sign-out, and choosing a password with a one-time link."""

from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from casework.accounts import desk, passkeys, service
from casework.accounts.domain.sessions import device_of
from casework.accounts.domain.throttling import source_of
from casework.accounts.forms import EnrolForm, SecondForm, SignInForm
from casework.accounts.queries.factors import confirmed_factors, half_sign_in
from casework.db import unit_of_work
from casework.policy import Permission
from casework.web.forms import submit
from casework.web.guard import current_actor, guard, public_endpoint, signed_in_actor
from casework.web.home import way_back
from casework.web.languages import current_language
from casework.web.session import browser_token, hand_over

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/login", methods=["GET", "POST"])
@public_endpoint
def sign_in() -> Any:
    """Public: this is how one comes in."""
    if request.method == "GET" and current_actor() is not None:
        return redirect(url_for("home.home"), code=303)
    form = SignInForm()
    return submit(form, "accounts/sign_in.html", lambda: _sign_in(form), _onward, next=_next())


def sign_in_form() -> str:
    """The same form, as the home page of somebody signed out."""
    return render_template("accounts/sign_in.html", form=SignInForm(formdata=None), next=None)


@blueprint.route("/login/second", methods=["GET", "POST"])
@public_endpoint
def second() -> Any:
    """Public: a right password was given in this browser, and its second factor is still asked."""
    half = half_sign_in(browser_token())
    if half is None:
        done = None if request.method == "GET" else "sign_in_ended"
        return redirect(url_for("accounts.sign_in", done=done), code=303)
    form = SecondForm()
    return submit(
        form,
        "accounts/second.html",
        act=lambda: _finish(form),
        then=lambda _done: _home(),
        next=_next(),
        kinds={factor.kind for factor in confirmed_factors(half.user_id)},
        possible=passkeys.possible(),
    )


@blueprint.post("/login/second/passkey")
@public_endpoint
def ask_passkey() -> Response:
    """Public: what a browser that waits for its second factor asks a passkey to sign."""
    with unit_of_work():
        options = service.ask_passkey_half(browser_token())
    return Response(options, mimetype="application/json")


@blueprint.post("/logout")
@guard(Permission.ACCOUNT_OWN)
def sign_out() -> Response:
    """End this session; the browser gets another token."""
    service.sign_out(browser_token() or "", signed_in_actor())
    desk.forget_session()
    hand_over()
    answer = make_response(redirect(url_for("accounts.sign_in", done="signed_out"), code=303))
    answer.headers["Clear-Site-Data"] = '"cache"'  # also the pages that "back" would show again
    return answer


@blueprint.route("/enrol/<token>", methods=["GET", "POST"])
@public_endpoint
def enrol(token: str) -> Any:
    """Public: whoever holds the link chooses the password, once."""
    user = service.check_link(token)
    form = EnrolForm()
    return submit(
        form,
        "accounts/enrol.html",
        act=lambda: _enrol(token, form),
        then=_to_next_step,
        username=user.username,
        walking=_will_walk(user),
        token=token,
    )


def _sign_in(form: SignInForm) -> service.Entry:
    """Open the session behind a token of its own; one that this browser had is ended."""
    entry = service.sign_in(
        form.username.data,
        form.password.data,
        request.remote_addr,
        device_of(request.headers.get("User-Agent", "")),
    )
    desk.end_session(Response())
    hand_over(entry.token)
    return entry


def _finish(form: SecondForm) -> None:
    """The second step: another token, which stands for a session."""
    token = service.finish_sign_in(
        browser_token(),
        source_of(request.remote_addr),
        code=form.code.data or "",
        passkey=form.passkey.data or "",
    )
    hand_over(token)


def _enrol(token: str, form: EnrolForm) -> service.Entry:
    """The link and the password are proof enough to go on at once, in a session or to the second
    factor that the account has already."""
    with unit_of_work():
        user = service.enrol(token, form.password.data, request.remote_addr)
        user.language = current_language()  # that of the page on which the password was chosen
        device = device_of(request.headers.get("User-Agent", ""))
        entry = service.enter(user, source_of(request.remote_addr), device)
    desk.end_session(Response())
    hand_over(entry.token)
    return entry


def _to_next_step(entry: service.Entry) -> str:
    """The gate leads on from the home page to what the role still needs."""
    return url_for("accounts.second") if entry.half else url_for("home.home", done="enrolled")


def _will_walk(user: Any) -> bool:
    needed: bool = current_app.extensions["settings"].needs_second_factor(user.role)
    return needed and not confirmed_factors(user.id)


def _next() -> str | None:
    wanted = request.args.get("next", "")
    return wanted if wanted and way_back(wanted) == wanted else None


def _onward(entry: service.Entry) -> str:
    return url_for("accounts.second", next=_next()) if entry.half else _home()


def _home() -> str:
    return _next() or url_for("home.home", done="came_in")
