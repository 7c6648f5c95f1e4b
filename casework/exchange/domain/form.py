"""A form as XLSForm writes it: three sheets of rows, columns named, every cell a text.

Reference: XLSForm (xlsform.org), ODK XForms specification. Columns that begin with `sanad_` hold
what no other tool knows, so that a form that comes back is the questionnaire that went out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from casework.screening.domain.instrument import LANGUAGES, Text

LANGUAGE_NAMES = {"fr": "Français (fr)", "ar": "العربية (ar)", "en": "English (en)"}
Cells = dict[str, str]


@dataclass(frozen=True)
class Form:
    """Survey, choices and settings, in order; `sanad` holds what belongs to the whole."""

    survey: Sequence[Cells]
    choices: Sequence[Cells]
    settings: Cells
    sanad: Sequence[Cells] = ()

    def sheets(self) -> dict[str, list[Cells]]:
        """Sheet by sheet, as a workbook holds them."""
        found = {
            "survey": list(self.survey),
            "choices": list(self.choices),
            "settings": [self.settings],
        }
        return {**found, "sanad": list(self.sanad)} if self.sanad else found


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet that was read: its number as the spreadsheet shows it, and its cells."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The cell of a column, stripped; empty when there is none."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True)
class Sheets:
    """The sheets of a workbook that was read, by their small-letter names."""

    rows: Mapping[str, Sequence[SheetRow]] = field(default_factory=dict)

    def of(self, sheet: str) -> Sequence[SheetRow]:
        """The rows of a sheet below its headings; none when there is no such sheet."""
        return self.rows.get(sheet, ())


def in_languages(column: str, text: Text | None) -> Cells:
    """`label::Français (fr)` and so on; a language without words has no cell."""
    if text is None:
        return {}
    return {
        f"{column}::{LANGUAGE_NAMES[language]}": words
        for language in LANGUAGES
        if (words := getattr(text, language))
    }
