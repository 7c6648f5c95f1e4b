"""Periods that a restore has lost: published perhaps, and therefore never published again.

A backup older than a freeze does not hold what that freeze published, though people have read it.
Fresh noise on the same counts could be averaged with theirs (Dinur and Nissim, 2003). Whatever was
due before the restore and is not in the restored database therefore stays unpublished. So does
what the log holds or has a copy outside that was not put back, whatever the tables of the database
say.
"""

from collections.abc import Collection
from datetime import datetime

from .lattice import LATE_KINDS, kinds_of
from .periods import Period


def parts_of(kind: str, period: Period) -> list[Period]:
    """The shorter periods whose sums this one has to agree with."""
    return [
        part
        for every in ("month", "quarter")
        if every != period.kind and kind in kinds_of(every)
        for part in period.parts(every)
    ]


def is_lost(
    kind: str,
    period: Period,
    published: Collection[Period],
    restored_at: datetime | None,
    kept: Collection[Period] = (),
) -> bool:
    """Whether a period may have been published before the restore, or was (it is `kept` in the log
    or outside), or is the sum of one that may have been."""
    if period in published:
        return False
    if period in kept:
        return True
    if restored_at is not None and period.is_due(restored_at, LATE_KINDS.get(kind, 0)):
        return True
    return any(is_lost(kind, part, published, restored_at, kept) for part in parts_of(kind, period))
