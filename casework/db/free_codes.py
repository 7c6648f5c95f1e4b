"""Codes that people read and type are short and drawn by chance; now and then one comes twice."""

from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from casework.db.engines import db


def free_code(column: Any, draw: Callable[[], str]) -> str:
    """A code that no row has in this column. Two writers at the same moment are kept apart by the
    column being unique."""
    taken = _taken(column)
    while True:
        code = draw()
        if db.session.scalar(taken, {"code": code}) is None:
            return code


@cache
def _taken(column: Any) -> Any:
    return select(column).where(column == bindparam("code"))
