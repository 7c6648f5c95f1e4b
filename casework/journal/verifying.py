"""The whole log is verified once a night by the worker; what is found gives alarm.

The check itself is written down, so that `health` can say how old it is. What was found is an event
of its own: the alarms read it like any other, and tell the officers for data protection.
"""

from datetime import timedelta

from casework.audit import record
from casework.audit.catalogue import LogFoundTouched, LogVerified
from casework.audit.copies import copies_folder
from casework.audit.queries import last_verified
from casework.audit.verification import verify
from casework.db import db, unit_of_work
from casework.jobs.registry import register_periodic
from casework.jobs.second_place import keep_copies
from casework.kernel import clock
from casework.logs import write as write_line
from casework.logs.catalogue import LogTouched

LOOKS = timedelta(hours=1)
AT_NIGHT = range(1, 5)
RESTED, LATEST = timedelta(hours=12), timedelta(hours=25)
MOST_SAID = 9_999


def register_jobs() -> None:
    """Looked at every hour, done once a night."""
    register_periodic("journal.verify", LOOKS, verify_when_due, in_unit=False)


def is_due() -> bool:
    """At night once; by day only when the night before was missed, or when the last was dated by a
    clock that ran ahead."""
    last = last_verified()
    db.session.rollback()
    if last is None:
        return True
    age, hour = clock.now() - last.at, clock.now().astimezone(clock.MOROCCO).hour
    return age < timedelta(0) or age > LATEST or (age > RESTED and hour in AT_NIGHT)


def verify_when_due() -> int:
    """Verify the log against its copies; says how many faults were found."""
    if not is_due():
        return 0
    keep_copies(copies_folder())  # another node may have sealed meanwhile
    report = verify(copies_folder())
    db.session.rollback()
    faults = min(len(report.faults), MOST_SAID)
    with unit_of_work():
        record(LogVerified(events=report.events, faults=faults), None)
        if faults:
            record(LogFoundTouched(faults=faults), None)
    if faults:
        write_line(LogTouched(faults))
    return faults
