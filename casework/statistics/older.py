"""Facts of a time before their seals said where they stand: sealed anew, once.

A migration has no keys, so what it finds is believed one time. That it was done stands in the
trace: from then on an older seal is one that somebody put back, and is not counted.
"""

from casework.audit import record
from casework.audit.catalogue import FactsSealed
from casework.audit.chain import SYSTEM
from casework.audit.queries import events_of
from casework.db import unit_of_work
from casework.facts.service import bind_older


def are_sealed() -> bool:
    """Whether it was done in this database, or never had to be."""
    return bool(events_of("system", SYSTEM, kinds=("FactsSealed",), limit=1))


def seal_older() -> int:
    """Do it where it was not done yet; says how many facts there were."""
    if are_sealed():
        return 0
    with unit_of_work():
        count = bind_older()
        record(FactsSealed(count=count), None)
    return count
