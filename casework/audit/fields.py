"""The only kinds of value that an event may hold: ids, codes, counts, digests. Never free text.

A trace that quoted a name, a phone or a reason in someone's words would itself be the leak that
Penal Code article 448-9 punishes; a reader who is entitled to the words opens the record instead.
"""

import re
from dataclasses import fields
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

Code = Annotated[str, "code"]
"""A word of one of our code lists: `P1`, `MA-06`, `SHELTER`, `planned_call`, `case:reveal`."""

Digest = Annotated[str, "digest"]
"""64 hexadecimal digits: SHA-256 of a sealed blob or of a release, never of content in clear."""

CODE = re.compile(r"(?=.{1,48}\Z)(?:[a-z]+[a-z0-9_.:]*|[A-Z][A-Z0-9_.-]*)\Z")
DIGEST = re.compile(r"[0-9a-f]{64}\Z")
LARGEST_COUNT = 2**53

Value = str | int | None


class NotACode(ValueError):
    """A value that an event may not hold. Names the event and the field, never the value."""

    def __init__(self, event: str, field: str) -> None:
        super().__init__(f"{event}.{field}")
        self.event = event
        self.field = field


@cache
def kinds_of(event_class: type) -> dict[str, tuple[Any, ...]]:
    """For each field of an event class, the alternatives that its annotation allows."""
    hints = get_type_hints(event_class, include_extras=True)
    return {field.name: alternatives(hints[field.name]) for field in fields(event_class)}


def alternatives(hint: Any) -> tuple[Any, ...]:
    """`UUID | None` → `(UUID, NoneType)`; anything else stands alone."""
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def is_allowed_kind(hint: Any) -> bool:
    """Whether an annotation can hold codes, ids and counts only: the rule of the catalogue."""
    if get_origin(hint) is Literal:
        return all(isinstance(word, str) and CODE.match(word) for word in get_args(hint))
    if hint in (UUID, int, NoneType, Code, Digest):
        return True
    return isinstance(hint, type) and issubclass(hint, StrEnum)


def accepts(hint: Any, value: object) -> bool:
    """Whether one value fits one allowed annotation."""
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    if hint is Code:
        return isinstance(value, str) and CODE.match(value) is not None
    if hint is Digest:
        return isinstance(value, str) and DIGEST.match(value) is not None
    if hint is int:
        return type(value) is int and 0 <= value <= LARGEST_COUNT
    return isinstance(value, hint)


def check(event: object) -> None:
    """Refuse an event that holds anything but what its fields declare."""
    event_class: Any = type(event)
    for name, hints in kinds_of(event_class).items():
        value = getattr(event, name)
        if not any(accepts(hint, value) for hint in hints):
            raise NotACode(event_class.__name__, name)


def plain(value: object) -> Value:
    """The value as canonical JSON will hold it."""
    if value is None or type(value) is int:
        return value
    return str(value)
