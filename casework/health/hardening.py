"""What must be right once, before real people are entered, and after every change of the server."""

import logging
import os
import resource
from pathlib import Path

from flask import current_app
from sqlalchemy import text

from casework.accounts.queries import administrators
from casework.audit.chain import KEYS
from casework.audit.queries import events_of
from casework.backup.leftovers import leftovers
from casework.custody.domain import REHEARSE_AFTER
from casework.db import db
from casework.db.standing import changeable, unprotected
from casework.db.statistics_roles import roles_apart, signs_in_apart
from casework.encryption import current_keyring, keyring_path
from casework.encryption.escrow import copy_path, keys_in_copy
from casework.encryption.providers.file import is_protected
from casework.facts.service import moved
from casework.health.domain import Finding, Verdict
from casework.health.machine import bytes_free, on_one_disk, readable_by_others, share_free
from casework.health.settings import harder, settings
from casework.kernel import clock

FEW_SIGNS = 12
HELD = ("KeyringChanged",)
LEAST_BYTES = 1 << 30
LEAST_SHARE, LITTLE_SHARE = 0.05, 0.15


def secret_varied() -> Finding:
    """The secret of the sessions was drawn, not typed."""
    if len(set(settings().secret_key)) < FEW_SIGNS:
        return Finding("secret", harder(Verdict.FAIL), "secret_plain")
    return Finding("secret")


def keys_held() -> Finding:
    """Custodians hold parts of every key, and have shown lately that two of them open it."""
    found = {event.code("what"): event.at for event in events_of(KEYS.kind, KEYS.id, kinds=HELD)}
    held = keys_in_copy(copy_path(settings().home))
    if "escrowed" not in found or not held or not current_keyring().kek_ids() <= held:
        return Finding("custodians", harder(Verdict.FAIL), "no_custodians")
    if "rehearsed" not in found or clock.now() - found["rehearsed"] > REHEARSE_AFTER:
        return Finding("custodians", Verdict.WARN, "custodians_untried")
    return Finding("custodians")


def two_administrators() -> Finding:
    """Some acts need two administrators; one alone can also be lost."""
    if sum(user.enrolled for user in administrators()) < 2:
        return Finding("administrators", Verdict.WARN, "one_administrator")
    return Finding("administrators")


def unprivileged() -> Finding:
    """The server runs under an account of its own, and leaves no memory on the disk."""
    if os.geteuid() == 0:
        return Finding("account", harder(Verdict.FAIL), "runs_as_root")
    if resource.getrlimit(resource.RLIMIT_CORE)[0] != 0:
        return Finding("account", Verdict.WARN, "dumps_memory")
    return Finding("account")


def counted_together() -> Finding:
    """Where several nodes serve, they count requests together."""
    if settings().jobs_url and not settings().limits_url:
        return Finding("limits", Verdict.WARN, "limits_apart")
    return Finding("limits")


def keys_apart() -> Finding:
    """The keyring is sealed, and what opens it is not on its disk."""
    if settings().keyring_provider == "env":
        return Finding("keys", Verdict.WARN, "keys_in_environment")
    if settings().keyring_provider != "file":
        return Finding("keys")
    if not is_protected(keyring_path(settings().home)):
        return Finding("keys", harder(Verdict.FAIL), "keys_open")
    named = os.environ.get("SANAD_KEYRING_PASSPHRASE_FILE")
    if not named:
        return Finding("keys", Verdict.WARN, "passphrase_in_environment")
    if on_one_disk(Path(named), settings().home):
        return Finding("keys", Verdict.WARN, "passphrase_beside")
    return Finding("keys")


def files_private() -> Finding:
    """Nobody else on this machine may read the home."""
    if found := readable_by_others(settings().home):
        return Finding("files", harder(Verdict.FAIL), "files_open", {"what": ", ".join(found[:5])})
    return Finding("files")


def role_without_ddl() -> Finding:
    """The role of the server can neither change tables nor rule the database."""
    if db.engine.dialect.name == "sqlite":
        return Finding("role", Verdict.PASS, "role_sqlite")
    asked = text(
        "select has_schema_privilege(current_user, 'public', 'CREATE') or "
        "(select rolsuper from pg_roles where rolname = current_user)"
    )
    if db.session.scalar(asked):
        return Finding("role", harder(Verdict.FAIL), "role_rules")
    return Finding("role")


