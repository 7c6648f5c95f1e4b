"""The kinds of value that a line of the log can have, and what each of them refuses.

A value is looked at when the line is written, whatever its annotation says: what is not of the kind
is refused. Nothing here takes free text. Names of endpoints, jobs and work lists are those that the
program itself registered (`allow`); counts are too small for a telephone or document number.
"""

import logging
import re
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

MOST = 9_999_999
DEEPEST = 8
_MARK = re.compile(r"E-[0-9A-F]{6}")
_PERIOD = re.compile(r"20\d\d(?:-(?:0[1-9]|1[0-2]|Q[1-4]))?")
_MODULE = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,79}")
_CODE_PLACE = re.compile(r"[A-Za-z0-9_.-]{1,60}:\d{1,6}")

Endpoint = Annotated[str, "endpoint"]
"""An endpoint of the application, such as `cases.case_file`: never an address."""
Job = Annotated[str, "job"]
"""A job that the worker knows."""
WorkListKey = Annotated[str, "work_list"]
"""A list of the home page."""
Count = Annotated[int, "count"]
"""A number of things or milliseconds, at most 9,999,999."""
Status = Annotated[int, "status"]
"""A status of HTTP."""
Mark = Annotated[str, "mark"]
"""The mark that a failure page shows: `E-3F9A21`."""
PeriodLabel = Annotated[str, "period"]
"""A period of the statistics: `2026`, `2026-09`, `2026-Q3`."""
Problem = Annotated[BaseException, "problem"]
"""An exception: written as its class and the places it came through, without its message."""
Logger = Annotated[str, "logger"]
"""The module of a library that spoke."""
Place = Annotated[str, "place"]
"""A file of code and a line, without its folders."""

LISTED = ("endpoint", "job", "work_list")
_allowed: dict[str, set[str]] = {kind: set() for kind in LISTED}


class FieldRefused(Exception):
    """A value is not of its field's kind. Never says the value."""


def allow(kind: str, names: Iterable[str]) -> None:
    """The names that exist in this program: endpoints, jobs, work lists."""
    _allowed[kind].update(names)


def accepted(annotation: Any, value: Any) -> dict[str, Any]:
    """What is written of a value: `{"": value}`, or several parts for an exception. FieldRefused
    for anything that is not of the kind."""
    if get_origin(annotation) is not Annotated:
        return {"": _one_of(get_args(annotation), value)}
    kind = get_args(annotation)[1]
    if kind == "problem":
        return _problem(value)
    if kind not in _CHECKS or not _CHECKS[kind](value):
        raise FieldRefused(kind)
    return {"": value}


def _one_of(words: tuple[Any, ...], value: Any) -> str:
    """A word of a closed list, written in the catalogue."""
    if type(value) is not str or value not in words:
        raise FieldRefused("word")
    return value


def _problem(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, BaseException):
        raise FieldRefused("problem")
    frames = traceback.extract_tb(value.__traceback__)
    places = [
        f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-DEEPEST:])
    ]
    return {"kind": type(value).__name__, "places": [one for one in places if _is_place(one)]}


def _text(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: type(value) is str and pattern.fullmatch(value) is not None


def _listed(kind: str) -> Callable[[Any], bool]:
    return lambda value: type(value) is str and value in _allowed[kind]


def _whole(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _is_logger(value: Any) -> bool:
    """A logger that some module made: names are given in code."""
    return _is_module(value) and value in logging.root.manager.loggerDict


_is_module = _text(_MODULE)
_is_place = _text(_CODE_PLACE)
_CHECKS: dict[str, Callable[[Any], bool]] = {
    **{kind: _listed(kind) for kind in LISTED},
    "count": _whole(0, MOST),
    "status": _whole(100, 599),
    "mark": _text(_MARK),
    "period": _text(_PERIOD),
    "logger": _is_logger,
    "place": _is_place,
}
