"""What stands before every guarded page: a second factor still to be set up, a proof to give again.

A form that was sent keeps what was typed: it comes back as hidden fields around the question, and
goes on by itself once the proof is right. Nothing of it is stored meanwhile.
"""

from dataclasses import replace

from flask import Response, g, make_response, redirect, render_template, request, url_for

from casework.accounts import desk, passkeys, service
from casework.accounts.domain.second_factor import is_fresh
from casework.accounts.domain.throttling import source_of
from casework.accounts.forms import ProofForm
from casework.accounts.queries.sessions import LiveSession
from casework.kernel import clock
from casework.kernel.refusals import Refusal
from casework.policy import Actor, Permission
from casework.web import kept
from casework.web.guard import READING
from casework.web.session import hand_over

NEEDS_PROOF = 403
BEFORE_A_FACTOR = frozenset({
    "own.me", "own.password", "own.not_me", "own.end_session", "own.end_others",
    "accounts.sign_out",
})  # fmt: skip
"""What somebody may do beside giving themselves a second factor, while they have none yet."""


def gate(actor: Actor, permission: Permission, fresh: bool) -> Response | None:
    """The answer that stands before a page, or None to let pass."""
    found = desk.present_session()
    if found is None:  # the actor was given otherwise: nothing to prove it with
        return None
    if found.enrolling and not _of_enrolment(permission):
        step = "factors.factors" if found.needs_factor else "factors.codes"
        return make_response(redirect(url_for(step), code=303))
    if not fresh or is_fresh(found.strong_at, clock.now()):
        return None
    if request.method in READING:
        here = request.full_path if request.query_string else request.path
        return make_response(redirect(url_for("factors.again", next=here), code=303))
    return _before_going_on(found)


def _of_enrolment(permission: Permission) -> bool:
    part = request.blueprint == "factors" or request.endpoint in BEFORE_A_FACTOR
    return part and permission == Permission.ACCOUNT_OWN


def _before_going_on(found: LiveSession) -> Response | None:
    form = ProofForm(found.has_factor)
    if not any(request.form.get(name) for name in kept.PROOF):
        return question(ProofForm(found.has_factor, empty=True), found, NEEDS_PROOF)
    try:
        prove(found, form)
    except Refusal as refusal:
        form.refuse(refusal)
        return question(form, found, refusal.status)
    return None


def prove(found: LiveSession, form: ProofForm) -> None:
    """Check what was given; the session goes on under another token."""
    token = service.prove_again(
        found,
        source_of(request.remote_addr),
        password=form.proof_password.data or "",
        code=form.proof_code.data or "",
        passkey=form.proof_passkey.data or "",
    )
    hand_over(token)
    g.live_session = replace(found, strong_at=clock.now())


def question(form: ProofForm, found: LiveSession, status: int, action: str = "") -> Response:
    """Ask for a proof, around whatever was sent."""
    page = render_template(
        "accounts/again.html",
        form=form,
        kept=kept.typed(but=(*kept.PROOF, "csrf_token")),
        files=bool(request.files),
        action=action or (request.full_path if request.query_string else request.path),
        has_factor=found.has_factor,
        passkeys=found.has_factor and passkeys.possible(),
    )
    return make_response(page, status)
