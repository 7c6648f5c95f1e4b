"""New powers are told at once, and can be stopped before they count in full.

Whoever gives somebody a role is not who watches over it (ISO/IEC 27002:2022, 5.3 and 8.2): the
officers for data protection, and the focal points of the regions that were given, are told by a
neutral letter and see it on their home page, while emergency access and erasing still wait. A link
to choose another password is told besides to whose account it is, and to the other administrators
(OWASP ASVS 5.0, 6.3.7).
"""

from collections.abc import Iterable
from typing import Literal
from uuid import UUID

from casework.accounts import seals
from casework.accounts.domain.refusals import AccountTampered, OwnPowers, PowersAnswered
from casework.accounts.models import NewPower, User
from casework.accounts.queries.people import (
    administrators,
    data_protection_officers,
    supervisors_of,
)
from casework.accounts.queries.powers import stopped_powers
from casework.accounts.service.safeguards import keep_another_administrator, refuse_new_powers
from casework.accounts.service.sessions import revoke_all
from casework.audit import record
from casework.audit.catalogue import PowersAnsweredFor
from casework.db import db
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.policy import Actor, Role

TOPIC = "new_powers"
STOPPED = "account_stopped"
WATCHING = frozenset({Role.DPO, Role.FOCAL_POINT})
Given = Literal["account", "role", "places", "restored", "link"]
Answer = Literal["right", "stop", "release"]


def give_powers(user: User, what: Given, actor: Actor | None) -> NewPower:
    """From now on the account may do something else: the three days begin, and who watches over it
    is told, never the account itself nor whoever gave it."""
    user.powers_since = clock.now()
    return _say_given(user, what, actor, _watchers_of(user) - {user.id})


def tell_of_link(user: User, actor: Actor | None) -> NewPower:
    """Somebody can choose another password for an account that has an owner. They may do what they
    could do before, at once; but whoever made the link could use it, so the owner and everybody
    else who keeps or watches over accounts is told, and can stop the account."""
    keepers = {one.id for one in administrators()}
    return _say_given(user, "link", actor, _watchers_of(user) | keepers | {user.id})


def _watchers_of(user: User) -> set[UUID]:
    return {one.id for one in data_protection_officers()} | supervisors_of(user.id)


def _say_given(user: User, what: Given, actor: Actor | None, told: Iterable[UUID]) -> NewPower:
    given_by = actor.user_id if actor else None
    power = NewPower(user_id=user.id, what=what, given_by_id=given_by, given_at=clock.now())
    db.session.add(power)
    db.session.flush()
    for user_id in sorted({*told} - {given_by}):
        post(TOPIC, power.id, user_id=user_id)
    return power


def answer_powers(power: NewPower, answer: Answer, actor: Actor) -> None:
    """Say that they are right; or stop the account, whose sessions end and whose owner does not
    come in, until somebody who watches over it lets it in again. Whoever was given their own powers
    less than three days ago only stops those who do not watch, and nobody stops the last
    administrator: an account made for it would clear another one, or end the watch."""
    if actor.user_id in (power.user_id, power.given_by_id):
        raise OwnPowers()
    db.session.refresh(power, with_for_update=True)
    user = db.session.get_one(User, power.user_id, with_for_update=True, populate_existing=True)
    if answer != "stop" or user.role in WATCHING:
        refuse_new_powers(actor)
    if answer == "right":
        if power.answer == "right":
            return
        if power.answer is not None:
            raise PowersAnswered()
        _say(power, "right", actor)
    elif answer == "stop":
        _stop(power, user, actor)
    else:
        _release(user, actor)
    record(PowersAnsweredFor(user_id=user.id, answer=answer), actor)


def stop_user(user: User, actor: Actor | None) -> None:
    """Nobody comes in with the account from now on, until somebody who watches over it lets its
    owner in again. `actor` is None for whoever runs the server."""
    fitted = seals.powers_fit(user)
    user.stopped_at = clock.now()
    user.version += 1
    if fitted:
        seals.seal_powers(user)
    revoke_all(user.id, actor)


def _stop(power: NewPower, user: User, actor: Actor) -> None:
    if not user.usable:
        raise PowersAnswered()
    keep_another_administrator(without=user)
    stop_user(user, actor)
    _say(power, "stopped", actor)
    for administrator in administrators():
        if administrator.id != user.id:
            post(STOPPED, user.id, user_id=administrator.id)


def _release(user: User, actor: Actor) -> None:
    if user.stopped_at is None:
        raise PowersAnswered()
    if not seals.powers_fit(user):
        raise AccountTampered()
    user.stopped_at = None
    user.version += 1
    seals.seal_powers(user)
    for power in stopped_powers(user.id):
        _say(power, "right", actor)


def _say(power: NewPower, answer: Literal["right", "stopped"], actor: Actor) -> None:
    power.answer, power.answered_by_id, power.answered_at = answer, actor.user_id, clock.now()
