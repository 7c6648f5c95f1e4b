"""One's own second factors: setting them up, taking them off, codes on paper, proving it again."""

from typing import Any

import segno
from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from casework.accounts import desk, gate, names, passkeys, service
from casework.accounts.domain.second_factor import read
from casework.accounts.domain.sessions import device_of
from casework.accounts.forms import CodeForm, PasskeyForm, ProofForm
from casework.accounts.queries.factors import codes_left, confirmed_factors, own_factor
from casework.accounts.queries.sessions import LiveSession, user_of
from casework.db import db
from casework.kernel.refusals import NotPermitted, Refusal
from casework.policy import Permission
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor
from casework.web.home import page_of_file, way_back
from casework.web.session import browser_token

blueprint = Blueprint("factors", __name__)


@blueprint.get("/me/second-factor")
@guard(Permission.ACCOUNT_OWN)
def factors() -> str:
    """How I prove that it is me, besides the password."""
    actor = signed_in_actor()
    return render_template(
        "accounts/factors.html",
        factors=confirmed_factors(actor.user_id),
        left=codes_left(actor.user_id),
        present=_present(),
        possible=passkeys.possible(),
        device_name=names.device_name,
        kind_name=names.factor_name,
        plain=Form(formdata=None),
    )


@blueprint.post("/me/second-factor/app")
@guard(Permission.ACCOUNT_OWN, fresh=True)
def begin_app() -> Response:
    """A new key for an authenticator app, shown on the next page."""
    factor = service.begin_totp(signed_in_actor(), _device())
    return make_response(redirect(url_for("factors.app", factor_id=factor.id), code=303))


@blueprint.route("/me/second-factor/app/<uuid:factor_id>", methods=["GET", "POST"])
@guard(Permission.ACCOUNT_OWN, load=own_factor, fresh=True)
def app(factor: Any) -> Any:
    """The picture to scan and the key to type; the first code of the app makes it count."""
    form, actor = CodeForm(), signed_in_actor()
    if factor.confirmed_at is not None and request.method == "GET":
        return redirect(url_for("factors.factors"), code=303)
    address, key = service.address_of(factor, user_of(actor).username)
    shown = {
        "picture": _Picture(address) if address else "",
        "key": _in_fours(key),
        "walking": _present().needs_factor,
    }
    if request.method == "GET" or not form.validate():
        status = 200 if request.method == "GET" else 422
        return render_template("accounts/app.html", form=form, **shown), status
    try:
        codes = service.confirm_totp(factor, read(form.code.data), actor, browser_token())
    except Refusal as refusal:
        form.refuse(refusal)
        return render_template("accounts/app.html", form=form, **shown), 422
    return _added(codes)


@blueprint.route("/me/second-factor/passkey", methods=["GET", "POST"])
@guard(Permission.ACCOUNT_OWN, fresh=True)
def passkey() -> Any:
    """Make a passkey on this device, or on a key that is plugged in."""
    form = PasskeyForm()
    if request.method == "GET":
        shown = {"form": form, "possible": passkeys.possible()}
        return render_template("accounts/passkey.html", walking=_present().needs_factor, **shown)
    answer = form.passkey.data or ""
    try:
        codes = service.add_passkey(_present(), answer, _device(), browser_token())
    except Refusal as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return render_template(
            "accounts/passkey.html", form=form, possible=True, walking=_present().needs_factor
        ), 422
    return _added(codes)


@blueprint.post("/me/second-factor/passkey/options")
@guard(Permission.ACCOUNT_OWN, fresh=True)
def new_passkey_options() -> Response:
    """What the browser needs to make a passkey."""
    return Response(service.ask_new_passkey(_present()), mimetype="application/json")


@blueprint.route("/me/second-factor/<uuid:factor_id>/remove", methods=["GET", "POST"])
@guard(Permission.ACCOUNT_OWN, load=own_factor, fresh=True)
def remove(factor: Any) -> Any:
    """Take a factor off: a phone or a key that was lost or replaced."""
    return submit(
        Form(),
        "accounts/factor_remove.html",
        act=lambda: service.remove_factor(factor, signed_in_actor(), browser_token()),
        then=lambda _done: url_for("factors.factors", done="factor_removed"),
        kind=names.factor_name(factor.kind),
        device=names.device_name(factor.device),
    )


@blueprint.post("/me/second-factor/codes")
@guard(Permission.ACCOUNT_OWN, fresh=True)
def new_codes() -> Any:
    """Eight new codes on paper; the earlier ones end."""
    actor = signed_in_actor()
    if not confirmed_factors(actor.user_id):
        return redirect(url_for("factors.factors"), code=303)
    return _shown(service.make_codes(actor), first=_present().needs_codes)


@blueprint.get("/me/second-factor/codes")
@guard(Permission.ACCOUNT_OWN)
def codes() -> Any:
    """The codes on paper were shown and nobody said that they are kept: make eight new ones."""
    if not _present().needs_codes:
        return redirect(url_for("factors.factors"), code=303)
    return render_template("accounts/codes_again.html", plain=Form(formdata=None))


@blueprint.post("/me/second-factor/codes/kept")
@guard(Permission.ACCOUNT_OWN)
def codes_kept() -> Response:
    """The paper is in a safe place: on to work, or back to the factors."""
    walking = _present().needs_codes
    service.keep_codes(signed_in_actor())
    onward = url_for("home.home") if walking else url_for("factors.factors", done="codes_kept")
    return make_response(redirect(onward, code=303))


@blueprint.get("/me/again")
@guard(Permission.ACCOUNT_OWN)
def again() -> Any:
    """Asked before a page that wants a fresh proof; the way back is a page of ours."""
    found, onward = _present(), way_back(request.args.get("next", ""))
    return gate.question(
        ProofForm(found.has_factor, empty=True),
        found,
        status=200,
        action=url_for("factors.proven", next=onward),
    )


@blueprint.post("/me/again")
@guard(Permission.ACCOUNT_OWN, fresh=True)
def proven() -> Response:
    """The gate has looked at the proof; go on. A file comes beside a page that says so."""
    onward = way_back(request.args.get("next", ""))
    page = page_of_file(onward)
    if not page:
        return make_response(redirect(onward, code=303))
    answer = make_response(render_template("accounts/proven.html", file=onward, page=page))
    answer.headers["Refresh"] = f"1;url={onward}"
    return answer


@blueprint.post("/me/again/passkey")
@guard(Permission.ACCOUNT_OWN)
def again_options() -> Response:
    """What the browser needs to have a passkey sign again."""
    return Response(service.ask_passkey(_present()), mimetype="application/json")


def _present() -> LiveSession:
    found = desk.present_session()
    if found is None:
        raise NotPermitted()
    return found


def _added(codes: list[str]) -> Any:
    if codes:
        return _shown(codes, first=True)
    return redirect(url_for("factors.factors", done="factor_added"), code=303)


def _shown(codes: list[str], *, first: bool) -> str:
    plain = Form(formdata=None)
    return render_template("accounts/codes.html", codes=codes, first=first, plain=plain)


def _device() -> str:
    return device_of(request.headers.get("User-Agent", ""))


class _Picture:
    """Drawn by the library from letters of ours: shown as the mark-up it is."""

    def __init__(self, address: str) -> None:
        self.drawn = segno.make(address, error="m", micro=False)

    def __html__(self) -> str:
        return str(self.drawn.svg_inline(omitsize=True, border=3, light="#fff"))


def _in_fours(key: str) -> str:
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
