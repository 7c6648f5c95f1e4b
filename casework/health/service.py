"""Doing the checks: one that cannot be done has failed, and says so by its kind alone."""

from collections.abc import Sequence

from casework.db import db
from casework.health.checks import Check
from casework.health.domain import Finding, Verdict

NAMES = {
    "settings_fit": "settings", "keyring_opens": "keyring", "schema_newest": "schema",
    "log_sealed": "checkpoints", "log_verified": "verified",
    "letters_leave": "letters", "clock_right": "clock",
    "backup_young": "backup", "rehearsal_young": "rehearsal", "mode_real": "mode",
    "secret_varied": "secret", "keys_apart": "keys", "files_private": "files",
    "role_without_ddl": "role", "statistics_apart": "statistics",
    "facts_in_place": "facts",
    "log_only_added": "append_only",
    "commits_last": "commits", "over_tls": "https",
    "debug_off": "debug", "logs_quiet": "logs", "room_left": "disk",
    "keys_held": "custodians", "two_administrators": "administrators", "unprivileged": "account",
    "counted_together": "limits", "backup_elsewhere": "backup_place",
    "copies_elsewhere": "copies", "files_scanned": "scanner", "nothing_left": "leftovers",
    "certificate_lasts": "certificate", "numbers_called": "numbers", "parts_current": "parts",
    "keys_open": "canaries", "keys_renewed": "renewal", "releases_kept": "releases",
}  # fmt: skip


def look(checks: Sequence[Check]) -> list[Finding]:
    """What each check finds, in order."""
    return [_look(check) for check in checks]


def _look(check: Check) -> Finding:
    try:
        return check()
    except Exception as problem:  # whatever is wrong is what is looked for
        said = " ".join([type(problem).__name__, *_words(problem)])
        return Finding(NAMES[check.__name__], Verdict.FAIL, "not_done", {"what": said})
    finally:
        db.session.rollback()


def _words(problem: Exception) -> list[str]:
    """Our own refusals say what is wrong; what a library says may quote a row."""
    ours = type(problem).__module__.startswith(("casework.", "config"))
    return str(problem).splitlines()[:1] if ours else []
