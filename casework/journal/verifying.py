"""The whole log is verified once a night by the worker; what is found gives alarm.

The check itself is written down, so that `health` can say how old it is. What was found is an event
of its own: the alarms read it like any other, and tell the officers for data protection. Whoever
reads the journal may have it done at once: it is asked for there, and done by the worker.
"""

from datetime import timedelta

from casework.audit import record
from casework.audit.catalogue import LogFoundTouched, LogVerified, VerificationAsked
from casework.audit.copies import copies_folder
from casework.audit.faults import Report
from casework.audit.queries import last_verified
from casework.audit.standing import verification_asked
from casework.audit.verification import verify
from casework.db import db, unit_of_work
from casework.jobs.queue import enqueue
from casework.jobs.registry import register_job, register_periodic
from casework.jobs.second_place import keep_copies
from casework.kernel import clock
from casework.logs import write as write_line
from casework.logs.catalogue import LogTouched
from casework.policy import Actor

ASKED = "journal.verify_asked"
LOOKS = timedelta(hours=1)
AT_NIGHT = range(1, 5)
RESTED, LATEST = timedelta(hours=12), timedelta(hours=25)
MOST_SAID = 9_999


def register_jobs() -> None:
    """Looked at every hour, done once a night, and when somebody asks."""
    register_periodic("journal.verify", LOOKS, verify_when_due, in_unit=False)
    register_job(ASKED, verify_when_due, in_unit=False)


def ask(actor: Actor) -> None:
    """Have the worker verify the whole log now; what is asked for already is not asked twice."""
    if verification_asked() is None:
        record(VerificationAsked(), actor)
        enqueue(ASKED)


def is_due() -> bool:
    """When it was asked for; at night once; by day else only when the night before was missed, or
    when the last was dated by a clock that ran ahead."""
    last, asked = last_verified(), verification_asked()
    db.session.rollback()
    if last is None or asked is not None:
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
        record(_verified(report, faults), None)
        if faults:
            record(LogFoundTouched(faults=faults), None)
    if faults:
        write_line(LogTouched(faults))
    return faults


def _verified(report: Report, faults: int) -> LogVerified:
    if report.whole:
        return LogVerified(events=report.events, faults=0)
    first = report.faults[0]
    return LogVerified(
        events=report.events,
        faults=faults,
        kind=first.kind.name.lower(),
        stream=first.stream.kind if first.stream else None,
        stream_id=first.stream.id if first.stream else None,
        number=first.seq,
    )
