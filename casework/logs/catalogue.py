"""Every line of the technical log, in one place. A field of another kind is no field."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from casework.logs.fields import (
    Count,
    Endpoint,
    Job,
    Logger,
    Mark,
    PeriodLabel,
    Place,
    Problem,
    Status,
    WorkListKey,
)

Level = Literal["info", "warning", "error"]
_GRAVITY: dict[str, Level] = {"debug": "info", "info": "info", "warning": "warning"}
Method = Literal["GET", "HEAD", "POST", "OPTIONS", "other"]


@dataclass(frozen=True)
class Line:
    """One line; `event` is its name."""

    event: ClassVar[str]
    level: ClassVar[Level] = "error"

    @property
    def gravity(self) -> Level:
        """How grave it is."""
        return self.level


@dataclass(frozen=True)
class RequestAnswered(Line):
    """A request was answered. Its address, its sender and what it held are not written."""

    event = "request"
    level = "info"
    endpoint: Endpoint | None
    method: Method
    status: Status
    milliseconds: Count


@dataclass(frozen=True)
class RequestHung(Line):
    """A request did not end; its process was ended, and the server begins another one."""

    event = "request_hung"
    endpoint: Endpoint | None


@dataclass(frozen=True)
class Failure(Line):
    """Something that was not foreseen; the person saw the mark."""

    event = "failure"
    mark: Mark
    problem: Problem


@dataclass(frozen=True)
class StoreUnavailable(Line):
    """The database did not answer in time; the browser was asked to come back."""

    event = "store_unavailable"
    problem: Problem


@dataclass(frozen=True)
class RequestsLimited(Line):
    """Somebody, or an address, asked too often and was told to wait."""

    event = "requests_limited"
    level = "warning"
    by: Literal["account", "address"]


@dataclass(frozen=True)
class LimitsUnavailable(Line):
    """The store of the limits does not answer; this process counts alone meanwhile."""

    event = "limits_unavailable"
    level = "warning"
    problem: Problem


@dataclass(frozen=True)
class WorkListFailed(Line):
    """A list of the home page could not be shown; the others were."""

    event = "work_list_failed"
    key: WorkListKey
    problem: Problem


@dataclass(frozen=True)
class SessionUseNotWritten(Line):
    """The store could not note that a session was used."""

    event = "session_use_not_written"
    level = "warning"


@dataclass(frozen=True)
class SignInThrottled(Line):
    """A source has to wait before its next try."""

    event = "sign_in_throttled"
    level = "warning"


@dataclass(frozen=True)
class JobEnded(Line):
    """A job that was asked for is done."""

    event = "job_done"
    level = "info"
    job: Job
    milliseconds: Count


@dataclass(frozen=True)
class JobBroke(Line):
    """A job did not end well; it is tried again, or comes round."""

    event = "job_failed"
    job: Job
    problem: Problem


@dataclass(frozen=True)
class QueueTakesNothing(Line):
    """The queue is away; what was asked for comes round by itself."""

    event = "queue_takes_nothing"
    problem: Problem


@dataclass(frozen=True)
class MailNotTaken(Line):
    """The mail server did not take letters; they are tried again."""

    event = "mail_not_taken"
    level = "warning"
    problem: Problem


@dataclass(frozen=True)
class CheckpointNotMailed(Line):
    """The mail server did not take the checkpoint of the day; the next one says as much."""

    event = "checkpoint_not_mailed"
    level = "warning"
    problem: Problem


@dataclass(frozen=True)
class LogTouched(Line):
    """The verification of the night named faults of the log; `audit verify` says where."""

    event = "log_touched"
    faults: Count


@dataclass(frozen=True)
class RowNotOurs(Line):
    """Something that gives power does not fit its seal: it was not written by Sanad."""

    event = "row_not_ours"
    what: Literal[
        "session",
        "powers",
        "password",
        "link",
        "factors",
        "delegation",
        "ministry",
        "organisation",
        "assignment",
        "identity",
        "urgent_access",
        "referral",
        "conference",
    ]


@dataclass(frozen=True)
class CopiesWereGone(Line):
    """The second place lacked checkpoints that were made long since; they were written anew."""

    event = "copies_were_gone"
    count: Count


@dataclass(frozen=True)
class KeysNotRenewed(Line):
    """A renewal that two administrators asked for could not be begun; the keys are as they were."""

    event = "keys_not_renewed"
    problem: Problem


@dataclass(frozen=True)
class KeyFoundShut(Line):
    """The daily trial found keys that do not open; the page Keys says which."""

    event = "key_found_shut"
    keys: int


@dataclass(frozen=True)
class ErasuresNotWritten(Line):
    """The register of erasures beside the backups could not be brought up to date."""

    event = "erasures_not_written"
    problem: Problem


@dataclass(frozen=True)
class ReleasesNotKept(Line):
    """Published numbers could not be copied to the second place; tried again with each freeze."""

    event = "releases_not_kept"
    problem: Problem


@dataclass(frozen=True)
class ReleasesNotPutBack(Line):
    """So many copies of published numbers could not be put back: damaged, or not of this
    database."""

    event = "releases_not_put_back"
    count: Count


@dataclass(frozen=True)
class FactsFoundMoved(Line):
    """So many facts do not lie where they were sealed: nothing is published until that is put
    right (`facts rebuild`)."""

    event = "facts_moved"
    count: Count


@dataclass(frozen=True)
class PeriodFrozen(Line):
    """The numbers of a period were published."""

    event = "statistics_frozen"
    level = "info"
    period: PeriodLabel


@dataclass(frozen=True)
class KeyringNotTaken(Line):
    """The keyring changed on the disk and the new one was not taken."""

    event = "keyring_not_taken"
    why: Literal["refused", "another"]
    problem: Problem | None = None


@dataclass(frozen=True)
class BackupNotMade(Line):
    """No backup could be made."""

    event = "backup_not_made"
    problem: Problem


@dataclass(frozen=True)
class ScannerSilent(Line):
    """The virus scanner does not answer."""

    event = "scanner_silent"
    problem: Problem


@dataclass(frozen=True)
class LibrarySpoke(Line):
    """A library logged something: who and where, never what."""

    event = "library"
    logger: Logger
    grade: Literal["debug", "info", "warning", "error", "critical"]
    at: Place
    problem: Problem | None = None

    @property
    def gravity(self) -> Level:
        """As the library graded it."""
        return _GRAVITY.get(self.grade, "error") if isinstance(self.grade, str) else "error"


@dataclass(frozen=True)
class ProcessEnded(Line):
    """A process or a thread of it ended with an exception that nobody handled."""

    event = "not_handled"
    problem: Problem
