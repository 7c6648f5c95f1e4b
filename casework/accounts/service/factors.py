"""Second factors of one's own account: an authenticator app, recovery codes, taking one off.

Secrets are opened here to check a code, and to show a key once while it is being set up.
"""

import hmac
from uuid import UUID

import pyotp
from flask import current_app
from sqlalchemy import delete, update

from casework.accounts import seals
from casework.accounts.domain.refusals import CodeUsed, CodeWrong, LastFactor
from casework.accounts.domain.second_factor import (
    STEP,
    FactorSecret,
    Typed,
    new_recovery_codes,
    steps_at,
)
from casework.accounts.hashing import Hashing
from casework.accounts.models import RecoveryCode, SecondFactor, User
from casework.accounts.queries.chosen import is_on_paper
from casework.accounts.queries.factors import (
    codes_of,
    confirmed_factors,
    counting,
    unused_code,
)
from casework.accounts.service.sessions import revoke_others
from casework.accounts.tampering import found_changed
from casework.audit import record
from casework.audit.catalogue import RecoveryCodeUsed, SecondFactorChanged
from casework.db import db
from casework.encryption import create_data_key, data_key
from casework.encryption.refusals import DataKeyMissing
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.policy import Actor, Role

ISSUER = "Sanad"
CODE_COST = Hashing(2, 19 * 1024)  # a code has 50 random bits of its own: OWASP's least is plenty


def begin_totp(actor: Actor, device: str) -> SecondFactor:
    """A new key for an authenticator app. It counts once a code of it was typed; one that was begun
    before and never finished ends."""
    db.session.execute(
        delete(SecondFactor).where(
            SecondFactor.user_id == actor.user_id, SecondFactor.confirmed_at.is_(None)
        )
    )
    return keep_factor(actor, "totp", device, FactorSecret(key=pyotp.random_base32(32)))


def keep_factor(actor: Actor, kind: str, device: str, secret: FactorSecret) -> SecondFactor:
    """Seal a factor under the key of its owner, which is made when it is missing."""
    ensure_key(actor)
    factor = SecondFactor(
        id=new_id(), user_id=actor.user_id, kind=kind, device=device, made_at=clock.now()
    )
    factor.secret = secret
    db.session.add(factor)
    db.session.flush()
    return factor


def ensure_key(actor: Actor) -> None:
    """The data key of an account: what proves who somebody is lies under it."""
    try:
        data_key("user", actor.user_id)
    except DataKeyMissing:
        create_data_key("user", actor.user_id)


def address_of(factor: SecondFactor, username: str) -> tuple[str, str]:
    """What an app reads from the picture, and the same key as text: shown while the factor is not
    confirmed, and never again."""
    if factor.confirmed_at is not None or factor.secret is None:
        return "", ""
    key = factor.secret.reveal().key
    return pyotp.TOTP(key).provisioning_uri(name=username, issuer_name=ISSUER), key


def confirm_totp(factor: SecondFactor, typed: Typed, actor: Actor, token: str | None) -> list[str]:
    """The first code of an app: from now on it is asked for, and other sessions end. Gives the
    recovery codes when there were none yet."""
    if factor.confirmed_at is not None:
        raise CodeUsed()
    use_totp(factor, typed.digits)
    return confirm(factor, actor, token)


def confirm(factor: SecondFactor, actor: Actor, token: str | None) -> list[str]:
    """A factor was proven for the first time."""
    first = not confirmed_factors(actor.user_id)
    factor.confirmed_at = factor.used_at = clock.now()
    seal_factors(actor.user_id)
    revoke_others(actor, token)
    record(SecondFactorChanged(user_id=actor.user_id, what="added", way=factor.kind), actor)
    return make_codes(actor) if first else []


def use_totp(factor: SecondFactor, digits: str) -> None:
    """Take a code of an app, once: the same code, or an older one, is refused afterwards."""
    step = _step_of(factor, digits)
    if step is None:
        raise CodeWrong()
    taken = (
        update(SecondFactor)
        .where(SecondFactor.id == factor.id, SecondFactor.counter < step)
        .values(counter=step, used_at=clock.now())
    )
    if not db.session.execute(taken).rowcount:  # type: ignore[attr-defined]
        raise CodeUsed()


