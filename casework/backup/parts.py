"""What goes into which file.

`records`: every table but those below. `keys`: what erasure destroys (wrapped data keys, match
tokens), put aside apart so that it can be kept for a short time: an old backup of the records then
opens nothing of somebody who was erased since. Neither: the keyring, which is never in a backup,
and sessions, which end with the machine.
"""

from typing import Final

from sqlalchemy import Table

from casework.db import Base

RECORDS: Final = "records"
KEYS: Final = "keys"
PARTS: Final = (RECORDS, KEYS)
OF_KEYS: Final = frozenset({"data_key", "match_token"})
LEFT_OUT: Final = frozenset({"user_session", "half_sign_in"})


def tables_of(part: str) -> list[Table]:
    """The tables of one part, those that others refer to first."""
    tables = (table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT)
    return [table for table in tables if (table.name in OF_KEYS) == (part == KEYS)]


def columns_of(part: str) -> dict[str, list[str]]:
    """The columns of each table of a part, in the order in which rows are written."""
    return {
        str(table.name): [str(column.key) for column in table.columns] for table in tables_of(part)
    }
