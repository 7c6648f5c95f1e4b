"""Opening the set-up, taking it with the code on the console, and closing it for ever."""

import hmac
from dataclasses import dataclass

from casework.accounts import queries as accounts
from casework.accounts.service import invite_administrator
from casework.accounts.service.enrolment import enrolment_link
from casework.accounts.service.tallies import Try
from casework.accounts.tokens import digest_of
from casework.audit import record
from casework.audit.catalogue import SetupChanged
from casework.db import db, hold, unit_of_work
from casework.kernel import clock
from casework.kernel.refusals import StaleVersion
from casework.policy import Actor
from casework.setup import queries
from casework.setup.domain import (
    CodeNotRight,
    NotDoneYet,
    SetupClosed,
    SignInFirst,
    Standing,
    new_code,
    typed_code,
)
from casework.setup.looking import standings
from casework.setup.models import Setup, SetupConfirmation

NOBODY = "·setup"  # no user name: tries at the code are counted apart from those at accounts


@dataclass(frozen=True)
class First:
    """Who the first administrator is."""

    username: str
    name: str
    organisation: str
    organisation_ar: str


@dataclass(frozen=True)
class House:
    """What the installation is called, and the language of those who chose none."""

    name: str
    name_ar: str
    language: str


def begin() -> None:
    """The set-up of a new database for real people is open from now on."""
    if queries.present() is None:
        db.session.add(Setup(id=queries.ROW, begun_at=clock.now()))
        db.session.flush()


def print_code() -> str:
    """A new code for the console; the one before it ends. Refused when the set-up is over."""
    row = _held()
    code = new_code()
    row.code_hash = digest_of(code)
    record(SetupChanged(what="code"), None)
    return code


def take(typed: str, source: str, first: First | None, actor: Actor | None) -> str | None:
    """With the code of the console: the set-up is this administrator's, who is signed in, or that
    of the account which is made now; then gives the token of its enrolment link.

    A wrong code counts as a failed try of this source, so that guessing is slow. The code ends with
    its use. As long as nobody here can sign in, another code brings another link."""
    tried = Try(NOBODY, source)
    with unit_of_work():
        tried.admit()
    with unit_of_work():
        row = _held()
        if row.code_hash is None or not _same(typed, row.code_hash):
            raise CodeNotRight()
        token = None if actor else _first_link(row, first)
        if actor is not None:
            row.user_id = actor.user_id
        row.code_hash = None
        tried.succeeded()
        record(SetupChanged(what="taken"), actor)
        return token


def name_house(row: Setup, house: House, version: int, actor: Actor) -> None:
    """Say what the installation is called."""
    hold(row)
    if row.version != version:
        raise StaleVersion()
    row.name, row.name_ar, row.language = house.name, house.name_ar, house.language
    row.version += 1
    record(SetupChanged(what="named", task="name"), actor)


def confirm(standing: Standing, actor: Actor) -> None:
    """Somebody's word that a task is done; refused while a look shows that it is not."""
    if not standing.asks or not standing.looked:
        raise NotDoneYet()
    row = db.session.get(SetupConfirmation, standing.task)
    if row is None:
        row = SetupConfirmation(task=standing.task, user_id=actor.user_id, at=clock.now())
        db.session.add(row)
    row.user_id, row.at = actor.user_id, clock.now()
    record(SetupChanged(what="confirmed", task=standing.task.value), actor)


def finish(row: Setup, actor: Actor) -> None:
    """All is done: real people may be entered, and these pages are no more."""
    hold(row)
    if not all(one.done for one in standings(row)):
        raise NotDoneYet()
    row.finished_at, row.code_hash = clock.now(), None
    record(SetupChanged(what="finished"), actor)


def _held() -> Setup:
    row = queries.open_setup()
    if row is None:
        raise SetupClosed()
    hold(row)
    if row.finished_at is not None:
        raise SetupClosed()
    return row


def _same(typed: str, kept: bytes) -> bool:
    return hmac.compare_digest(digest_of(typed_code(typed)), kept)


def _first_link(row: Setup, first: First | None) -> str:
    """The link of the first account, made now or, while its owner has not come in, once more."""
    if row.user_id is not None:
        user = accounts.user(row.user_id)
        if user is not None and user.active and not user.enrolled:
            return enrolment_link(user, None)
    if accounts.somebody_exists() or first is None:
        raise SignInFirst()
    token = invite_administrator(
        first.username, first.name, first.organisation, first.organisation_ar
    )
    row.user_id = next(user.id for user in accounts.administrators())
    return token
