"""Code lists and how they are shown."""

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from casework.web.languages import current_language

Words = Mapping[str, Any]


def joined(parts: Iterable[str]) -> Markup:
    """A list in one line, with the comma of the language. What is not markup is escaped."""
    comma = Markup("، ") if current_language() == "ar" else Markup(", ")
    return comma.join(part for part in parts if part)


def choices(words: Words) -> tuple[tuple[str, Any], ...]:
    """A code list as the choices of a field."""
    return tuple(words.items())
