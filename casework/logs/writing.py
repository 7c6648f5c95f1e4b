"""From a line of the catalogue to one line of text: structlog, with the fields checked first."""

import logging
from dataclasses import fields
from functools import cache
from typing import Any, get_args, get_type_hints

import structlog
from structlog.types import EventDict, WrappedLogger

from casework.logs.catalogue import Line
from casework.logs.fields import FieldRefused, accepted

NAME = "sanad"
REFUSED = "refused"


class Rendered(str):
    """A text that was made of a checked line. No other text is written."""

    __slots__ = ()


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """The kind of each field; a field that may be missing has its kind without None."""
    hints = get_type_hints(kind, include_extras=True)
    return {one.name: next(iter(_without_none(hints[one.name]))) for one in fields(kind)}


def _without_none(annotation: Any) -> list[Any]:
    parts = get_args(annotation)
    if type(None) not in parts:
        return [annotation]
    return [part for part in parts if part is not type(None)]


def checked(line: Line) -> dict[str, Any]:
    """What may be written of a line. Fields that hold something else are left out, and named."""
    kept: dict[str, Any] = {}
    refused: list[str] = []
    shape: Any = type(line)
    for name, kind in _hints(shape).items():
        value = getattr(line, name)
        if value is None:
            continue
        try:
            kept |= {part or name: found for part, found in accepted(kind, value).items()}
        except FieldRefused:
            refused.append(name)
    return {**kept, REFUSED: refused} if refused else kept


def write(line: Line) -> None:
    """Write a line of the catalogue. Anything else is refused."""
    if not isinstance(line, Line):
        raise TypeError("a line of the catalogue")
    _logger.log(_LEVELS[line.gravity], render(line))


def render(line: Line) -> Rendered:
    """The line as text."""
    event: EventDict = {"event": type(line).event, "level": line.gravity, **checked(line)}
    for step in _steps:
        event = step(None, line.gravity, event)  # type: ignore[assignment]
    return Rendered(event)


def _first(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """What it is comes first, whatever the field names."""
    head = {name: event.pop(name) for name in ("at_time", "level", "event")}
    return {"time": head["at_time"], "level": head["level"], "event": head["event"], **event}


_TIME = structlog.processors.TimeStamper(fmt="iso", utc=True, key="at_time")
JSON = structlog.processors.JSONRenderer(sort_keys=False)
PLAIN = structlog.processors.KeyValueRenderer(key_order=["time", "level", "event"])
_steps: list[Any] = [_TIME, _first, JSON]
_LEVELS = {"info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
_logger = logging.getLogger(NAME)
_logger.setLevel(logging.INFO)


def as_json(wanted: bool) -> None:
    """JSON for machines, in production; words and equals signs for somebody at a console."""
    _steps[-1] = JSON if wanted else PLAIN
