"""What proves who somebody is: the factors of an account, its codes on paper, waiting sign-ins."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from casework.accounts.domain.refusals import AccountTampered
from casework.accounts.models import HalfSignIn, RecoveryCode, SecondFactor, User, UserSession
from casework.accounts.seals import factors_fit, link_fits
from casework.accounts.tampering import found_changed
from casework.accounts.tokens import digest_of
from casework.audit.queries import events_of
from casework.db import db
from casework.kernel import clock
from casework.policy import Actor

HISTORY = 10


def counting(user_id: UUID) -> Select[SecondFactor]:
    """The factors that a first proof confirmed, the oldest first."""
    found = select(SecondFactor).where(
        SecondFactor.user_id == user_id, SecondFactor.confirmed_at.is_not(None)
    )
    return found.order_by(SecondFactor.made_at, SecondFactor.id)


def confirmed_factors(user_id: UUID) -> list[SecondFactor]:
    """The factors that count, the oldest first. Refused with AccountTampered when one was added or
    taken off by somebody else than Sanad: then none counts, and nobody comes in without."""
    found = list(db.session.scalars(counting(user_id)))
    seal = db.session.scalar(select(User.factors_seal).where(User.id == user_id))
    if not factors_fit(user_id, (one.id for one in found), seal):
        found_changed(user_id, "factors")
        raise AccountTampered()
    return found


def own_factor(actor: Actor, factor_id: UUID) -> SecondFactor | None:
    """One of the actor's own factors."""
    found = db.session.get(SecondFactor, factor_id)
    return found if found and found.user_id == actor.user_id else None


def unused_code(user_id: UUID, number: int) -> RecoveryCode | None:
    """A code of the paper that was not used yet, by the number of its line."""
    return db.session.scalar(
        select(RecoveryCode).where(
            RecoveryCode.user_id == user_id,
            RecoveryCode.number == number,
            RecoveryCode.used_at.is_(None),
        )
    )


def codes_of(user_id: UUID) -> list[RecoveryCode]:
    """All that is kept of the paper of an account, used codes too."""
    return list(db.session.scalars(select(RecoveryCode).where(RecoveryCode.user_id == user_id)))


def codes_left(user_id: UUID) -> int:
    """How many codes on paper are still good."""
    unused = select(func.count()).where(
        RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(unused) or 0


def half_sign_in(token: str | None) -> HalfSignIn | None:
    """The sign-in of this browser that waits for its second factor, while its ten minutes last and
    the account may still be used."""
    if not token:
        return None
    found = db.session.scalar(
        select(HalfSignIn)
        .where(HalfSignIn.token_hash == digest_of(token), HalfSignIn.expires_at > clock.now())
        .options(joinedload(HalfSignIn.user).joinedload(User.organisation))
    )
    usable = found is not None and found.user.usable and found.user.organisation.active
    return found if found and usable and link_fits(found) else None


def sign_ins(actor: Actor) -> list[UserSession]:
    """The latest sign-ins of the actor, the newest first."""
    found = select(UserSession).where(UserSession.user_id == actor.user_id)
    order = (UserSession.began_at.desc(), UserSession.id)
    return list(db.session.scalars(found.order_by(*order).limit(HISTORY)))


def kinds_of(user_ids: list[UUID]) -> dict[UUID, set[str]]:
    """Which kinds of factors several accounts have, for lists."""
    found = set_up_by(user_ids).items()
    return {user_id: {kind for kind, _at in factors} for user_id, factors in found}


def failures_since(user_id: UUID, since: datetime) -> int:
    """How many tries to sign in to an account failed since a moment."""
    refused = events_of("user", user_id, kinds=("SignInRefused",), limit=HISTORY)
    return sum(one.at > since for one in refused)


def set_up_by(user_ids: list[UUID]) -> dict[UUID, list[tuple[str, datetime]]]:
    """Which second factors several accounts have, each with the moment it was proven first."""
    rows = db.session.execute(
        select(SecondFactor.user_id, SecondFactor.kind, SecondFactor.confirmed_at)
        .where(SecondFactor.user_id.in_(user_ids), SecondFactor.confirmed_at.is_not(None))
        .order_by(SecondFactor.confirmed_at)
    )
    found: dict[UUID, list[tuple[str, datetime]]] = {}
    for row in rows:
        found.setdefault(row.user_id, []).append((row.kind, row.confirmed_at))
    return found
