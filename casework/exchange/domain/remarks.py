"""What could not be carried over from a form, or was changed: one remark for each place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Why(StrEnum):
    """What happened to a row, a column or a sheet. LEFT_OUT says what is not in the draft."""

    # left out
    NO_SUCH_TYPE = "no_such_type"
    COMPUTED = "computed"
    OF_THE_DEVICE = "of_the_device"
    REPEATED = "repeated"
    NO_CHOICES = "no_choices"
    CONDITION = "condition"
    COLUMN = "column"
    LANGUAGE = "language"
    SHEET = "sheet"
    OR_OTHER = "or_other"
    CHOICE_TWICE = "choice_twice"
    # changed
    NOW_TEXT = "now_text"
    NOW_YES_NO = "now_yes_no"
    WHOLE_NUMBERS = "whole_numbers"
    RENAMED = "renamed"
    NOTE_MOVED = "note_moved"
    NO_LABEL = "no_label"
    QUOTES = "quotes"
    # to be looked at
    IDENTITY = "identity"


LEFT_OUT = frozenset(
    {
        Why.NO_SUCH_TYPE, Why.COMPUTED, Why.OF_THE_DEVICE, Why.REPEATED, Why.NO_CHOICES,
        Why.CONDITION, Why.COLUMN, Why.LANGUAGE, Why.SHEET, Why.OR_OTHER, Why.CHOICE_TWICE,
    }
)  # fmt: skip
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that whoever drafts should know. `row` is 0 for a whole sheet or column."""

    sheet: str
    row: int
    why: Why
    name: str = ""


@dataclass
class Remarks:
    """The remarks of one reading, in the order they were made."""

    made: list[Remark] = field(default_factory=list)

    def add(self, sheet: str, row: int, why: Why, name: str = "") -> None:
        """Note one; the same is not said twice."""
        remark = Remark(sheet, row, why, name[:LONGEST_NAME])
        if remark not in self.made:
            self.made.append(remark)

    def __iter__(self) -> Iterator[Remark]:
        return iter(self.made)
