"""Storage: the model base, the classes of columns, engines, and the only place that commits."""

from casework.db import flushing  # noqa: F401 - listens to every session
from casework.db.at_commit import AtCommit
from casework.db.base import Base, UtcDateTime
from casework.db.engines import db, given_up, install_engines, is_writing, writing
from casework.db.free_codes import free_code
from casework.db.holding import hold, hold_all, hold_as_shown, hold_new, take_turns, while_held
from casework.db.inventory import internal, personal, public, special
from casework.db.unit_of_work import after_commit, unit_of_work

__all__ = [
    "AtCommit",
    "Base",
    "UtcDateTime",
    "after_commit",
    "db",
    "free_code",
    "given_up",
    "hold",
    "hold_all",
    "hold_as_shown",
    "hold_new",
    "install_engines",
    "internal",
    "is_writing",
    "personal",
    "public",
    "special",
    "take_turns",
    "unit_of_work",
    "while_held",
    "writing",
]
