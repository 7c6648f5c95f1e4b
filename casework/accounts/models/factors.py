"""What proves who somebody is besides the password, and the sign-ins that wait for it.

The secret of a factor is sealed under the data key of its owner (`data_key("user", …)`); codes and
challenges are kept as hashes.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, relationship

from casework.accounts.domain.second_factor import FactorSecret
from casework.accounts.models.people import User
from casework.db import Base, UtcDateTime, internal, personal, special
from casework.encryption import SealedField
from casework.kernel.ids import new_id
from casework.policy import Resource


class SecondFactor(Base):
    """An authenticator app (`totp`) or a passkey. It counts once it was confirmed by a first proof.

    `counter` is the last time step of a code, or the signature counter of a passkey: what was used
    once is never taken again. `credential_digest` finds a passkey by its credential id.
    """

    __tablename__ = "second_factor"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"), index=True)
    kind: Mapped[str] = internal(String(8))
    device: Mapped[str] = personal(String(20))
    made_at: Mapped[datetime] = internal(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    used_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    counter: Mapped[int] = internal(BigInteger, default=0)
    credential_digest: Mapped[bytes | None] = personal(LargeBinary(32), nullable=True, unique=True)
    secret_blob: Mapped[bytes] = special(LargeBinary)
    secret = SealedField("secret_blob", FactorSecret, owner_kind="user", owner_id="user_id")

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="second_factor", owner_id=self.user_id)


class RecoveryCode(Base):
    """One of eight codes on paper, kept as an Argon2id hash; used once. `kept_at`: when their owner
    said that the paper is in a safe place; they are shown until then only by making new ones."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("user_id", "number"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    number: Mapped[int] = internal()
    hash: Mapped[str] = personal(String(200))
    made_at: Mapped[datetime] = internal(UtcDateTime)
    used_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    kept_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    seal: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)


class HalfSignIn(Base):
    """A right password that waits for its second factor: no session, and opens nothing. Bound to
    one browser by the hash of its token, for ten minutes or five `wrong` codes."""

    __tablename__ = "half_sign_in"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    token_hash: Mapped[bytes] = internal(LargeBinary(32), unique=True)
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    made_at: Mapped[datetime] = internal(UtcDateTime)
    expires_at: Mapped[datetime] = internal(UtcDateTime, index=True)
    device: Mapped[str] = personal(String(20))
    challenge: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)
    wrong: Mapped[int] = internal(default=0, server_default="0")
    seal: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)

    user: Mapped[User] = relationship(viewonly=True)


class TwoPersonAct(Base):
    """What one administrator asks for and only another one may confirm: giving somebody the role of
    administrator (`administrator`), taking a lost second factor off an account (`factor_reset`)."""

    __tablename__ = "two_person_act"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    kind: Mapped[str] = internal(String(15))
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"), index=True)
    asked_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    asked_at: Mapped[datetime] = internal(UtcDateTime)
    expires_at: Mapped[datetime] = internal(UtcDateTime)
    decided_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    decided_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    confirmed: Mapped[bool | None] = internal(nullable=True)
    seal: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)

    user: Mapped[User] = relationship(viewonly=True, foreign_keys=[user_id])

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="two_person_act", owner_id=self.asked_by_id)
