"""The row of the set-up, for whom it is."""

from datetime import datetime

from sqlalchemy import select

from casework.db import db
from casework.policy import Actor
from casework.setup.models import Setup, SetupConfirmation

ROW = 1


def present() -> Setup | None:
    """The set-up of this installation, open or over."""
    return db.session.get(Setup, ROW)


def open_setup() -> Setup | None:
    """The set-up that is not over."""
    found = present()
    return found if found and found.finished_at is None else None


def own_setup(actor: Actor, **_args: object) -> Setup | None:
    """The open set-up, for the one person whose code it was; for nobody else is there any."""
    found = open_setup()
    return found if found and found.user_id == actor.user_id else None


def confirmations() -> dict[str, datetime]:
    """When each task was said to be done."""
    return {row.task: row.at for row in db.session.scalars(select(SetupConfirmation))}
