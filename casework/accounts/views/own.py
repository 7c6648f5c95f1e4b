"""One's own account: language, theme, password, and where one is signed in."""

from typing import Any

from flask import Blueprint, Response, current_app, make_response, redirect, request, url_for

from casework.accounts import desk, names, service
from casework.accounts.forms import LettersForm, PasswordForm, PreferencesForm
from casework.accounts.queries import user_displays
from casework.accounts.queries.factors import codes_left, confirmed_factors, sign_ins
from casework.accounts.queries.powers import links_made
from casework.accounts.queries.sessions import open_sessions, own_session, user_of
from casework.policy import Permission
from casework.web.codes import region_name
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language
from casework.web.session import browser_token

blueprint = Blueprint("own", __name__)


@blueprint.route("/me", methods=["GET", "POST"])
@guard(Permission.ACCOUNT_OWN)
def me() -> Any:
    """Who I am here, what I prefer, and where I am signed in."""
    actor = signed_in_actor()
    user = user_of(actor)
    form = PreferencesForm(
        language=user.language or current_language(), theme=user.theme or "light"
    )
    return submit(
        form,
        "accounts/me.html",
        act=lambda: service.set_preferences(actor, form.language.data, form.theme.data),
        then=lambda _nothing: url_for("own.me", done="preferences"),
        user=user,
        regions=" · ".join(region_name(code) for code in sorted(actor.regions)),
        sessions=open_sessions(actor),
        present=desk.present_session(),
        history=sign_ins(actor),
        links=(links := [one for one in links_made(actor) if one.user_id == actor.user_id]),
        makers=user_displays(one.given_by_id for one in links),
        factors=confirmed_factors(actor.user_id),
        codes_left=codes_left(actor.user_id),
        device_name=names.device_name,
        factor_name=names.factor_name,
        role_name=names.role_name,
        plain=Form(formdata=None),
    )


@blueprint.route("/me/letters", methods=["GET", "POST"])
@guard(Permission.ACCOUNT_OWN, fresh=True)
def letters() -> Any:
    """Where I am told that something waits."""
    actor = signed_in_actor()
    form = LettersForm(address=user_of(actor).mail_address or "")
    return submit(
        form,
        "accounts/letters.html",
        act=lambda: service.set_mail_address(actor, form.address.data or ""),
        then=lambda _nothing: url_for("own.me", done="letters"),
        written=bool(current_app.extensions["settings"].smtp_url),
    )


@blueprint.route("/me/password", methods=["GET", "POST"])
@guard(Permission.ACCOUNT_OWN)
def password() -> Any:
    """Change my password; my other sessions end."""
    actor = signed_in_actor()
    form = PasswordForm(actor, request.remote_addr)
    return submit(
        form,
        "accounts/password.html",
        act=lambda: service.change_password(
            actor, form.current.data, form.password.data, browser_token()
        ),
        then=lambda _nothing: url_for("own.me", done="password"),
    )


@blueprint.post("/me/not-me")
@guard(Permission.ACCOUNT_OWN)
def not_me() -> Response:
    """A sign-in was somebody else's: other sessions end, and the password changes next."""
    service.dispute(signed_in_actor(), browser_token())
    return make_response(redirect(url_for("own.password", done="not_me"), code=303))


@blueprint.post("/me/sessions/<uuid:session_id>/end")
@guard(Permission.ACCOUNT_OWN, load=own_session)
def end_session(session: Any) -> Response:
    """End one of my sessions: a device that was lost, or left signed in."""
    service.revoke_session(session, signed_in_actor())
    return make_response(redirect(url_for("own.me", done="session_ended"), code=303))


@blueprint.post("/me/sessions/end")
@guard(Permission.ACCOUNT_OWN)
def end_others() -> Response:
    """End all my sessions but this one."""
    service.revoke_others(signed_in_actor(), browser_token())
    return make_response(redirect(url_for("own.me", done="sessions_ended"), code=303))
