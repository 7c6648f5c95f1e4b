"""Open sessions: who a browser's token stands for, and where somebody is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from casework.accounts import seals
from casework.accounts.domain.sessions import is_open
from casework.accounts.models import (
    Delegation,
    ExternalIdentity,
    Organisation,
    Password,
    RecoveryCode,
    SecondFactor,
    User,
    UserRegion,
    UserSession,
)
from casework.accounts.queries.people import USABLE
from casework.accounts.tampering import found_changed
from casework.accounts.tokens import digest_of
from casework.db import UtcDateTime, db
from casework.kernel import clock
from casework.policy import Actor, Role


@dataclass(frozen=True)
class LiveSession:
    """A session that may be used, whose it is, and how that person is shown and spoken to."""

    id: UUID
    last_seen_at: datetime
    strong_at: datetime | None
    has_factor: bool
    codes_waiting: bool
    has_password: bool
    actor: Actor
    display_name: str
    language: str | None
    theme: str
    organisation_names: dict[str, str | None]

    @property
    def needs_factor(self) -> bool:
        """Whether this role comes no further without a second factor, and has none yet. Without a
        password nobody does: there would be nothing to prove again with."""
        return self._needed and not self.has_factor

    @property
    def needs_codes(self) -> bool:
        """Whether this role comes no further before its codes on paper are confirmed as kept."""
        return self._needed and self.has_factor and self.codes_waiting

    @property
    def _needed(self) -> bool:
        settings = current_app.extensions["settings"]
        return not self.has_password or settings.needs_second_factor(self.actor.role)

    @property
    def enrolling(self) -> bool:
        """Whether the walk from the link to the home page is not at its end yet."""
        return self.needs_factor or self.needs_codes

    def organisation_in(self, language: str) -> str:
        """The name of the person's organisation for a reader of this language."""
        names = self.organisation_names
        return names.get(language) or names["fr"] or ""


_HAS_FACTOR = (
    exists()
    .where(SecondFactor.user_id == UserSession.user_id, SecondFactor.confirmed_at.is_not(None))
    .correlate(UserSession)
    .label("has_factor")
)


_CODES_WAITING = (
    exists()
    .where(RecoveryCode.user_id == UserSession.user_id, RecoveryCode.kept_at.is_(None))
    .correlate(UserSession)
    .label("codes_waiting")
)


# Without a password only where there is another way in: what tests sign in is left alone.
_HAS_PASSWORD = or_(
    exists().where(Password.user_id == UserSession.user_id).correlate(UserSession),
    ~exists().where(ExternalIdentity.user_id == UserSession.user_id).correlate(UserSession),
).label("has_password")


def _standing_in() -> ColumnElement[bool]:
    """Now, for somebody of the same organisation and role: whoever moved away stands in no more."""
    absent = aliased(User)
    same = exists().where(
        absent.id == Delegation.absent_id,
        absent.organisation_id == User.organisation_id,
        absent.role == User.role,
    )
    return and_(
        Delegation.stand_in_id == UserSession.user_id,
        Delegation.starts_at <= bindparam("now", type_=UtcDateTime),
        Delegation.ends_at > bindparam("now", type_=UtcDateTime),
        same.correlate(Delegation, User),
    )


_EVERYTHING_NEEDED = (
    select(
        UserSession.id,
        UserSession.last_seen_at,
        UserSession.expires_at,
        UserSession.strong_at,
        UserSession.token_hash,
        UserSession.seal,
        _HAS_FACTOR,
        _CODES_WAITING,
        _HAS_PASSWORD,
        UserSession.user_id,
        User.role,
        User.organisation_id,
        User.national,
        User.responsible,
        User.powers_since,
        User.disabled_at,
        User.stopped_at,
        User.powers_seal,
        User.display_name,
        User.language,
        User.theme,
        Organisation.name,
        Organisation.name_ar,
        Organisation.name_en,
        UserRegion.region,
        Delegation.absent_id,
        Delegation.stand_in_id,
        Delegation.starts_at,
        Delegation.ends_at,
        Delegation.seal.label("delegation_seal"),
    )
    .join(User, User.id == UserSession.user_id)
    .join(Organisation, Organisation.id == User.organisation_id)
    .outerjoin(UserRegion, UserRegion.user_id == User.id)
    .outerjoin(Delegation, _standing_in())
    .where(UserSession.ended_at.is_(None), *USABLE, Organisation.active)
)


