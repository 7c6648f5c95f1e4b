"""What kind of database this is, stamped when it is made: demo or production, for ever."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import String, Uuid
from sqlalchemy.orm import Mapped

from casework.db.base import Base, UtcDateTime
from casework.db.engines import db
from casework.db.inventory import internal
from casework.db.standing import ALWAYS, Standing
from casework.kernel import clock
from casework.kernel.ids import new_id


class ModeDiffers(Exception):
    """A demo start on a real database, or the reverse: refused, so that they never mix."""


class Installation(Base):
    """The one row that says what this database is for."""

    __tablename__ = "installation"

    id: Mapped[int] = internal(primary_key=True)
    mode: Mapped[str] = internal(String(12))
    made_at: Mapped[datetime] = internal(UtcDateTime)


class Restoration(Base):
    """This database was filled from a backup: what happened between the two moments is lost."""

    __tablename__ = "restoration"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    made_at: Mapped[datetime] = internal(UtcDateTime)
    restored_at: Mapped[datetime] = internal(UtcDateTime)


RESTORATIONS_STAND = Standing(
    "restoration_refuse",
    "that a database was restored stays as it was noted",
    {Restoration.__tablename__: ALWAYS},
)
RESTORATIONS_STAND.protect(Base.metadata)


def note_restoration(made_at: datetime) -> None:
    """Say that this database stands again as of a backup; inside the unit of work that fills it."""
    db.session.add(Restoration(made_at=made_at, restored_at=clock.now()))
    db.session.flush()


def stamp(mode: str) -> None:
    """Say what this database is for; inside a unit of work, once, when it is made."""
    if db.session.get(Installation, 1) is None:
        db.session.add(Installation(id=1, mode=mode, made_at=clock.now()))
        db.session.flush()
    check_stamp(mode)


def check_stamp(mode: str) -> None:
    """Refuse a database that was made for the other mode."""
    found = db.session.get(Installation, 1)
    if found is not None and found.mode != mode:
        raise ModeDiffers(f"this database was made for {found.mode}, not for {mode}")
