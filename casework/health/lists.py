"""Which checks are made when: all of them before real use, and every hour those that may stop
holding by themselves while it runs."""

from collections.abc import Sequence

from casework.health import checks, hardening, outwards, parts
from casework.health.checks import Check

RUNNING: Sequence[Check] = (
    checks.settings_fit,
    checks.keyring_opens,
    checks.schema_newest,
    checks.log_sealed,
    checks.log_verified,
    checks.letters_leave,
    checks.clock_right,
    checks.keys_open,
    checks.keys_renewed,
    checks.backup_young,
    checks.rehearsal_young,
    checks.releases_kept,
    outwards.certificate_lasts,
    outwards.numbers_called,
    parts.parts_current,
    hardening.room_left,
    hardening.log_only_added,
    hardening.nothing_left,
)
"""What must hold while it runs: the page of the administrator, and `flask health`."""
ALL: Sequence[Check] = (
    *RUNNING,
    checks.mode_real,
    hardening.unprivileged,
    hardening.secret_varied,
    hardening.keys_apart,
    hardening.keys_held,
    hardening.two_administrators,
    hardening.files_private,
    hardening.role_without_ddl,
    hardening.statistics_apart,
    hardening.facts_in_place,
    hardening.commits_last,
    hardening.over_tls,
    hardening.counted_together,
    hardening.debug_off,
    hardening.logs_quiet,
    checks.backup_elsewhere,
    checks.copies_elsewhere,
    hardening.files_scanned,
)
"""Everything that `flask doctor` looks at."""
