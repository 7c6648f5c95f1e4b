"""Whoever wrote while their session ended signs in around what they typed, and it goes on.

Only the account whose session it was: the browser still holds that session's token, which opens
nothing any more and says whose password is asked. The second factor is asked like at any sign-in.
What nobody can sign in around (the account has no password here, or waited too long for its second
factor) stands on the page to be copied. Nothing of it is stored meanwhile.
"""

from flask import Response, make_response, render_template, request

from casework.accounts import desk, passkeys, service
from casework.accounts.domain.sessions import device_of
from casework.accounts.domain.throttling import source_of
from casework.accounts.forms import ProofForm
from casework.accounts.models import HalfSignIn, User
from casework.accounts.queries.factors import confirmed_factors, half_sign_in
from casework.accounts.queries.sessions import owner_of_ended
from casework.kernel.refusals import Refusal
from casework.web import kept
from casework.web.guard import to_sign_in
from casework.web.idempotency import FIELD
from casework.web.session import CSRF, browser_token

NEEDS_SIGN_IN = 403
NOT_TYPED = (*kept.PROOF, CSRF, FIELD, "version", "seen")


def come_back() -> Response | None:
    """The answer to a form of somebody signed out; None once they are in again."""
    if kept.SECRET & {*request.form} or not kept.typed(but=NOT_TYPED):
        return to_sign_in()
    token = browser_token()
    if (half := half_sign_in(token)) is not None:
        return _second_step(half)
    owner = owner_of_ended(token)
    return _first_step(owner) if owner is not None and owner.password else _to_copy()


def _first_step(owner: User) -> Response | None:
    form = ProofForm(has_factor=False)
    if not request.form.get("proof_password"):
        return _asked(ProofForm(has_factor=False, empty=True), NEEDS_SIGN_IN)
    name, device = owner.username, device_of(request.headers.get("User-Agent", ""))
    try:
        entry = service.sign_in(name, form.proof_password.data, request.remote_addr, device)
    except Refusal as refusal:
        return _refused(form, refusal)
    desk.begin_session(entry.token)
    if not entry.half:
        return None
    half = half_sign_in(entry.token)
    return _asked(ProofForm(has_factor=True, empty=True), NEEDS_SIGN_IN, half)


def _second_step(half: HalfSignIn) -> Response | None:
    form = ProofForm(has_factor=True)
    if not any(request.form.get(name) for name in kept.PROOF):
        return _asked(ProofForm(has_factor=True, empty=True), NEEDS_SIGN_IN, half)
    try:
        token = service.finish_sign_in(
            browser_token(),
            source_of(request.remote_addr),
            code=form.proof_code.data or "",
            passkey=form.proof_passkey.data or "",
        )
    except Refusal as refusal:
        still = half_sign_in(browser_token())
        return _refused(form, refusal, still) if still is not None else _to_copy()
    desk.begin_session(token)
    return None


def _refused(form: ProofForm, refusal: Refusal, half: HalfSignIn | None = None) -> Response:
    form.refuse(refusal)
    return _asked(form, refusal.status, half)


def _asked(form: ProofForm, status: int, half: HalfSignIn | None = None) -> Response:
    kinds = {factor.kind for factor in confirmed_factors(half.user_id)} if half else set()
    page = render_template(
        "accounts/returning.html",
        form=form,
        kept=kept.typed(but=(*kept.PROOF, CSRF)),
        files=bool(request.files),
        action=request.full_path if request.query_string else request.path,
        second=half is not None,
        kinds=kinds,
        passkeys="passkey" in kinds and passkeys.possible(),
    )
    return make_response(page, status)


def _to_copy() -> Response:
    """The words among what was typed; codes and ticks are quickly chosen again."""
    words = [value for _name, value in kept.typed(but=NOT_TYPED) if len(value.split()) > 1]
    page = render_template("accounts/to_copy.html", words=words)
    return make_response(page, NEEDS_SIGN_IN)
