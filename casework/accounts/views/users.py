"""Accounts of the people who work with Sanad, as administrators keep them."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from casework.accounts import desk, names, queries, service
from casework.accounts.forms import FindForm, InviteForm, UserForm
from casework.accounts.queries import listing
from casework.accounts.queries.factors import kinds_of
from casework.accounts.queries.sessions import open_sessions_of, session_for
from casework.policy import Permission, Role
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language
from casework.web.session import browser_token

blueprint = Blueprint("users", __name__, url_prefix="/a/users")


@blueprint.get("")
@guard(Permission.USERS_ADMINISTER)
def users() -> str:
    """All accounts by user name, or those of one role."""
    role = request.args.get("role", "")
    role = role if role in list(Role) else ""
    part = listing.users_page(role=role, after=_uuid(request.args.get("after")))
    return _list(part, role=role, paged="after" in request.args)


@blueprint.post("/find")
@guard(Permission.USERS_ADMINISTER)
def find() -> str | Response:
    """Accounts whose user name begins with what was typed; the page itself when there is one."""
    form = FindForm()
    if not form.validate():
        return make_response(_list(listing.users_page(), form=form), 422)
    part = listing.users_like(form.username.data)
    if len(part.rows) == 1:
        return _to(part.rows[0].id)
    return _list(part, form=form, found=True)


@blueprint.route("/new", methods=["GET", "POST"])
@guard(Permission.USERS_ADMINISTER)
def new() -> Any:
    """Invite somebody: an account without a password, and what its role will see."""
    form = InviteForm(_organisations())
    return submit(
        form,
        "accounts/user_new.html",
        act=lambda: service.invite_user(form.username.data, form.profile(), signed_in_actor()),
        then=lambda user: url_for("users.user", user_id=user.id, done="invited"),
        sees=names.ROLES_SEE,
    )


@blueprint.route("/<uuid:user_id>", methods=["GET", "POST"])
@guard(Permission.USERS_ADMINISTER, load=listing.user_for)
def user(user: Any) -> Any:
    """One account: change it, make a link, close it."""
    form = UserForm(_organisations(user.organisation_id), **_as_it_is(user))
    return submit(
        form,
        "accounts/user.html",
        act=lambda: service.change_user(
            user, form.profile(), form.expected_version(), signed_in_actor()
        ),
        then=lambda _nothing: url_for("users.user", user_id=user.id, done="account_changed"),
        row=user,
        user=user,
        link_ends_at=listing.link_ends_at(user),
        sessions=open_sessions_of(user.id),
        present=desk.present_session(),
        device_name=names.device_name,
        factors=sorted(kinds_of([user.id]).get(user.id, ())),
        factor_name=names.factor_name,
        waiting=[act for act in listing.waiting_acts() if act.user_id == user.id],
        sees=names.ROLES_SEE,
        plain=Form(formdata=None),
    )


@blueprint.post("/<uuid:user_id>/link")
@guard(Permission.USERS_ADMINISTER, load=listing.user_for)
def link(user: Any) -> str:
    """A new one-time link, shown here once; earlier ones end."""
    token = service.enrolment_link(user, signed_in_actor())
    address = url_for("accounts.enrol", token=token, _external=True)
    return render_template(
        "accounts/link.html", user=user, address=address, ends_at=listing.link_ends_at(user)
    )


@blueprint.route("/<uuid:user_id>/close", methods=["GET", "POST"])
@guard(Permission.USERS_ADMINISTER, load=listing.user_for)
def close(user: Any) -> Any:
    """Close an account: its sessions end at once."""
    return submit(
        Form(),
        "accounts/user_close.html",
        act=lambda: service.disable_user(user, signed_in_actor()),
        then=lambda _nothing: url_for("users.user", user_id=user.id, done="account_closed"),
        user=user,
    )


@blueprint.route("/<uuid:user_id>/factors", methods=["GET", "POST"])
@guard(Permission.USERS_ADMINISTER, load=listing.user_for)
def reset_factors(user: Any) -> Any:
    """Ask a second administrator to take a lost second factor off this account."""
    return submit(
        Form(),
        "accounts/user_factors.html",
        act=lambda: service.ask_second_person(user, "factor_reset", signed_in_actor()),
        then=lambda _act: url_for("users.user", user_id=user.id, done="second_asked"),
        user=user,
    )


@blueprint.post("/<uuid:user_id>/sessions/end")
@guard(Permission.USERS_ADMINISTER, load=listing.user_for, fresh=True)
def end_sessions(user: Any) -> Response:
    """End every session of an account at once: a device was lost, or is in other hands."""
    service.end_all_of(user, signed_in_actor(), browser_token())
    return _to(user.id, done="sessions_of_ended")


@blueprint.post("/<uuid:user_id>/sessions/<uuid:session_id>/end")
@guard(Permission.USERS_ADMINISTER, load=session_for, fresh=True)
def end_session(session: Any) -> Response:
    """End one session of an account: one device was lost, the others go on."""
    service.end_one_of(session, signed_in_actor(), browser_token())
    return _to(session.user_id, done="session_of_ended")


@blueprint.post("/<uuid:user_id>/restore")
@guard(Permission.USERS_ADMINISTER, load=listing.user_for)
def restore(user: Any) -> Response:
    """Open a closed account again; its owner needs a new link."""
    service.restore_user(user, signed_in_actor())
    return _to(user.id, done="account_restored")


def _list(part: listing.Part, form: FindForm | None = None, **shown: Any) -> str:
    return render_template(
        "accounts/users.html",
        part=part,
        form=form or FindForm(formdata=None),
        last_seen=listing.last_seen(part.rows),
        factors=kinds_of([row.id for row in part.rows]),
        factor_name=names.factor_name,
        roles=[(role.value, text) for role, text in names.ROLES.items()],
        role_name=names.role_name,
        **shown,
    )


def _to(user_id: UUID, done: str | None = None) -> Response:
    return make_response(redirect(url_for("users.user", user_id=user_id, done=done), code=303))


def _organisations(kept: UUID | None = None) -> list[tuple[str, str]]:
    """The organisations one can choose: those that take part, and the one the account has."""
    rows = queries.organisations(active_only=False)
    open_rows = [row for row in rows if row.active or row.id == kept]
    return [(str(row.id), row.name_in(current_language())) for row in open_rows]


def _as_it_is(user: Any) -> dict[str, Any]:
    return {
        "display_name": user.display_name,
        "role": user.role,
        "organisation": str(user.organisation_id),
        "regions": sorted(user.place_codes),
        "national": user.national,
        "responsible": user.responsible,
    }


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
