"""Leaving for the sign-in of a ministry, and coming back from it."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from casework.accounts import desk, ministry, service
from casework.accounts.domain.sessions import device_of
from casework.accounts.domain.throttling import source_of
from casework.accounts.ministry import Recognised
from casework.db import unit_of_work
from casework.kernel.refusals import Refusal
from casework.web.errors import explanation
from casework.web.guard import public_endpoint
from casework.web.session import hand_over

blueprint = Blueprint("ministry", __name__)


@blueprint.get("/login/ministry")
@public_endpoint
def sign_in() -> Response:
    """Public: whoever comes in by the sign-in of their ministry begins here."""
    return _left("")


@blueprint.post("/enrol/<token>/ministry")
@public_endpoint
def link(token: str) -> Response:
    """Public: whoever holds the link links the account to their ministry's sign-in, once. Asked for
    by a form of ours, so that nobody is led by an address into linking themselves to the account of
    somebody else."""
    service.check_link(token)
    return _left(token)


@blueprint.get("/login/ministry/back")
@public_endpoint
def back() -> Any:
    """Public: the provider sends the browser here. The page that answers leads on, so that the
    cookie of the new session, which no other site may bring about, is sent with the next step."""
    try:
        entry = _come_in(ministry.come_back(request, _back()))
    except Refusal as refusal:
        if isinstance(refusal, ministry.MinistryNotUsed):
            raise
        return ministry.forget(_page(refusal.status, refused=explanation(refusal)))
    desk.end_session(Response())
    hand_over(entry.token)
    onward = url_for("accounts.second") if entry.half else url_for("home.home", done="came_in")
    return ministry.forget(_page(200, onward=onward))


def _left(token: str) -> Response:
    try:
        address, attempt = ministry.leave(_back(), token)
    except ministry.MinistrySilent as refusal:
        return _page(refusal.status, refused=explanation(refusal))
    answer = _page(200, onward=address, leaving=True) if token else redirect(address, code=303)
    return ministry.remember(make_response(answer), attempt)


def _come_in(found: Recognised) -> service.Entry:
    source = source_of(request.remote_addr)
    device = device_of(request.headers.get("User-Agent", ""))
    if not found.link:
        return service.sign_in_by_ministry(found.subject, source, device)
    with unit_of_work():
        user = service.link_ministry(found.link, found.subject)
        return service.enter(user, source, device, way="oidc")


def _page(status: int, *, onward: str = "", refused: Any = "", leaving: bool = False) -> Response:
    shown = {"onward": onward, "refused": refused, "leaving": leaving}
    return make_response(render_template("accounts/ministry.html", **shown), status)


def _back() -> str:
    return url_for("ministry.back", _external=True)
