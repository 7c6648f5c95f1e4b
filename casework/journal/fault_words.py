"""What was done to the log, in words: the kinds of faults that a verification names."""

from typing import Any

from casework.web.languages import _lp

FAULTS: dict[str, Any] = {
    "edited": _lp("fault", "an event was altered"),
    "reordered": _lp("fault", "events were put into another order"),
    "middle_missing": _lp("fault", "an event was deleted from the middle"),
    "end_missing": _lp("fault", "the last events were deleted"),
    "stream_missing": _lp("fault", "everything about this record was deleted"),
    "seal_claimed": _lp("fault", "it is said to be sealed, and no checkpoint seals it"),
    "head_changed": _lp("fault", "its last link was altered"),
    "checkpoint_changed": _lp("fault", "the checkpoint was altered"),
    "checkpoint_missing": _lp("fault", "the checkpoint was deleted"),
    "checkpoint_replaced": _lp("fault", "another checkpoint was put in its place"),
    "events_miscounted": _lp("fault", "there are fewer or more events than were sealed"),
    "older_database": _lp("fault", "an older database was put back"),
    "copies_cut": _lp("fault", "the copies of the seals end before it"),
    "copy_changed": _lp("fault", "its copy was altered or is missing"),
}
"""By the name of `audit.faults.Kind`, as the trace writes it."""
