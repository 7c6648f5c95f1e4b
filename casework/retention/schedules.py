"""The table of periods as it is shipped, read once."""

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from casework.kernel import clock
from casework.kernel.clock import MOROCCO
from casework.retention.domain.schedule import (
    Period,
    Schedule,
    ScheduleRefused,
    in_force,
    in_order,
    months_after,
)

SHIPPED = Path(__file__).with_name("schedule.yaml")


@cache
def versions(path: Path = SHIPPED) -> tuple[Schedule, ...]:
    """Every version, the first in force first. A file of another shape is refused."""
    try:
        found = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        return in_order(tuple(_version(one) for one in found))
    except (YAMLError, KeyError, TypeError, AttributeError) as problem:
        raise ScheduleRefused(f"{path.name}: {type(problem).__name__}") from None


def current() -> Schedule:
    """The version of today."""
    return in_force(versions(), today())


def is_restricted(closed_on: date) -> bool:
    """Whether a case that was closed on a day is only kept by now."""
    return today() >= months_after(closed_on, current().restricted_after)


def restricted_until() -> date:
    """The last day of closing of a case that is only kept by now."""
    months = current().restricted_after
    day = months_after(today(), -months)
    while months_after(day + timedelta(days=1), months) <= today():
        day += timedelta(days=1)
    return day


def house_log_from() -> datetime:
    """The moment from which on the daily log of a house is still kept."""
    first = months_after(today(), -current().house_log)
    return datetime.combine(first, time(), MOROCCO)


def today() -> date:
    """The day in Morocco."""
    return clock.now().astimezone(MOROCCO).date()


def _version(plain: dict[str, Any]) -> Schedule:
    periods = {name: Period(**period) for name, period in plain["periods"].items()}
    return Schedule(
        id=str(plain["id"]),
        in_force_from=plain["in_force_from"],
        source=str(plain["source"]).strip(),
        notice_days=int(plain["notice_days"]),
        restricted_after=int(plain["restricted_after"]),
        house_log=int(plain["house_log"]),
        periods=periods,
    )
