"""The way in and out: sign-in, sign-out, and choosing a password with a one-time link."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from casework.accounts import desk, service
from casework.accounts.domain.sessions import device_of
from casework.accounts.forms import EnrolForm, SignInForm
from casework.db import unit_of_work
from casework.policy import Permission
from casework.web.forms import submit
from casework.web.guard import current_actor, guard, public_endpoint, signed_in_actor
from casework.web.home import way_back
from casework.web.session import browser_token, hand_over

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/login", methods=["GET", "POST"])
@public_endpoint
def sign_in() -> Any:
    """Public: this is how one comes in."""
    if request.method == "GET" and current_actor() is not None:
        return redirect(url_for("home.home"), code=303)
    form = SignInForm()
    return submit(form, "accounts/sign_in.html", lambda: _sign_in(form), _home, next=_next())


def sign_in_form() -> str:
    """The same form, as the home page of somebody signed out."""
    return render_template("accounts/sign_in.html", form=SignInForm(formdata=None), next=None)


@blueprint.post("/logout")
@guard(Permission.ACCOUNT_OWN)
def sign_out() -> Response:
    """End this session; the browser gets another token."""
    service.sign_out(browser_token() or "", signed_in_actor())
    desk.forget_session()
    hand_over()
    return make_response(redirect(url_for("accounts.sign_in", done="signed_out"), code=303))


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
        then=lambda _user: url_for("accounts.sign_in", done="enrolled"),
        username=user.username,
    )


def _sign_in(form: SignInForm) -> None:
    """Open the session behind a token of its own; one that this browser had is ended."""
    token = service.sign_in(
        form.username.data,
        form.password.data,
        request.remote_addr,
        device_of(request.headers.get("User-Agent", "")),
    )
    desk.end_session(Response())
    hand_over(token)


def _enrol(token: str, form: EnrolForm) -> None:
    with unit_of_work():
        service.enrol(token, form.password.data, request.remote_addr)


def _next() -> str | None:
    wanted = request.args.get("next", "")
    return wanted if wanted and way_back(wanted) == wanted else None


def _home(_nothing: None) -> str:
    return _next() or url_for("home.home")