def _step_of(factor: SecondFactor, digits: str) -> int | None:
    if not digits or factor.secret is None:
        return None
    app = pyotp.TOTP(factor.secret.reveal().key, interval=STEP)
    return next(
        (
            step
            for step in steps_at(clock.now())
            if hmac.compare_digest(app.generate_otp(step), digits)
        ),
        None,
    )


def make_codes(actor: Actor) -> list[str]:
    """Eight new codes for paper; the earlier ones end. They are shown once and kept as hashes."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == actor.user_id))
    codes, at, rows = new_recovery_codes(), clock.now(), []
    for code in codes:
        number, _dash, rest = code.partition("-")
        hash_ = code_hashing().hash(rest.replace("-", ""))
        row = RecoveryCode(user_id=actor.user_id, number=int(number), hash=hash_, made_at=at)
        seals.seal_code(row)
        rows.append(row)
    db.session.add_all(rows)
    db.session.flush()
    paper = seals.paper_seal(rows).hex()
    said = SecondFactorChanged(user_id=actor.user_id, what="codes", way="recovery", digest=paper)
    record(said, actor)
    return codes


def keep_codes(actor: Actor) -> None:
    """Their owner has the codes on paper. Said twice, it is said once."""
    waiting = update(RecoveryCode).where(
        RecoveryCode.user_id == actor.user_id, RecoveryCode.kept_at.is_(None)
    )
    if db.session.execute(waiting.values(kept_at=clock.now())).rowcount:  # type: ignore[attr-defined]
        record(SecondFactorChanged(user_id=actor.user_id, what="kept", way="recovery"), actor)


def use_recovery(user: User, typed: Typed) -> None:
    """Take a code of the paper, once."""
    code = unused_code(user.id, typed.number)
    code = code if code and seals.code_fits(code) else None
    if not code_hashing().matches(code.hash if code else None, typed.recovery) or code is None:
        raise CodeWrong()
    if not is_on_paper(code, codes_of(user.id)):
        found_changed(user.id, "factors")
        raise CodeUsed()
    taken = update(RecoveryCode).where(RecoveryCode.id == code.id, RecoveryCode.used_at.is_(None))
    if not db.session.execute(taken.values(used_at=clock.now())).rowcount:  # type: ignore[attr-defined]
        raise CodeUsed()
    record(RecoveryCodeUsed(user_id=user.id, number=code.number), None)


def remove_factor(factor: SecondFactor, actor: Actor, token: str | None) -> None:
    """Take a factor off. The last one stays where the role needs one; without any, the codes on
    paper open nothing and end too."""
    others = [one for one in confirmed_factors(actor.user_id) if one.id != factor.id]
    if not others and current_app.extensions["settings"].needs_second_factor(actor.role):
        raise LastFactor()
    kind, counted = factor.kind, factor.confirmed_at is not None
    db.session.delete(factor)
    if counted:
        seal_factors(actor.user_id)
        revoke_others(actor, token)
        record(SecondFactorChanged(user_id=actor.user_id, what="removed", way=kind), actor)
    if not others:
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == actor.user_id))


def drop_factors(user: User) -> None:
    """Everything that proves who somebody is, after two persons decided so."""
    db.session.execute(delete(SecondFactor).where(SecondFactor.user_id == user.id))
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    seal_factors(user.id)


def seal_factors(user_id: UUID) -> None:
    """From now on these factors count, and no other: asked after each change of them."""
    db.session.flush()
    there = db.session.scalars(counting(user_id)).all()
    user = db.session.get_one(User, user_id)
    user.factors_seal = seals.factors_seal(user_id, (one.id for one in there))


def code_hashing() -> Hashing:
    """Cheaper where the settings make all hashes cheap."""
    cost: Hashing = current_app.extensions["accounts.hashing"]
    return Hashing(
        min(cost.time_cost, CODE_COST.time_cost), min(cost.memory_kib, CODE_COST.memory_kib)
    )


def totp_of(user: User) -> list[SecondFactor]:
    """The apps whose codes count."""
    return [one for one in confirmed_factors(user.id) if one.kind == "totp"]


def needs_one(role: Role) -> bool:
    """Whether this installation asks the role for a second factor."""
    return bool(current_app.extensions["settings"].needs_second_factor(role))
