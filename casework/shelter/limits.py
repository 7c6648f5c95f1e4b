"""The limits of stays in force on a day, from `limits.yaml`."""

from datetime import date
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from casework.shelter.domain.limits import Kind, Limit

HERE = Path(__file__).parent


@cache
def _dated() -> tuple[tuple[date, Limit], ...]:
    rows = YAML(typ="safe", pure=True).load(HERE / "limits.yaml")["limits"]
    found = [(row.pop("from"), Limit(**row)) for row in rows]
    return tuple(sorted(found, key=lambda one: one[0]))


def limit_on(day: date, kind: str) -> Limit:
    """The newest limit of this kind that is in force on the day; the oldest before all of them."""
    of_kind = [(start, limit) for start, limit in _dated() if limit.kind == Kind(kind)]
    in_force = [limit for start, limit in of_kind if start <= day]
    return in_force[-1] if in_force else of_kind[0][1]
