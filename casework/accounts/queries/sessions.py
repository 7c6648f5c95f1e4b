"""Open sessions: who a browser's token stands for, and where somebody is signed in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from casework.accounts.domain.sessions import is_open
from casework.accounts.models import Organisation, User, UserRegion, UserSession
from casework.accounts.tokens import digest_of
from casework.db import db
from casework.kernel import clock
from casework.policy import Actor, Role


@dataclass(frozen=True)
class LiveSession:
    """A session that may be used, whose it is, and how that person is shown and spoken to."""

    id: UUID
    last_seen_at: datetime
    actor: Actor
    display_name: str
    language: str | None
    theme: str
    organisation_names: dict[str, str | None]

    def organisation_in(self, language: str) -> str:
        """The name of the person's organisation for a reader of this language."""
        names = self.organisation_names
        return names.get(language) or names["fr"] or ""


_EVERYTHING_NEEDED = (
    select(
        UserSession.id,
        UserSession.last_seen_at,
        UserSession.expires_at,
        UserSession.user_id,
        User.role,
        User.organisation_id,
        User.national,
        User.display_name,
        User.language,
        User.theme,
        Organisation.name,
        Organisation.name_ar,
        Organisation.name_en,
        UserRegion.region,
    )
    .join(User, User.id == UserSession.user_id)
    .join(Organisation, Organisation.id == User.organisation_id)
    .outerjoin(UserRegion, UserRegion.user_id == User.id)
    .where(UserSession.ended_at.is_(None), User.disabled_at.is_(None), Organisation.active)
)


def live_session(token: str) -> LiveSession | None:
    """The session behind a browser's token: none when it was ended or ran out, or when its account
    or organisation is closed. One statement, at every request."""
    found = _EVERYTHING_NEEDED.where(UserSession.token_hash == digest_of(token))
    rows = db.session.execute(found).all()
    if not rows or not is_open(rows[0].last_seen_at, rows[0].expires_at, clock.now()):
        return None
    one = rows[0]
    regions = frozenset(row.region for row in rows if row.region)
    return LiveSession(
        one.id,
        one.last_seen_at,
        Actor(one.user_id, Role(one.role), one.organisation_id, regions, one.national),
        one.display_name,
        one.language,
        one.theme,
        {"fr": one.name, "ar": one.name_ar, "en": one.name_en},
    )


def open_sessions(actor: Actor) -> list[UserSession]:
    """The actor's sessions that may still be used, the latest first."""
    found = select(UserSession).where(
        UserSession.user_id == actor.user_id, UserSession.ended_at.is_(None)
    )
    rows = db.session.scalars(found.order_by(UserSession.last_seen_at.desc(), UserSession.id))
    return [row for row in rows if is_open(row.last_seen_at, row.expires_at, clock.now())]


def own_session(actor: Actor, session_id: UUID) -> UserSession | None:
    """One of the actor's own sessions."""
    found = db.session.get(UserSession, session_id)
    return found if found and found.user_id == actor.user_id else None


def user_of(actor: Actor) -> User:
    """The actor's own account."""
    return db.session.get_one(User, actor.user_id)
