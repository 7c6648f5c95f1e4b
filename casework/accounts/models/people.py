"""Organisations, the people who work there, who is on duty, and their sessions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Uuid, false
from sqlalchemy.orm import Mapped, relationship

from casework.db import Base, UtcDateTime, internal, personal, public, special
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.policy import Resource


class Organisation(Base):
    """A body that takes part: an inspectorate, a shelter, an association, an authority."""

    __tablename__ = "organisation"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    name: Mapped[str] = internal(String(120), unique=True)
    name_ar: Mapped[str] = internal(String(120))
    name_en: Mapped[str | None] = internal(String(120), nullable=True)
    kind: Mapped[str] = internal(String(30))
    public_phone: Mapped[str | None] = public(String(30), nullable=True)
    hours: Mapped[str | None] = public(String(120), nullable=True)
    active: Mapped[bool] = internal(default=True)
    version: Mapped[int] = internal(default=1)

    regions: Mapped[list["OrganisationRegion"]] = relationship(
        cascade="all, delete-orphan", order_by="OrganisationRegion.region"
    )
    services: Mapped[list["OrganisationService"]] = relationship(
        cascade="all, delete-orphan", order_by="OrganisationService.service"
    )

    def name_in(self, language: str) -> str:
        """The name for a reader of this language; the French one when it has no other."""
        return {"ar": self.name_ar, "en": self.name_en}.get(language) or self.name

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="organisation", organisation_id=self.id)


class OrganisationRegion(Base):
    """A region where an organisation works (ISO 3166-2:MA)."""

    __tablename__ = "organisation_region"

    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"), primary_key=True)
    region: Mapped[str] = internal(String(5), primary_key=True)


class OrganisationService(Base):
    """A service that an organisation offers in all its regions. A branch that offers less is an
    organisation of its own."""

    __tablename__ = "organisation_service"

    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"), primary_key=True)
    service: Mapped[str] = internal(String(20), primary_key=True, index=True)


class User(Base):
    """Somebody who works with Sanad: one role, one organisation, one or more regions. What they may
    do counts while `powers_seal` fits it, their second factors while `factors_seal` does."""

    __tablename__ = "user"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    username: Mapped[str] = personal(String(40), unique=True)
    display_name: Mapped[str] = personal(String(120))
    role: Mapped[str] = internal(String(30), index=True)
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"), index=True)
    national: Mapped[bool] = internal(default=False)
    responsible: Mapped[bool] = internal(default=False, server_default=false())
    language: Mapped[str | None] = personal(String(2), nullable=True)
    theme: Mapped[str] = personal(String(5), default="")
    mail_address: Mapped[str | None] = personal(String(120), nullable=True)
    made_at: Mapped[datetime] = internal(UtcDateTime)
    powers_since: Mapped[datetime] = internal(UtcDateTime, default=clock.now)
    disabled_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    stopped_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    version: Mapped[int] = internal(default=1)
    powers_seal: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)
    factors_seal: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)

    regions: Mapped[list["UserRegion"]] = relationship(
        cascade="all, delete-orphan", order_by="UserRegion.region"
    )
    organisation: Mapped[Organisation] = relationship(viewonly=True)
    password: Mapped["Password | None"] = relationship(cascade="all, delete-orphan")
    external: Mapped["ExternalIdentity | None"] = relationship(cascade="all, delete-orphan")

    @property
    def active(self) -> bool:
        """Whether the account is open: its owner still works here."""
        return self.disabled_at is None

    @property
    def usable(self) -> bool:
        """Whether its owner may come in: it is open, and nobody stopped it to look at it first."""
        return self.active and self.stopped_at is None

    @property
    def enrolled(self) -> bool:
        """Whether there is a way in: a password, or the sign-in of a ministry."""
        return self.password is not None or self.external is not None

    @property
    def place_codes(self) -> frozenset[str]:
        """The regions this person works in."""
        return frozenset(place.region for place in self.regions)

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="user", owner_id=self.id, organisation_id=self.organisation_id)

    def __repr__(self) -> str:
        return f"<User {self.id}>"


class UserRegion(Base):
    """A region where somebody works."""

    __tablename__ = "user_region"

    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"), primary_key=True)
    region: Mapped[str] = internal(String(5), primary_key=True, index=True)


class Password(Base):
    """The Argon2id hash of the password somebody chose, sealed to the account; no row before
    enrolment. Kept apart from the account, so that no page or list ever loads it. `hash` is left of
    a time before accounts were sealed, and read by their sealing alone."""

    __tablename__ = "password"

    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"), primary_key=True)
    hash: Mapped[str | None] = personal(String(200), nullable=True)
    sealed_hash: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    chosen_at: Mapped[datetime] = internal(UtcDateTime)


class ExternalIdentity(Base):
    """Who somebody is for the sign-in of their ministry. Only a keyed digest of its address and of
    the subject there is kept: the subject may be the number of an identity card."""

    __tablename__ = "external_identity"

    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"), primary_key=True)
    subject_digest: Mapped[bytes] = personal(LargeBinary(32), unique=True)
    linked_at: Mapped[datetime] = internal(UtcDateTime)
    seal: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)


class Enrolment(Base):
    """A one-time link with which somebody chooses a password. Only the link's hash is kept."""

    __tablename__ = "enrolment"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    token_hash: Mapped[bytes] = internal(LargeBinary(32), unique=True)
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"), index=True)
    made_at: Mapped[datetime] = internal(UtcDateTime)
    expires_at: Mapped[datetime] = internal(UtcDateTime)
    used_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    seal: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)


class UserSession(Base):
    """One sign-in on one device. Only the hash of its cookie is kept. `strong_at` is when its owner
    last proved to be there; `challenge` is what a passkey was asked to sign, once."""

    __tablename__ = "user_session"
    __table_args__ = (Index("ix_user_session_open", "user_id", "ended_at"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    token_hash: Mapped[bytes] = internal(LargeBinary(32), unique=True)
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    began_at: Mapped[datetime] = internal(UtcDateTime)
    last_seen_at: Mapped[datetime] = internal(UtcDateTime)
    expires_at: Mapped[datetime] = internal(UtcDateTime, index=True)
    ended_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    strong_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    challenge: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)
    source_digest: Mapped[bytes] = personal(LargeBinary(16))
    device: Mapped[str] = personal(String(20))
    seal: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="session", owner_id=self.user_id)


class SignInTally(Base):
    """How often signing in failed lately: by one source at one account name, by one source at all
    names, at one name by strange sources. Keys are keyed digests: no name and no address."""

    __tablename__ = "sign_in_tally"

    key: Mapped[bytes] = internal(LargeBinary(16), primary_key=True)
    failures: Mapped[int] = internal(default=0)
    last_at: Mapped[datetime] = internal(UtcDateTime, index=True)
    known: Mapped[bool] = internal(default=False)


class DutyTurn(Base):
    """Who answers for a region from one moment to another, when something cannot wait."""

    __tablename__ = "duty_turn"
    __table_args__ = (Index("ix_duty_turn_region_ends", "region", "ends_at"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    region: Mapped[str] = internal(String(5))
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    starts_at: Mapped[datetime] = internal(UtcDateTime)
    ends_at: Mapped[datetime] = internal(UtcDateTime)

    user: Mapped[User] = relationship(viewonly=True)

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="duty_turn", region=self.region)
