"""The worker's part: a backup when it is time, and old ones deleted."""

from datetime import timedelta

from flask import current_app

from casework.backup.folder import drop_older
from casework.backup.making import make_backup
from casework.backup.queries import is_due
from casework.backup.refusals import BackupRefused
from casework.kernel import clock
from casework.logs import write as write_line
from casework.logs.catalogue import BackupNotMade
from config import Backups

LOOKS = timedelta(minutes=15)


def make_when_due() -> bool:
    """Make a backup if the last one is old enough; says whether it did. Without recipients nothing
    is made: the page of the administrator says so, not the log of every quarter of an hour."""
    backups: Backups = current_app.extensions["settings"].backups
    if not backups.recipients.strip() or not is_due(backups.every_hours, clock.now()):
        return False
    try:
        make_backup()
    except BackupRefused as refused:
        write_line(BackupNotMade(refused))
        return False
    drop_old()
    return True


def drop_old() -> int:
    """Delete files that were kept long enough, keys sooner than records; says how many."""
    settings = current_app.extensions["settings"]
    backups: Backups = settings.backups
    kept = (
        (backups.folder, timedelta(days=settings.backups_kept_days)),
        (backups.key_folder, timedelta(days=backups.keep_key_days)),
    )
    return sum(drop_older(folder, days, clock.now()) for folder, days in kept)
