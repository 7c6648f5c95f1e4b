"""What the second place of the seals lacks is said before it is written there anew."""

from pathlib import Path

from casework.audit import record
from casework.audit.catalogue import CopiesMadeAnew
from casework.audit.copies import missing_copies
from casework.db import db, unit_of_work
from casework.logs import write as write_line
from casework.logs.catalogue import CopiesWereGone


def tell_missing(folder: Path) -> int:
    """How many checkpoints should have been in the second place long since. It may have been
    unreachable; or somebody emptied it, and copies made from the database now would hide it."""
    numbers = list(db.session.scalars(missing_copies(folder)))
    db.session.rollback()
    if numbers:
        with unit_of_work():
            record(CopiesMadeAnew(number=min(numbers), count=len(numbers)), None)
        write_line(CopiesWereGone(len(numbers)))
    return len(numbers)
