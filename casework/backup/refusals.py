"""Why a backup was not made, opened or restored. The operator reads one sentence; nothing was
changed."""

from typing import ClassVar

from casework.kernel.commands import as_run_here


class BackupRefused(Exception):
    """A backup command stops before it has changed anything."""

    words: ClassVar[str] = "The backup cannot be used."

    def __init__(self, **told: object) -> None:
        super().__init__()
        self.told = told

    def __str__(self) -> str:
        return as_run_here(self.words % self.told if self.told else self.words)


class NoRecipients(BackupRefused):
    words = (
        "No backup is made: set SANAD_BACKUP_RECIPIENTS to the public keys (age1…) of those who "
        "may open it. Make a pair on another machine with: "
        "flask --app wsgi backup identity FILE"
    )


class RecipientUnknown(BackupRefused):
    words = "SANAD_BACKUP_RECIPIENTS holds something that is no age recipient (age1…)."


class IdentityUnknown(BackupRefused):
    words = "%(file)s holds no age identity (AGE-SECRET-KEY-1…), or cannot be read."


class NoPlaceToWrite(BackupRefused):
    words = "The backup could not be written to %(folder)s: %(why)s. Nothing was left there."


class FileMissing(BackupRefused):
    words = "%(file)s cannot be read."


class FileDamaged(BackupRefused):
    words = (
        "%(file)s does not open: it is damaged or cut, or was sealed to other people. "
        "Nothing was written. Take another copy of it."
    )


class LabelDiffers(BackupRefused):
    words = (
        "%(file)s is not what its label says (another SHA-256): it was damaged or replaced. "
        "Take another copy of it."
    )


class NotABackup(BackupRefused):
    words = "%(file)s is not a backup of Sanad, or of a version that this one does not know."


class OtherPart(BackupRefused):
    words = "%(file)s holds %(holds)s, where %(wanted)s are needed. Name the two files in order."


class NotSignedByUs(BackupRefused):
    words = (
        "%(file)s was not made with this keyring: somebody else made it, or this is the keyring "
        "of another installation. Nothing was written."
    )


class OtherSchema(BackupRefused):
    words = (
        "The backup was made at schema %(made)s, and this version of Sanad has %(here)s. Restore "
        "it with the version that made it, then install this one and run: flask database upgrade"
    )


class OtherMode(BackupRefused):
    words = (
        "The backup is of a %(made)s installation and SANAD_MODE is %(here)s here: fictional and "
        "real people never mix. Nothing was written."
    )


class KeysTooOld(BackupRefused):
    words = (
        "The keys were put aside before the records: some records would never open again. "
        "Take the keys of %(made)s, or newer."
    )


class NoErasures(BackupRefused):
    words = (
        "%(file)s is not here: the register of erasures, which lies beside the backups of keys. "
        "Without it people who were erased since would come back. Name it with --erasures, or say "
        "--without-erasures if there is none."
    )


class ErasuresTooOld(BackupRefused):
    words = (
        "%(file)s ends before the backup was made (%(made)s): it is an old copy of the register "
        "of erasures. Take the newest one."
    )


class NotEmpty(BackupRefused):
    words = (
        "This database is not empty. A backup is restored into an empty one only, so that nothing "
        "is ever overwritten. Point SANAD_HOME or SANAD_DATABASE_URL at a new place."
    )


class NotTheSame(BackupRefused):
    words = "What was read from %(file)s is not what its maker wrote (%(where)s). Nothing was kept."
