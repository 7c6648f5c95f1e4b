"""Rows as bytes and back, the same on SQLite and PostgreSQL, and the sum by which two tables are
known to be equal."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Column, Date, Numeric, Table, Uuid

from casework.db import UtcDateTime

Row = Sequence[Any]
Turn = Callable[[Any], Any]

_encoder = msgspec.msgpack.Encoder()
SUM_BITS = 256


def _same(value: Any) -> Any:
    return value


def _micros(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


_KINDS: tuple[tuple[type[Any], Turn, Turn], ...] = (
    (Uuid, lambda value: value.bytes, lambda told: UUID(bytes=told)),
    (UtcDateTime, _micros, datetime.fromisoformat),
    (Date, date.isoformat, date.fromisoformat),
    (Numeric, str, Decimal),
)


def _turns(column: Column[Any]) -> tuple[Turn, Turn]:
    for kind, to_plain, from_plain in _KINDS:
        if isinstance(column.type, kind):
            return to_plain, from_plain
    return _same, _same


def plainer(table: Table) -> Callable[[Row], list[Any]]:
    """Makes a row of this table into plain values."""
    turns = [_turns(column)[0] for column in table.columns]
    return lambda row: [
        None if value is None else turn(value) for turn, value in zip(turns, row, strict=True)
    ]


def typer(table: Table) -> Callable[[Row], dict[str, Any]]:
    """Makes plain values into a row of this table, by the names of its columns."""
    columns = [(column.key, _turns(column)[1]) for column in table.columns]
    return lambda row: {
        name: None if value is None else turn(value)
        for (name, turn), value in zip(columns, row, strict=True)
    }


class TableSum:
    """How many rows a table has and a sum of their digests: the same whatever their order."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, rows: Iterable[Row]) -> None:
        """Count some plain rows in."""
        for row in rows:
            self.rows += 1
            self._sum += int.from_bytes(sha256(_encoder.encode(row)).digest(), "big")

    @property
    def digest(self) -> str:
        """The sum so far, as 64 hexadecimal digits."""
        return f"{self._sum % (1 << SUM_BITS):064x}"
