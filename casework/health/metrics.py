"""Figures for whoever watches the machine, in the words of Prometheus.

Counted while Sanad runs (`web.figures`), and looked at when asked: how old backups, their rehearsal
and the newest seal are, what waits. No label and no number is about a person.

Nobody gets them unless the operator opens them: with a token, or to this machine alone. What came
through a proxy did not come from this machine, whatever its last address is.
"""

import hmac
import ipaddress
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from flask import current_app, request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import CollectorRegistry
from sqlalchemy import func, select

from casework.audit.models import AuditCheckpoint
from casework.audit.sealed import behind
from casework.backup.queries import last_made, last_rehearsed
from casework.db import db, migrating
from casework.jobs import queue_length
from casework.jobs.models import OutboxMessage
from casework.kernel import clock
from casework.web import figures

FORMAT = CONTENT_TYPE_LATEST
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


def may_read() -> bool:
    """The right token; or no proxy between, from this machine, when it is opened to it."""
    settings = current_app.extensions["settings"]
    if settings.metrics_token:
        sent = request.headers.get("Authorization", "").encode()
        return hmac.compare_digest(sent, f"Bearer {settings.metrics_token}".encode())
    if settings.metrics != "loopback" or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def page() -> bytes:
    """Everything, as text."""
    looked = CollectorRegistry()
    looked.register(_Looked())  # type: ignore[arg-type]
    return generate_latest(figures.counted()) + generate_latest(looked)


class _Looked:
    """What is looked at when asked. What cannot be looked at is left out."""

    def collect(self) -> Iterator[Metric]:
        """One gauge for each answer."""
        for name, words, ask in _LOOKS:
            try:
                value = ask()
            except Exception:  # a store that is away shows by what is missing
                db.session.rollback()
                continue
            if value is not None:
                yield GaugeMetricFamily(name, words, value=value)


def _age(at: datetime | None) -> float | None:
    return None if at is None else max(0.0, (clock.now() - at).total_seconds())


def _backup_age() -> float | None:
    last = last_made()
    return _age(last.at if last else None)


def _rehearsal_age() -> float | None:
    last = last_rehearsed()
    return _age(last.at if last else None)


def _head_age() -> float | None:
    return _age(db.session.scalar(select(func.max(AuditCheckpoint.at))))


def _unsealed() -> float:
    return float(db.session.scalar(select(func.count()).select_from(behind().subquery())) or 0)


def _letters() -> float:
    waiting = select(func.count()).where(OutboxMessage.sent_at.is_(None))
    return float(db.session.scalar(waiting) or 0)


def _ready() -> float:
    migrating.check_schema()
    return 1.0


_LOOKS: Iterable[tuple[str, str, Callable[[], float | None]]] = (
    ("sanad_ready", "The database answers at this version", _ready),
    ("sanad_backup_age_seconds", "Since the newest backup", _backup_age),
    ("sanad_rehearsal_age_seconds", "Since a backup was restored for trial", _rehearsal_age),
    ("sanad_audit_head_age_seconds", "Since the newest signed checkpoint", _head_age),
    ("sanad_audit_streams_unsealed", "Streams with events under no checkpoint yet", _unsealed),
    ("sanad_queue_length", "Jobs that wait for the worker", queue_length),
    ("sanad_letters_waiting", "Letters that have not left", _letters),
)
