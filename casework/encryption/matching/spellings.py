"""Spellings that staff added: they count for everybody at once, on every node.

The list lies in the database. Whoever makes tokens or searches asks first whether it has changed
(`keep_up`), in the transaction of the act: no node has to be started again. An identity is recorded
under a shared turn and the list is changed under an exclusive one, so that no token is made from a
list that is not the newest; tokens made earlier are made again by a job.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid, func, select, text
from sqlalchemy.orm import Mapped, Session

from casework.db import Base, UtcDateTime, internal, take_turns
from casework.encryption.matching import aliases
from casework.kernel.ids import new_id
from casework.policy import Resource

TURN = 448_003
CURRENT = text("withdrawn_at IS NULL")


class Spelling(Base):
    """One spelling and how it is read. Never changed: taken back and added anew.

    `applied_at`: since when the tokens of everybody agree with it; empty while they are made anew.
    """

    __tablename__ = "spelling"
    __table_args__ = (
        Index(
            "uq_spelling_current",
            "spelling",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    spelling: Mapped[str] = internal(String(aliases.LONGEST))
    reading: Mapped[str] = internal(String(aliases.LONGEST))
    added_at: Mapped[datetime] = internal(UtcDateTime)
    added_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    withdrawn_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    withdrawn_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    applied_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)

    def resource(self) -> Resource:
        """It is everybody's."""
        return Resource(kind="spelling")


_NEWEST = select(Spelling.id).order_by(Spelling.id.desc()).limit(1).scalar_subquery()
_MARK = select(func.count(Spelling.id), func.count(Spelling.withdrawn_at), _NEWEST)
_OURS = select(Spelling.spelling, Spelling.reading).where(Spelling.withdrawn_at.is_(None))

_known: list[Any] = [None]


def keep_up(session: Session, *, recording: bool = False) -> None:
    """Use the list as it is now. `recording`: tokens will be stored, so the list must not change
    until the transaction ends."""
    if recording:
        take_turns(TURN, shared=True)
    mark = (id(session.get_bind()), *session.execute(_MARK).one())
    if mark != _known[0]:
        aliases.use({row.spelling: row.reading for row in session.execute(_OURS)})
        _known[0] = mark


def forget() -> None:
    """Use the list that comes with Sanad, until the next act asks."""
    aliases.use({})
    _known[0] = None
