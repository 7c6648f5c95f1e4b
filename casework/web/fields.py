"""Fields with a meaning of their own: yes or no, a date that may be partial, a phone, a number."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request
from wtforms import Field, ValidationError
from wtforms.fields import RadioField, SelectChoice
from wtforms.fields.core import UnboundField

from casework.kernel import clock
from casework.web.languages import _l

YES_NO = (("yes", _l("Yes")), ("no", _l("No")))
ANSWER_THIS = _l("Choose yes or no.")
NOT_A_DAY = _l("Write a day that exists, for example 14 11 2026.")
NOT_A_DATE = _l(
    "Write a date that exists, for example 14 11 1998. The day and month may be left out."
)
NOT_YET = _l("The date cannot be after today.")
NOT_A_PHONE = _l("Write the full number, for example 06 00 00 00 00 or +225 07 00 00 00 00.")
NOT_A_NUMBER = _l("Write a whole number between %(low)s and %(high)s.")
FILL_IN = _l("Fill in this field.")
EARLIEST_YEAR = 1900


@dataclass(frozen=True)
class PartialDate:
    """A date of which the day, or the day and month, may be unknown."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """A day that is known."""
        return cls(day.year, day.month, day.day)

    def earliest(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)


def offered(choices: Any) -> Any:
    """A code list, pairs of code and word, as what a list of the form library is made of. What is
    only known when the form is opened (nothing, a function) stays as it is."""
    if choices is None or callable(choices):
        return choices
    return [SelectChoice(value, label) for value, label in choices]


class _YesNo(RadioField):
    """Two radios, neither chosen beforehand; the value is True, False or None."""

    def process_formdata(self, values: list[str]) -> None:
        self.data = {"yes": True, "no": False}.get(values[0]) if values else None

    def process_data(self, value: Any) -> None:
        self.data = value

    def iter_choices(self) -> Any:
        chosen = {True: "yes", False: "no"}.get(self.data)  # type: ignore[arg-type]
        return ((value, label, value == chosen, {}) for value, label in YES_NO)

    def pre_validate(self, form: Any) -> None:
        """Any other value was read as no answer."""


def _answered(form: Any, field: Field) -> None:
    if field.data is None:
        raise ValidationError(ANSWER_THIS)


def YesNo(label: Any, *, needed: bool = True, hint: Any = None) -> UnboundField:  # noqa: N802
    """A question answered by yes or no."""
    return _YesNo(label, [_answered] * needed, choices=offered(YES_NO), description=hint or "")


class _DayMonthYear(Field):
    """Three short fields. The year is needed, the day and month may be unknown when `partial`."""

    day = month = year = ""

    def __init__(self, *args: Any, partial: bool, past: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partial, self.past = partial, past

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        super().process(formdata, *args, **kwargs)
        if formdata is not None and f"{self.name}-year" in request.form:
            self._read()

    def process_data(self, value: PartialDate | None) -> None:
        self.data = value
        self.day = self.month = self.year = ""
        if value is not None:
            self.year = str(value.year)
            self.month = str(value.month or "")
            self.day = str(value.day or "")

    def _read(self) -> None:
        typed = [
            request.form.get(f"{self.name}-{part}", "").strip()[:12]
            for part in ("day", "month", "year")
        ]
        self.day, self.month, self.year = typed
        self.data = _partial_date(*typed)

    def pre_validate(self, form: Any) -> None:
        if not (self.day or self.month or self.year):
            return
        if self.data is None or (not self.partial and self.data.day is None):
            raise ValidationError(NOT_A_DATE if self.partial else NOT_A_DAY)
        if self.past and self.data.earliest() > clock.now().astimezone(clock.MOROCCO).date():
            raise ValidationError(NOT_YET)


def DayMonthYear(  # noqa: N802
    label: Any, *, needed: bool = False, partial: bool = True, past: bool = True, hint: Any = None
) -> UnboundField:
    """A date as day, month and year."""
    return _DayMonthYear(
        label, [_filled] * needed, partial=partial, past=past, description=hint or ""
    )


def _filled(form: Any, field: Field) -> None:
    if field.data is None and not field.errors:
        raise ValidationError(FILL_IN)


def _partial_date(day: str, month: str, year: str) -> PartialDate | None:
    parts = [int(text) if re.fullmatch(r"\d{1,4}", text) else None for text in (day, month, year)]
    wrong = any(  # \d and int() read Arabic digits too
        text and number is None for text, number in zip((day, month, year), parts, strict=True)
    )
    if wrong or not parts[2] or parts[2] < EARLIEST_YEAR or (parts[0] and not parts[1]):
        return None
    try:
        date(parts[2], parts[1] or 1, parts[0] or 1)
    except ValueError:
        return None
    return PartialDate(parts[2], parts[1] or None, parts[0] or None)


class _Phone(Field):
    """Any usual way to write a number is accepted and kept as typed; the digits must be enough."""

    _allowed = re.compile(r"\+?[0-9 ().\-/]{6,25}")

    def _value(self) -> str:
        return self.data or ""

    def process_formdata(self, values: list[str]) -> None:
        if values:
            self.data = values[0].strip()

    def pre_validate(self, form: Any) -> None:
        digits = re.sub(r"[^0-9]", "", self.data or "")
        if self.data and not (self._allowed.fullmatch(self.data) and 8 <= len(digits) <= 15):
            raise ValidationError(NOT_A_PHONE)


def _typed(form: Any, field: Field) -> None:
    if not field.data:
        raise ValidationError(FILL_IN)


def Phone(label: Any, *, needed: bool = False, hint: Any = None) -> UnboundField:  # noqa: N802
    """A telephone number."""
    return _Phone(label, [_typed] * needed, description=hint or "")


class _Whole(Field):
    """A whole number within bounds. What was typed is shown again when it is not one."""

    def __init__(self, *args: Any, low: int, high: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.low, self.high, self._typed = low, high, ""

    def _value(self) -> str:
        return self._typed or ("" if self.data is None else str(self.data))

    def process_data(self, value: int | None) -> None:
        self.data, self._typed = value, ""

    def process_formdata(self, values: list[str]) -> None:
        if values:
            self._typed = values[0].strip()[:20]
            self.data = int(self._typed) if re.fullmatch(r"[0-9]{1,9}", self._typed) else None

    def pre_validate(self, form: Any) -> None:
        if self._typed and (self.data is None or not self.low <= self.data <= self.high):
            raise ValidationError(NOT_A_NUMBER % {"low": self.low, "high": self.high})


def Whole(  # noqa: N802
    label: Any, *, low: int = 0, high: int = 999, needed: bool = False, hint: Any = None
) -> UnboundField:
    """A whole number between `low` and `high`."""
    return _Whole(label, [_filled] * needed, low=low, high=high, description=hint or "")
