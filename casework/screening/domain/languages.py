"""In which languages something can be shown whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from casework.screening.domain.terms import LANGUAGES, Text


def complete(value: Any) -> tuple[str, ...]:
    """The languages in which no text of a questionnaire, or of a part of one, is missing."""
    texts = list(texts_in(value))
    return tuple(one for one in LANGUAGES if all(getattr(text, one) for text in texts))


def texts_in(value: Any) -> Iterator[Text]:
    """Every text of a questionnaire, or of a part of one, at any depth."""
    if isinstance(value, Text):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from texts_in(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for held in value:
            yield from texts_in(held)
