"""What the second place of the seals lacks is said before it is written there anew."""

from pathlib import Path

from casework.audit import record
from casework.audit.catalogue import CopiesBegun, CopiesMadeAnew
from casework.audit.copies import copy_checkpoints, how_far, last_copied, missing_copies
from casework.db import db, unit_of_work
from casework.logs import write as write_line
from casework.logs.catalogue import CopiesWereGone


def keep_copies(folder: Path) -> int:
    """Say what was lost, then bring the second place of this node up to date."""
    missing = tell_missing(folder)
    _tell_begun(folder)
    copy_checkpoints(folder)
    db.session.rollback()
    return missing


def _tell_begun(folder: Path) -> None:
    """A node that copies for the first time what others hold already: no loss, but written down."""
    own, farthest = how_far(folder)
    begun = farthest - last_copied(folder)
    db.session.rollback()
    if not own and begun > 0:
        with unit_of_work():
            record(CopiesBegun(count=begun), None)


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
