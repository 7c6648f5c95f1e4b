"""What two administrators do together: giving somebody their own role, and taking a lost second
factor off an account. One asks, another one confirms; neither of them is whom it is about.

A single stolen or misled administrator must not make another one, nor open an account whose owner
has not lost anything (OWASP ASVS 5.0, 6.4.6; separation of duties, ISO/IEC 27002:2022, 5.3).
"""

from datetime import timedelta
from typing import Literal

from sqlalchemy import select

from casework.accounts import seals
from casework.accounts.domain.refusals import (
    AccountTampered,
    AskedAlready,
    AwaitsSecondPerson,
    OwnConfirmation,
)
from casework.accounts.models import TwoPersonAct, User
from casework.accounts.powers import as_said
from casework.accounts.service.factors import drop_factors
from casework.accounts.service.powers import give_powers
from casework.accounts.service.sessions import revoke_all
from casework.audit import record
from casework.audit.catalogue import (
    AccountChanged,
    SecondFactorChanged,
    SecondPersonAsked,
    SecondPersonDecided,
)
from casework.db import db
from casework.kernel import clock
from casework.policy import Actor, Role

Kind = Literal["administrator", "factor_reset"]
OPEN_FOR = timedelta(hours=72)


def ask_second_person(user: User, kind: Kind, actor: Actor) -> TwoPersonAct:
    """Put it before the other administrators for 72 hours. Nobody asks for themselves."""
    if user.id == actor.user_id:
        raise OwnConfirmation()
    if waiting_act(user, kind) is not None:
        raise AskedAlready()
    at = clock.now()
    act = TwoPersonAct(
        kind=kind,
        user_id=user.id,
        asked_by_id=actor.user_id,
        asked_at=at,
        expires_at=at + OPEN_FOR,
    )
    seals.seal_act(act)
    db.session.add(act)
    db.session.flush()
    record(SecondPersonAsked(user_id=user.id, what=kind), actor)
    return act


def decide_second_person(act: TwoPersonAct, confirmed: bool, actor: Actor) -> None:
    """The other administrator answers. To refuse, whoever asked may do too: to take it back."""
    db.session.refresh(act, with_for_update=True)
    own = actor.user_id in (act.user_id, act.asked_by_id)
    if own and (confirmed or actor.user_id == act.user_id):
        raise OwnConfirmation()
    if act.decided_at is not None or act.expires_at <= clock.now() or not seals.act_fits(act):
        raise AskedAlready()
    act.decided_by_id, act.decided_at, act.confirmed = actor.user_id, clock.now(), confirmed
    user = db.session.get_one(User, act.user_id)
    answer: Literal["confirmed", "refused"] = "confirmed" if confirmed else "refused"
    record(SecondPersonDecided(user_id=user.id, what=act.kind, answer=answer), actor)  # type: ignore[arg-type]
    if confirmed:
        _carry_out(act.kind, user, actor)


def waiting_act(user: User, kind: Kind) -> TwoPersonAct | None:
    """What waits for a second person, about this account."""
    return db.session.scalar(
        select(TwoPersonAct).where(
            TwoPersonAct.user_id == user.id,
            TwoPersonAct.kind == kind,
            TwoPersonAct.decided_at.is_(None),
            TwoPersonAct.expires_at > clock.now(),
        )
    )


def refuse_unconfirmed(user: User) -> None:
    """An administrator whom no second person confirmed does not come in."""
    if is_unconfirmed(user):
        raise AwaitsSecondPerson()


def is_unconfirmed(user: User) -> bool:
    """Whether the second person refused this administrator, never came, or is waited for."""
    if user.role != Role.ADMINISTRATOR:
        return False
    latest = db.session.scalar(
        select(TwoPersonAct)
        .where(TwoPersonAct.user_id == user.id, TwoPersonAct.kind == "administrator")
        .order_by(TwoPersonAct.asked_at.desc())
        .limit(1)
    )
    return latest is not None and not latest.confirmed


def _carry_out(kind: str, user: User, actor: Actor) -> None:
    if kind == "factor_reset":
        drop_factors(user)
        user.password = None  # a one-time link leads in again, and the second factor comes after it
        revoke_all(user.id, actor)
        record(SecondFactorChanged(user_id=user.id, what="reset", way="all"), actor)
        return
    if user.powers_seal is not None and not seals.powers_fit(user):
        raise AccountTampered()
    if user.role != Role.ADMINISTRATOR:
        user.role = Role.ADMINISTRATOR.value
        user.version += 1
        give_powers(user, "role", actor)
        revoke_all(user.id, actor)
        record(AccountChanged(user_id=user.id, what="role", **as_said(user)), actor)
    seals.seal_powers(user)
