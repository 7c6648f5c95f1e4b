"""Proving to be there: the second factor at sign-in, and again before what matters most.

Each try is counted first, in a transaction of its own, so that many tries at once gain nothing; a
challenge is taken away before what was signed is looked at, so that nothing is signed for twice.
"""

import secrets
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from casework.accounts import passkeys, seals
from casework.accounts.domain import second_factor as rules
from casework.accounts.domain.refusals import CodeUsed, CodeWrong, PasskeyWrong, SignInEnded
from casework.accounts.models import HalfSignIn, SecondFactor, User, UserSession
from casework.accounts.queries.factors import confirmed_factors, half_sign_in
from casework.accounts.queries.sessions import LiveSession
from casework.accounts.service.enrolment import confirm_password
from casework.accounts.service.factors import (
    confirm,
    keep_factor,
    totp_of,
    use_recovery,
    use_totp,
)
from casework.accounts.service.sessions import open_session
from casework.accounts.service.tallies import Try
from casework.accounts.tokens import digest_of
from casework.audit import record
from casework.audit.catalogue import ProvenAgain, SignInRefused
from casework.db import db, unit_of_work
from casework.kernel import clock
from casework.kernel.refusals import Refusal
from casework.policy import Actor
from casework.web.session import new_token

Way = Literal["password", "totp", "recovery", "passkey"]
CHALLENGE = 32


def finish_sign_in(token: str | None, source: str, *, code: str = "", passkey: str = "") -> str:
    """The token of a session, for a sign-in that waited for its second factor."""
    with unit_of_work():
        half = _waiting(token)
        half_id, user_id, challenge = half.id, half.user_id, half.challenge
        half.challenge = None
    try:
        way = _proven(user_id, source, code, passkey, challenge)
    except (CodeWrong, CodeUsed, PasskeyWrong):
        _count_wrong(half_id)
        raise
    with unit_of_work():
        waiting = db.session.get(HalfSignIn, half_id, with_for_update=True)
        if waiting is None:  # finished at the same moment in another tab
            raise SignInEnded()
        user = db.session.get_one(User, user_id)
        device = waiting.device
        db.session.delete(waiting)
        Try(user.username, source).succeeded()
        return open_session(user, source, device, way)


def prove_again(
    session: LiveSession, source: str, *, password: str = "", code: str = "", passkey: str = ""
) -> str:
    """A new token for a session whose owner just proved to be there: by a second factor where the
    account has one, else by the password."""
    with unit_of_work():
        row = db.session.get_one(UserSession, session.id)
        challenge, row.challenge = row.challenge, None
    if session.has_factor:
        way = _proven(session.actor.user_id, source, code, passkey, challenge)
    else:
        way = _by_password(session.actor, password, source)
    token = new_token()
    with unit_of_work():
        row = db.session.get_one(UserSession, session.id, with_for_update=True)
        if row.ended_at is None:
            row.token_hash, row.strong_at = digest_of(token), clock.now()
            seals.seal_session(row)
        record(ProvenAgain(user_id=session.actor.user_id, way=way), session.actor)
    return token


def ask_passkey_half(token: str | None) -> str:
    """What a browser that waits for its second factor needs to have a passkey sign."""
    half = _waiting(token)
    half.challenge = secrets.token_bytes(CHALLENGE)
    return passkeys.request_options(_passkeys(half.user_id), half.challenge)


def ask_passkey(session: LiveSession) -> str:
    """The same for somebody signed in who proves it again."""
    row = db.session.get_one(UserSession, session.id)
    row.challenge = secrets.token_bytes(CHALLENGE)
    return passkeys.request_options(_passkeys(row.user_id), row.challenge)


def ask_new_passkey(session: LiveSession) -> str:
    """What the browser needs to make a passkey."""
    row = db.session.get_one(UserSession, session.id)
    row.challenge = secrets.token_bytes(CHALLENGE)
    user = db.session.get_one(User, row.user_id)
    return passkeys.creation_options(user, _passkeys(user.id), row.challenge)


def add_passkey(session: LiveSession, answer: str, device: str, token: str | None) -> list[str]:
    """Keep a passkey that was just made here; gives the recovery codes when there were none."""
    row = db.session.get_one(UserSession, session.id)
    challenge, row.challenge = row.challenge, None
    if challenge is None:
        raise PasskeyWrong()
    secret, counter = passkeys.read_new(answer, challenge)
    digest = passkeys.digest_of_id(secret.credential_id)
    known = select(SecondFactor.id).where(SecondFactor.credential_digest == digest)
    if db.session.scalar(known) is not None:
        raise PasskeyWrong()
    factor = keep_factor(session.actor, "passkey", device, secret)
    factor.credential_digest, factor.counter = digest, counter
    return confirm(factor, session.actor, token)


def _waiting(token: str | None) -> HalfSignIn:
    half = half_sign_in(token)
    if half is None:
        raise SignInEnded()
    return half


def _count_wrong(half_id: UUID) -> None:
    """After five wrong codes the password is asked for again."""
    with unit_of_work():
        half = db.session.get(HalfSignIn, half_id, with_for_update=True)
        if half is None:
            raise SignInEnded()
        half.wrong += 1
        if half.wrong < rules.MOST_WRONG:
            return
        db.session.delete(half)
    raise SignInEnded()


def _proven(user_id: UUID, source: str, code: str, passkey: str, challenge: bytes | None) -> Way:
    with unit_of_work():
        user = db.session.get_one(User, user_id)
        name = user.username
        Try(name, source, codes=True).admit()
    try:
        with unit_of_work():
            user = db.session.get_one(User, user_id)
            way = _by_passkey(user, passkey, challenge) if passkey else _by_code(user, code)
            Try(name, source, codes=True).succeeded()
            return way
    except Refusal:
        with unit_of_work():
            record(SignInRefused(reason="second_factor", user_id=user_id), None)
        raise


def _by_code(user: User, code: str) -> Way:
    typed = rules.read(code)
    if typed.recovery:
        use_recovery(user, typed)
        return "recovery"
    problem: Refusal = CodeWrong()
    for factor in totp_of(user):
        try:
            use_totp(factor, typed.digits)
        except Refusal as refusal:
            problem = refusal
        else:
            return "totp"
    raise problem


def _by_passkey(user: User, answer: str, challenge: bytes | None) -> Way:
    digest = passkeys.digest_of_answer(answer)
    factor = next((one for one in _passkeys(user.id) if one.credential_digest == digest), None)
    if factor is None or challenge is None:
        raise PasskeyWrong()
    factor.counter = passkeys.read_signed(answer, challenge, factor)
    factor.used_at = clock.now()
    return "passkey"


def _by_password(actor: Actor, password: str, source: str) -> Way:
    with unit_of_work():
        right = confirm_password(actor, password, source)
    if not right:
        raise CodeWrong()
    return "password"


def _passkeys(user_id: UUID) -> list[SecondFactor]:
    return [one for one in confirmed_factors(user_id) if one.kind == "passkey"]
