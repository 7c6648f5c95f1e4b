"""Statistics, exports, keys and the system itself."""

from typing import Literal
from uuid import UUID

from casework.audit.events import (
    Event,
    KeyEvent,
    SystemEvent,
    event,
)
from casework.audit.fields import Code, Digest


@event
class StatisticsFrozen(Event):
    period: Code
    digest: Digest


@event
class StatisticsPutBack(Event):
    """A release that a restore had lost stands again, as it was, from its copy outside."""

    period: Code
    digest: Digest


@event
class FactsSealed(Event):
    """The facts of a time before were sealed with where they stand, as they lay; once."""

    count: int


@event
class StatisticsRead(Event):
    """A page or a table of published numbers was looked at: of one `region` or of all, and of whose
    numbers (`lattice`; none: the installation's own); of the page of an organisation, of which. A
    table that was taken as a file says for which `reason`."""

    table: Code
    period: Code
    region: Code | None = None
    lattice: Code | None = None
    organisation_id: UUID | None = None
    reason: Code | None = None


@event
class StatisticsReasonGiven(Event):
    """Somebody who proved to be there said why they take tables of the pages, for 15 minutes."""

    reason: Code


@event
class StatisticsRefused(Event):
    asked: Code


@event
class StatisticsExported(Event):
    report: Code
    period: Code
    reason: Code
    lattice: Code | None = None


@event
class ExportMade(Event):
    report: Code
    count: int = 0


@event
class SubmissionsImported(Event):
    """Forms filled in with another tool became screenings: `count` new ones of one file."""

    instrument: Code
    count: int
    known: int = 0
    refused: int = 0


@event
class JournalRead(Event):
    """Somebody read this log; in the stream of the person whose acts were looked at, if of one."""

    count: int
    user_id: UUID | None = None


@event
class JournalExported(Event):
    """Part of this log was taken as a signed file, for a `reason`; the digest is that of the file.
    In the stream of the person whose acts were taken, if of one."""

    count: int
    reason: Code
    digest: Digest
    user_id: UUID | None = None


@event
class AccessRefused(Event):
    """Somebody asked for what their role or assignment does not give."""

    permission: Code
    case_id: UUID | None = None
    screening_id: UUID | None = None


@event
class KeyringChanged(KeyEvent):
    """What was done with the keyring. `key` names one by its id (`kek.3f9a…`, `match.2`), never
    more of it; `count` is how many shares were made or used."""

    what: Literal["added", "rotated", "emptied", "destroyed", "escrowed", "rehearsed", "recovered"]
    key: Code | None = None
    count: int = 0


@event
class KeyRenewalAsked(Event):
    """One administrator asks for keys to be renewed, another answers."""

    renewal_id: UUID
    what: Literal["files", "match"]
    step: Literal["asked", "confirmed", "refused"]


@event
class KeysMoved(KeyEvent):
    """So many data keys, or persons with their match tokens, no longer hang on an old key."""

    key: Code
    count: int


@event
class KeysTried(KeyEvent):
    """The canary of every key was opened, by the worker or by somebody: `count` keys, of which
    `failed` did not open; `key` is the first of these."""

    count: int
    failed: int
    key: Code | None = None


@event
class BackupMade(Event):
    """A backup was written; the digest is that of the sealed file of the records."""

    digest: Digest


@event
class BackupRehearsed(Event):
    """A backup was restored for trial: the same log, the same counts, records that open."""

    digest: Digest
    rows: int
    opened: int


@event
class DatabaseRestored(Event):
    """The empty database was filled from a backup of the moment `made_at`, such as
    `UTC-2026-11-16-090000`; what was written after it is lost. The digest is that of the sealed
    file of the records. A restore of a version that did not tell the trace is told when accounts
    are sealed: then `restored_at` says when it was, and there is no digest."""

    made_at: Code
    digest: Digest | None = None
    restored_at: Code | None = None


@event
class SetupChanged(Event):
    """A step of the set-up of this installation: a code printed on the console, the set-up taken
    with it, the house named, a task said to be done, all of it finished."""

    what: Literal["code", "taken", "named", "confirmed", "finished"]
    task: Code | None = None


@event
class DemoLoaded(Event):
    screenings: int
    cases: int


@event
class WatchedFileChanged(Event):
    """A file is watched from now on, or no more, or was said to be a decoy and is not counted.
    Which one is not said: the log is read by those whom the watch is about."""

    what: Literal["added", "removed", "decoy"]


@event
class LogVerified(Event):
    """The worker went through the whole log and its copies: so many events, so many faults. Of the
    first fault: which `kind`, in the stream of which kind and id (none: in a checkpoint), and at
    which `number` in it."""

    events: int
    faults: int
    kind: Code | None = None
    stream: Code | None = None
    stream_id: UUID | None = None
    number: int | None = None


@event
class VerificationAsked(SystemEvent):
    """Somebody who reads the log asked that the worker verify the whole of it now."""


@event
class LogFoundTouched(Event):
    """A verification named faults: the log, its checkpoints or their copies were touched."""

    faults: int


@event
class CopiesMadeAnew(Event):
    """The second place had lost, or never got, checkpoints that were made long since; they were
    written there anew from the database, which proves less. `number` is the first of them."""

    number: int
    count: int


@event
class CopiesBegun(Event):
    """A further node copies checkpoints to a place of its own, from now on: `count` of them were
    copied by others before."""

    count: int


@event
class CheckpointTaken(Event):
    """The newest checkpoint was printed, to be kept outside."""

    number: int
    language: Code