def live_session(token: str) -> LiveSession | None:
    """The session behind a browser's token: none when it was ended or ran out, when its account or
    organisation is closed or stopped, or when Sanad did not write what it gives. One statement and
    two short digests, at every request."""
    found = _EVERYTHING_NEEDED.where(UserSession.token_hash == digest_of(token))
    rows = db.session.execute(found, {"now": clock.now()}).all()
    if not rows or not is_open(rows[0].last_seen_at, rows[0].expires_at, clock.now()):
        return None
    one = rows[0]
    regions = frozenset(row.region for row in rows if row.region)
    if not seals.session_fits(one):
        found_changed(one.user_id, "session")
        return None
    if not seals.row_powers_fit(one, regions):
        found_changed(one.user_id, "powers")
        return None
    absent = _absent(rows)
    return LiveSession(
        one.id,
        one.last_seen_at,
        one.strong_at,
        one.has_factor,
        one.codes_waiting,
        one.has_password,
        Actor(
            one.user_id,
            Role(one.role),
            one.organisation_id,
            regions,
            one.national,
            absent,
            one.responsible,
        ),
        one.display_name,
        one.language,
        one.theme,
        {"fr": one.name, "ar": one.name_ar, "en": one.name_en},
    )


def owner_of_ended(token: str | None) -> User | None:
    """Whose session a browser's token stood for, where it can be used no more and the account still
    may: who is asked to sign in again. None when Sanad did not write that session."""
    if not token:
        return None
    row = db.session.scalar(select(UserSession).where(UserSession.token_hash == digest_of(token)))
    if row is None or not seals.session_fits(row):
        return None
    user = db.session.get_one(User, row.user_id)
    return user if user.usable and user.organisation.active else None


def _absent(rows: Sequence[Any]) -> frozenset[UUID]:
    """For whom the person stands in; an absence that Sanad did not write down gives nothing."""
    found = {row.absent_id: row for row in rows if row.absent_id}
    false = {one for one, row in found.items() if not seals.row_delegation_fits(row)}
    for one in false:
        found_changed(found[one].stand_in_id, "delegation")
    return frozenset(found.keys() - false)


def open_sessions(actor: Actor) -> list[UserSession]:
    """The actor's sessions that may still be used, the latest first."""
    return open_sessions_of(actor.user_id)


def open_sessions_of(user_id: UUID) -> list[UserSession]:
    """The sessions of an account that may still be used, the latest first."""
    found = select(UserSession).where(
        UserSession.user_id == user_id, UserSession.ended_at.is_(None)
    )
    rows = db.session.scalars(found.order_by(UserSession.last_seen_at.desc(), UserSession.id))
    return [row for row in rows if is_open(row.last_seen_at, row.expires_at, clock.now())]


def own_session(actor: Actor, session_id: UUID) -> UserSession | None:
    """One of the actor's own sessions."""
    found = db.session.get(UserSession, session_id)
    return found if found and found.user_id == actor.user_id else None


def session_for(actor: Actor, user_id: UUID, session_id: UUID) -> UserSession | None:
    """One session of an account, as an administrator finds it on the page of that account."""
    found = db.session.get(UserSession, session_id)
    return found if found and found.user_id == user_id else None


def user_of(actor: Actor) -> User:
    """The actor's own account."""
    return db.session.get_one(User, actor.user_id)
