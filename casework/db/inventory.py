"""Every column says what it holds, and the whole is printed as the data inventory.

public    may be known by anybody (names of regions, published numbers)
internal  running the service: ids, opaque codes, states, dates, organisations
personal  about people who work here: user names, display names
special   about victims and witnesses: always sealed bytes, never readable in the database
(Law 09-08, art. 1, calls sensitive what we call special; it covers more here than there.)
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import LargeBinary, MetaData
from sqlalchemy.orm import MappedColumn, mapped_column

KEY = "holds"


class Holds(StrEnum):
    """The four classes of a column."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SPECIAL = "special"


def public(*args: Any, **options: Any) -> MappedColumn[Any]:
    """A column that anybody may read."""
    return mapped_column(*args, info={KEY: Holds.PUBLIC}, **options)


def internal(*args: Any, **options: Any) -> MappedColumn[Any]:
    """A column about the service itself."""
    return mapped_column(*args, info={KEY: Holds.INTERNAL}, **options)


def personal(*args: Any, **options: Any) -> MappedColumn[Any]:
    """A column about somebody who works with Sanad."""
    return mapped_column(*args, info={KEY: Holds.PERSONAL}, **options)


def special(*args: Any, **options: Any) -> MappedColumn[Any]:
    """A column about a victim or witness: sealed bytes only."""
    return mapped_column(*args, info={KEY: Holds.SPECIAL}, **options)


def unclassed(metadata: MetaData) -> list[str]:
    """Columns that do not say what they hold."""
    return [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if KEY not in column.info
    ]


def unsealed(metadata: MetaData) -> list[str]:
    """Special columns that are not bytes, and so cannot be sealed."""
    return [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if column.info.get(KEY) is Holds.SPECIAL and not isinstance(column.type, LargeBinary)
    ]


def as_markdown(metadata: MetaData) -> str:
    """The inventory as the tables of docs/data-inventory.md."""
    lines = []
    for table in sorted(metadata.tables.values(), key=lambda found: found.name):
        lines += [f"## {table.name}", "", "| column | holds | type |", "| --- | --- | --- |"]
        lines += [
            f"| {column.name} | {column.info.get(KEY, '?')} | {_kind(column)} |"
            for column in table.columns
        ]
        lines.append("")
    return "\n".join(lines)


def _kind(column: Any) -> str:
    if column.info.get(KEY) is Holds.SPECIAL:
        return "sealed bytes"
    return type(column.type).__name__.lower()
