"""What is looked at. Each check reads, writes nothing, and says one thing."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import func, select

from casework.audit.copies import second_place
from casework.audit.models import AuditEvent
from casework.audit.queries import last_verified
from casework.audit.releases import standing
from casework.audit.sealed import LEAP, leap
from casework.audit.standing import AHEAD, Verified, sealed_in_time, verified
from casework.backup.queries import last_made, last_rehearsed
from casework.custody import canaries
from casework.custody import queries as custody
from casework.custody.domain import RENEW_AFTER
from casework.db import db, installation, migrating
from casework.encryption import current_keyring
from casework.encryption.verification import verify_keyring
from casework.health.domain import Finding, Verdict
from casework.health.machine import on_one_disk
from casework.health.settings import harder, settings
from casework.jobs.models import OutboxMessage
from casework.kernel import clock
from casework.web.formats import moment_words

LATE = timedelta(hours=24)
REHEARSED_WITHIN = timedelta(days=92)

TRIED_WITHIN = timedelta(hours=48)
_TRIED = {False: (Verdict.PASS, "keys_opened"), True: (Verdict.FAIL, "keys_tried_late")}
_NOT_SEALED = Finding("checkpoints", Verdict.FAIL, "not_sealed")
_VERIFIED = {
    Verified.WHOLE: (Verdict.PASS, "verified_fine"),
    Verified.TOUCHED: (Verdict.FAIL, "log_touched"),
    Verified.LATE: (Verdict.FAIL, "verified_late"),
    Verified.NEVER: (Verdict.WARN, "never_verified"),
}
_VARIABLE = re.compile(r"SANAD_[A-Z0-9_]+")
Check = Callable[[], Finding]


def settings_fit() -> Finding:
    """Secrets, mode, second factor: what a start demands. Named by its variables, which read the
    same in every language; a start says the sentence."""
    found = settings().faults()
    named = dict.fromkeys(_VARIABLE.findall(" ".join(found)))
    told: dict[str, str | int] = {"what": ", ".join(named) or "SANAD_MODE"}
    return Finding("settings", Verdict.FAIL, "settings", told) if found else Finding("settings")


def keyring_opens() -> Finding:
    """The keyring opens, and belongs to this database."""
    current_keyring()
    verify_keyring(db.session)
    return Finding("keyring")


def schema_newest() -> Finding:
    """The database is at the revision of this version, and of this mode."""
    migrating.check_schema()
    installation.check_stamp(settings().mode)
    return Finding("schema")


def mode_real() -> Finding:
    """A demonstration is no place for real people."""
    return Finding("mode", Verdict.WARN, "demo") if settings().demo else Finding("mode")


def backup_young() -> Finding:
    """A backup was made within twice its interval."""
    backups, last = settings().backups, last_made()
    if not backups.recipients.strip():
        return Finding("backup", harder(Verdict.FAIL), "no_recipients")
    if last is None:
        return Finding("backup", harder(Verdict.FAIL), "no_backup")
    hours = _hours_since(last.at)
    if hours > 2 * backups.every_hours:
        return Finding("backup", Verdict.FAIL, "backup_old", {"hours": hours})
    schedule: dict[str, str | int] = {
        "hours": hours,
        "every": backups.every_hours,
        "next": moment_words(last.at + timedelta(hours=backups.every_hours)),
        "kept": settings().backups_kept_days,
        "keys": backups.keep_key_days,
    }
    return Finding("backup", Verdict.PASS, "backup_fine", schedule)


def rehearsal_young() -> Finding:
    """A backup was restored for trial within a quarter."""
    last = last_rehearsed()
    if last is None:
        return Finding("rehearsal", harder(Verdict.FAIL), "no_rehearsal")
    days = _hours_since(last.at) // 24
    if clock.now() - last.at > REHEARSED_WITHIN:
        return Finding("rehearsal", Verdict.WARN, "rehearsal_old", {"days": days})
    return Finding("rehearsal", Verdict.PASS, "rehearsal_fine", {"days": days})


def keys_renewed() -> Finding:
    """The key of the files is renewed every month, and an old one destroyed on its day: the delay
    after which an erasure reaches backups hangs on both."""
    at, lines = clock.now(), custody.standing().keks
    due = [one.id for one in lines if one.destroy_from and one.destroy_from <= at.date()]
    if due:
        told: dict[str, str | int] = {"what": ", ".join(due)}
        return Finding("renewal", harder(Verdict.FAIL), "key_to_destroy", told)
    if any(one.is_old(at) for one in lines):
        return Finding("renewal", harder(Verdict.FAIL), "key_old", {"days": RENEW_AFTER.days})
    return Finding("renewal")


def keys_open() -> Finding:
    """Every key opened what is sealed under it, within two days."""
    trials = canaries.trials()
    if shut := [one.key for one in trials if one.is_shut]:
        return Finding("canaries", Verdict.FAIL, "keys_shut", {"what": ", ".join(shut)})
    last = max((one.tried_at for one in trials), default=None)
    if last is None:
        return Finding("canaries", Verdict.WARN, "keys_untried")
    told: dict[str, str | int] = {"hours": _hours_since(last)}
    late = clock.now() - last > TRIED_WITHIN
    return Finding("canaries", *_TRIED[late], told)


def backup_elsewhere() -> Finding:
    """Records and keys lie on other disks than the database, and apart."""
    backups, home = settings().backups, settings().home
    if on_one_disk(home, backups.folder) or on_one_disk(home, backups.key_folder):
        return Finding("backup_place", Verdict.WARN, "backup_here")
    if on_one_disk(backups.folder, backups.key_folder):
        return Finding("backup_place", Verdict.WARN, "keys_beside")
    return Finding("backup_place")


def log_sealed() -> Finding:
    """What was written lies under a signed checkpoint within a quarter of an hour."""
    return Finding("checkpoints") if sealed_in_time() else _NOT_SEALED


def log_verified() -> Finding:
    """The whole log was verified within two days, and nothing was found."""
    last = last_verified()
    told: dict[str, str | int] = {"hours": _hours_since(last.at)} if last else {}
    return Finding("verified", *_VERIFIED[verified(last)], told)


def copies_elsewhere() -> Finding:
    """Copies of the checkpoints lie on another disk."""
    if on_one_disk(settings().home, second_place()):
        return Finding("copies", Verdict.WARN, "copies_here")
    return Finding("copies")


def releases_kept() -> Finding:
    """What was published has its copy outside, and nothing waits there to be put back."""
    found = standing()
    for codes, fault in (
        (found.broken, "release_broken"),
        (found.to_put_back, "release_to_put_back"),
        (found.without_copy, "release_without_copy"),
    ):
        if codes:
            told: dict[str, str | int] = {"what": ", ".join(codes[:5]), "count": len(codes)}
            return Finding("releases", harder(Verdict.FAIL), fault, told)
    return Finding("releases")


def letters_leave() -> Finding:
    """No letter has waited for a day."""
    waiting = select(OutboxMessage.id).where(
        OutboxMessage.sent_at.is_(None), OutboxMessage.created_at < clock.now() - LATE
    )
    if db.session.scalar(waiting.limit(1)) is not None:
        return Finding("letters", Verdict.FAIL, "letters_wait")
    if not settings().smtp_url:
        return Finding("letters", Verdict.WARN, "no_mail")
    return Finding("letters")


def clock_fault() -> str:
    """The minutes by which the clock is behind the log, as text; empty when it is not."""
    newest = db.session.scalar(select(func.max(AuditEvent.at)))
    if newest is None or newest - clock.now() < AHEAD:
        return ""
    return str(int((newest - clock.now()).total_seconds() // 60))


def clock_right() -> Finding:
    """The log holds nothing from the future, and the clock was not set ahead."""
    if behind := clock_fault():
        return Finding("clock", Verdict.FAIL, "clock_behind", {"minutes": behind})
    if (silent := leap(clock.now())) > LEAP:
        return Finding("clock", Verdict.WARN, "clock_leapt", {"days": str(silent.days)})
    return Finding("clock")


def _hours_since(at: datetime) -> int:
    return int((clock.now() - at).total_seconds() // 3600)