def log_only_added() -> Finding:
    """The role of the server has no right to change or delete what stands (the log, what was
    published, where a fact counts), and the triggers that refuse it are there: whoever took them
    away meant to change something."""
    if found := unprotected(db.session.connection()):
        what: dict[str, str | int] = {"what": ", ".join(found)}
        return Finding("append_only", Verdict.FAIL, "log_unprotected", what)
    if db.engine.dialect.name == "sqlite":
        return Finding("append_only", Verdict.PASS, "append_only_sqlite")
    if found := changeable(db.session.connection()):
        told: dict[str, str | int] = {"what": ", ".join(found)}
        return Finding("append_only", harder(Verdict.FAIL), "log_changeable", told)
    return Finding("append_only")


def statistics_apart() -> Finding:
    """Freeze and dashboards have database roles of their own; dashboards cannot read a fact, and
    sign in by themselves."""
    if not roles_apart():
        return Finding("statistics", harder(Verdict.FAIL), "statistics_roles")
    if not signs_in_apart():
        return Finding("statistics", harder(Verdict.FAIL), "statistics_login")
    return Finding("statistics")


def facts_in_place() -> Finding:
    """Every fact of the statistics opens, and lies where it was sealed."""
    if found := moved():
        told: dict[str, str | int] = {"count": len(found)}
        return Finding("facts", Verdict.FAIL, "facts_moved", told)
    return Finding("facts")


def commits_last() -> Finding:
    """An acknowledged commit survives a power cut."""
    connection = db.session.connection()
    if db.engine.dialect.name == "sqlite":
        full = connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        wal = connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        return Finding("commits") if full and wal else Finding("commits", Verdict.FAIL, "not_full")
    asked = ("fsync", "synchronous_commit", "full_page_writes", "synchronous_standby_names")
    found = {name: connection.scalar(text(f"show {name}")) for name in asked}
    if "off" in found.values():
        return Finding("commits", harder(Verdict.FAIL), "not_synchronous")
    if not found["synchronous_standby_names"]:
        return Finding("commits", Verdict.WARN, "no_replica")
    return Finding("commits")


def over_tls() -> Finding:
    """Browsers come over HTTPS, through a proxy that is named."""
    if not settings().https:
        return Finding("https", harder(Verdict.FAIL), "no_https")
    if not settings().trusted_proxies:
        return Finding("https", Verdict.WARN, "no_proxy")
    return Finding("https")


def debug_off() -> Finding:
    """Nothing shows its inside to whoever asks."""
    if current_app.debug or current_app.testing:
        return Finding("debug", harder(Verdict.FAIL), "debug_on")
    return Finding("debug")


def logs_quiet() -> Finding:
    """Logs hold no statements and no details."""
    loud = [
        name or "root"
        for name in ("", "sqlalchemy.engine", "sqlalchemy.pool", "werkzeug", "huey")
        if logging.getLogger(name).getEffectiveLevel() < logging.INFO
        or (name == "sqlalchemy.engine" and logging.getLogger(name).level == logging.INFO)
    ]
    if loud or db.engine.echo or not db.engine.hide_parameters:
        return Finding("logs", Verdict.FAIL, "logs_loud", {"what": ", ".join(loud)})
    return Finding("logs")


def nothing_left() -> Finding:
    """No restored database of a rehearsal that was killed lies about."""
    if found := leftovers(settings().home):
        told: dict[str, str | int] = {"what": ", ".join(one.name for one in found[:5])}
        return Finding("leftovers", Verdict.FAIL, "rehearsal_left", told)
    return Finding("leftovers")


def room_left() -> Finding:
    """The disk has room."""
    share, free = share_free(settings().home), bytes_free(settings().home)
    told: dict[str, str | int] = {"percent": int(100 * share)}
    if share < LEAST_SHARE or free < LEAST_BYTES:
        return Finding("disk", Verdict.FAIL, "disk_full", told)
    if share < LITTLE_SHARE:
        return Finding("disk", Verdict.WARN, "disk_filling", told)
    return Finding("disk")


def files_scanned() -> Finding:
    """What people send is looked through for viruses."""
    return (
        Finding("scanner")
        if settings().clamav_url
        else Finding("scanner", Verdict.WARN, "no_scanner")
    )
