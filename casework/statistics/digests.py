"""What the audit holds of a release: its code, and a digest of every cell."""

from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import select

from casework.db import db

from .domain.periods import Period
from .domain.publishing import Made
from .models import PublishedCell, Release
from .stored import read_cell


def stored_digest(release: Release) -> str:
    """The digest of a release as its cells stand in the database now."""
    made: dict[str, Made] = {}
    rows = select(PublishedCell).where(PublishedCell.release_id == release.id)
    for row in db.session.scalars(rows):
        one = made.setdefault(row.table, Made({}, {}))
        cell = read_cell(row.cell)
        one.published[cell] = row.value
        if row.noisy is not None:
            one.noisy[cell] = row.noisy
    return digest_of(release.kind, Period.parse(release.period), made)


def digest_of(kind: str, period: Period, made: Mapping[str, Made]) -> str:
    """SHA-256 over the kind, the period and every cell in order: what the audit holds."""
    lines = [f"{kind}|{period.label}"]
    for name in sorted(made):
        one = made[name]
        for cell, value in sorted(one.published.items()):
            noisy = f"|{one.noisy[cell]}" if cell in one.noisy else ""
            lines.append(f"{name}|{'|'.join(cell)}|{value}{noisy}")
    return sha256("\n".join(lines).encode()).hexdigest()
