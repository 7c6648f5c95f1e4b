"""What powers cannot be used for: too early, and not to leave nobody who gives others access."""

from uuid import UUID

from sqlalchemy import select

from casework.accounts.domain.refusals import ColleagueTooNew, LastAdministrator, PowersTooNew
from casework.accounts.models import Organisation, User
from casework.accounts.queries.people import USABLE, newly_empowered, powers_settled
from casework.db import db
from casework.policy import Actor, Role


def refuse_new_powers(actor: Actor) -> None:
    """Refuse what waits until somebody has had their role and their places for three days."""
    if not powers_settled(actor):
        raise PowersTooNew()


def refuse_new_hands(actor: Actor, *others: UUID) -> None:
    """Refuse to put a file or a hold into hands that are less than three days old: the actor's own,
    or those of the others who would be given it. One administrator who makes two accounts opens no
    file with them before somebody has seen it."""
    found = newly_empowered({actor.user_id, *others})
    if actor.user_id in found:
        raise PowersTooNew()
    if found:
        raise ColleagueTooNew()


def keep_an_administrator(leaving: frozenset[object]) -> None:
    """Refuse when the last of those who can come in and give others access would leave."""
    found = (
        select(User.id)
        .join(Organisation, Organisation.id == User.organisation_id)
        .where(User.role == Role.ADMINISTRATOR, *USABLE, Organisation.active)
        .where(User.password.has())
        .with_for_update(of=User)
    )
    there = set(db.session.scalars(found))
    if there and there <= leaving:
        raise LastAdministrator()


def keep_another_administrator(without: User) -> None:
    """The same when it is one account that would leave, whatever its role."""
    if without.role == Role.ADMINISTRATOR:
        keep_an_administrator(frozenset({without.id}))
