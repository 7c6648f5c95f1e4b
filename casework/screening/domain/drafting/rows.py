"""A condition as rows of a small form, for those that fit in one; the others are written out.

A form says whether all or any of a few things hold: for whom it is (the lists of indicators), and
rows of a question and what was answered to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from casework.screening.domain.drafting.writing import Document


class How(StrEnum):
    """What a row says of the answer to its question."""

    IS = "is"
    IS_NOT = "is_not"
    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"

    @property
    def takes_values(self) -> bool:
        """Whether the row names answers."""
        return self in (How.IS, How.IS_NOT)


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `values` are answers, for the two kinds that name some."""

    question: str
    how: How
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """The whole form; without rows and lists it is no condition at all."""

    rows: tuple[Row, ...] = ()
    any: bool = False
    profiles: tuple[str, ...] = ()


def rows_of(tree: Document | None) -> Rows | None:
    """The tree as rows; None when it does not fit in them."""
    if tree is None:
        return Rows()
    parts: Sequence[Any] = tree.get("and") or tree.get("or") or [tree]
    named = [part["profile"] for part in parts if "profile" in part]
    leaves = [_row(part) for part in parts if "profile" not in part]
    rows = tuple(row for row in leaves if row is not None)
    if len(rows) != len(leaves) or len(named) > 1:
        return None
    return Rows(rows, "or" in tree, tuple(named[0]) if named else ())


def tree_of_rows(form: Rows) -> Document | None:
    """The rows as a tree; None when nothing is asked for."""
    parts: list[Document] = [{"profile": sorted(form.profiles)}] if form.profiles else []
    parts += [_leaf(row) for row in form.rows]
    if len(parts) < 2:
        return parts[0] if parts else None
    return {"or" if form.any else "and": parts}


def _leaf(row: Row) -> Document:
    match row.how:
        case How.ANSWERED:
            return {"answered": row.question}
        case How.NOT_ANSWERED:
            return {"not": {"answered": row.question}}
        case How.IS:
            return _one_of(row)
        case How.IS_NOT:
            return {"not": _one_of(row)}


def _one_of(row: Row) -> Document:
    if len(row.values) == 1:
        return {"eq": [row.question, row.values[0]]}
    return {"in": [row.question, list(row.values)]}


def _row(leaf: Document) -> Row | None:
    match leaf:
        case {"answered": str() as question}:
            return Row(question, How.ANSWERED)
        case {"not": {"answered": str() as question}}:
            return Row(question, How.NOT_ANSWERED)
        case {"not": {} as inner}:
            return _answered_with(inner, How.IS_NOT)
    return _answered_with(leaf, How.IS)


def _answered_with(leaf: Document, how: How) -> Row | None:
    match leaf:
        case {"eq": [str() as question, str() as value]}:
            return Row(question, how, (value,))
        case {"in": [str() as question, list() as values]}:
            return Row(question, how, tuple(values))
    return None
