"""Words of a questionnaire in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from casework.screening.domain.instrument import Text
from casework.screening.loader import sources
from casework.web.formats import bdi
from casework.web.languages import current_language, direction


def local(text: Text | None) -> str:
    """The words in the reader's language; nothing for nothing. Where a translation is missing the
    words come in another language, and are marked as such for eyes and voices."""
    if not text:
        return ""
    language = current_language()
    shown, words = text.shown_in(language), text.within(language)
    if shown == language or not words:
        return words
    return Markup('<span lang="{}" dir="{}">{}</span>').format(shown, direction(shown), words)


def source_words(source: str) -> str:
    """What a questionnaire was made from: in the reader's language where it came with Sanad, else
    as its author wrote it."""
    known = sources().get(source)
    return local(known) if known else bdi(source)


def joined(separator: str, words: Iterable[str]) -> str:
    """Words in a row; those that are marked up stay so."""
    listed = list(words)
    if any(isinstance(one, Markup) for one in listed):
        return escape(separator).join(listed)
    return separator.join(listed)
