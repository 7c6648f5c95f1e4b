"""What the audit holds of a release: its code, and a digest of every cell."""

from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import select

from casework.db import db
from casework.facts.domain import Cell

from .domain.periods import Period
from .models import PublishedCell, Release


def code_of(kind: str, label: str) -> str:
    """The name of a release in the audit: `CASE.2026-Q3`."""
    return f"{kind.upper()}.{label}"


def stored_digest(release: Release) -> str:
    """The digest of a release as its cells stand in the database now."""
    values: dict[str, dict[Cell, int]] = {}
    for row in db.session.scalars(
        select(PublishedCell).where(PublishedCell.release_id == release.id)
    ):
        values.setdefault(row.table, {})[tuple(row.cell.split("|"))] = row.value
    return digest_of(release.kind, Period.parse(release.period), values)


def digest_of(kind: str, period: Period, values: Mapping[str, Mapping[Cell, int]]) -> str:
    """SHA-256 over the kind, the period and every cell in order: what the audit holds."""
    lines = [f"{kind}|{period.label}"]
    for name in sorted(values):
        lines += [f"{name}|{'|'.join(cell)}|{n}" for cell, n in sorted(values[name].items())]
    return sha256("\n".join(lines).encode()).hexdigest()
