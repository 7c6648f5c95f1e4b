"""Sessions: opened at sign-in, seen, ended by their owner, by an administrator or by time."""

from typing import Literal
from uuid import UUID

from sqlalchemy import Select, delete, select, update

from casework.accounts import seals
from casework.accounts.domain.sessions import ABSOLUTE, IDLE
from casework.accounts.models import HalfSignIn, User, UserSession
from casework.accounts.queries.people import administrators
from casework.accounts.tokens import digest_of, keyed
from casework.audit import record
from casework.audit.catalogue import SessionRevoked, SignedIn, SignedOut, SignInDisputed
from casework.db import db
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.kernel.refusals import NotFound
from casework.policy import Actor
from casework.web.session import new_token

Way = Literal["password", "totp", "recovery", "passkey", "oidc"]


def open_session(
    user: User, source: str = "", device: str = "other/other", way: Way = "password"
) -> str:
    """Begin a session and return its token, which is kept nowhere. `way` is the last proof. That of
    a ministry may be hours old there, so it is no fresh proof here for whoever can give one."""
    proven = way != "oidc" or user.password is None
    token, at = new_token(), clock.now()
    row = UserSession(
        token_hash=digest_of(token),
        user_id=user.id,
        began_at=at,
        last_seen_at=at,
        expires_at=at + ABSOLUTE,
        strong_at=at if proven else None,
        source_digest=keyed("source", source),
        device=device,
    )
    seals.seal_session(row)
    db.session.add(row)
    db.session.flush()
    record(SignedIn(user_id=user.id, way=way), None)
    return token


def sign_out(token: str, actor: Actor) -> None:
    """End the session of this browser."""
    found = _open().where(UserSession.token_hash == digest_of(token))
    session = db.session.scalar(found.where(UserSession.user_id == actor.user_id))
    if session is not None:
        session.ended_at = clock.now()
        record(SignedOut(user_id=session.user_id), actor)


def revoke_session(session: UserSession, actor: Actor) -> None:
    """End one session from elsewhere: a device that was lost or left signed in."""
    if session.user_id != actor.user_id:
        raise NotFound()
    if session.ended_at is None:
        session.ended_at = clock.now()
        record(SessionRevoked(user_id=session.user_id), actor)


def revoke_others(actor: Actor, token: str | None) -> int:
    """End all sessions of the actor but the one of this browser; how many there were."""
    kept = digest_of(token) if token else b""
    return revoke_all(actor.user_id, actor, kept=kept)


def end_one_of(session: UserSession, actor: Actor, token: str | None) -> None:
    """An administrator ends one session of an account: this device was lost, the others go on.
    That of this very browser is ended by signing out."""
    here = token is not None and session.token_hash == digest_of(token)
    if session.ended_at is None and not here:
        session.ended_at = clock.now()
        record(SessionRevoked(user_id=session.user_id), actor)


def end_all_of(user: User, actor: Actor, token: str | None) -> int:
    """An administrator ends every session of an account: a device that was lost, and a sign-in that
    waits for its second factor. Of their own account the session of this browser stays."""
    return revoke_all(user.id, actor, kept=digest_of(token) if token else b"")


def dispute(actor: Actor, token: str | None) -> int:
    """A sign-in was somebody else's: every session but this one ends, and the trace says why. The
    owner changes the password next; administrators are told."""
    record(SignInDisputed(user_id=actor.user_id), actor)
    for administrator in administrators():
        post("sign_in", actor.user_id, user_id=administrator.id)
    return revoke_others(actor, token)


def revoke_all(user_id: UUID, actor: Actor | None, kept: bytes = b"") -> int:
    """End the open sessions of an account at once, and its sign-ins that wait for their second
    factor; how many sessions there were."""
    db.session.execute(delete(HalfSignIn).where(HalfSignIn.user_id == user_id))
    found = _open().where(UserSession.user_id == user_id, UserSession.token_hash != kept)
    sessions = list(db.session.scalars(found))
    for session in sessions:
        session.ended_at = clock.now()
    if sessions:
        record(SessionRevoked(user_id=user_id, count=len(sessions)), actor)
    return len(sessions)


def touch(session_id: UUID) -> None:
    """Write down that a session was used just now."""
    seen = update(UserSession).where(UserSession.id == session_id)
    db.session.execute(seen.values(last_seen_at=clock.now()))


def end_old_sessions() -> int:
    """Close sessions that ran out, for their owner's list and for the trace. Run by a job: the
    limits themselves are checked at each request."""
    at = clock.now()
    over = _open().where((UserSession.expires_at <= at) | (UserSession.last_seen_at <= at - IDLE))
    sessions = list(db.session.scalars(over.limit(500)))
    for session in sessions:
        session.ended_at = at
        late = session.expires_at <= at
        record(SignedOut(user_id=session.user_id, reason="absolute" if late else "idle"), None)
    return len(sessions)


def _open() -> Select[UserSession]:
    return select(UserSession).where(UserSession.ended_at.is_(None))
