"""Two acts on one person at the same moment: what may be counted of them is decided in turn.

Each looks which places of the person are taken before it takes one, and sees nothing of what the
other has not committed. So each waits, as it commits, until nobody else decides about the same
person. The files of a person are each a turn of their own, in one order, and nothing else is waited
for after them: two of them never wait for each other. On SQLite writers take turns anyway.
"""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from casework.db.holding import take_turns

ALL_TURN: Final = 448_005
PERSON_TURN: Final = 448_006
MANY: Final = 64
"""More persons than this at once are a turn for themselves: a server holds only so many locks."""


def decide_about(persons: Collection[UUID]) -> None:
    """Wait for the turn of these persons; it ends with the transaction."""
    if len(persons) > MANY:
        take_turns(ALL_TURN)
        return
    take_turns(ALL_TURN, shared=True)
    for one in sorted(persons, key=lambda person: person.bytes[-4:]):  # by what the lock is of
        take_turns(PERSON_TURN, one)
