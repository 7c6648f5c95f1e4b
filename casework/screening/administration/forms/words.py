"""The same words in three languages, as three fields."""

from __future__ import annotations

from typing import Any

from casework.screening.administration.texts import LANGUAGE_NAMES
from casework.screening.domain.instrument import LANGUAGES
from casework.web.forms import TextBlock, TextLine

LINE = 300
BLOCK = 1500


def words_fields(name: str, *, lines: bool = True, limit: int = 0) -> dict[str, Any]:
    """`name_fr`, `name_ar`, `name_en`. None is needed: a missing one blocks its language only."""
    made: Any = TextBlock if lines else TextLine
    most = limit or (BLOCK if lines else LINE)
    return {f"{name}_{one}": made(LANGUAGE_NAMES[one], limit=most) for one in LANGUAGES}


def words_shown(name: str, text: Any) -> dict[str, Any]:
    """What the three fields hold."""
    return {f"{name}_{one}": (text or {}).get(one, "") for one in LANGUAGES}


def words_of(form: Any, name: str, *, optional: bool = False) -> dict[str, str] | None:
    """What was typed, by language; None for an optional text without any."""
    typed = {one: form[f"{name}_{one}"].data for one in LANGUAGES}
    kept = {one: words for one, words in typed.items() if words}
    return None if optional and not kept else kept
