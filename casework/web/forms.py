"""The one way a form works: parse, act once, keep what was typed when something is wrong.

Fields strip what they are given, are bounded, and refuse control characters and the bidirectional
overrides that make a text read as another (Unicode Technical Report 36, section 2.1.2).
"""

import secrets
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from flask import Response, make_response, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, ValidationError
from wtforms.fields import (
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.core import UnboundField
from wtforms.widgets import CheckboxInput, ListWidget

from casework.db import db, given_up
from casework.kernel.refusals import Refusal, StaleVersion
from casework.web import idempotency, meanwhile
from casework.web.errors import explanation
from casework.web.fields import FILL_IN, DayMonthYear, Phone, Whole, YesNo, offered
from casework.web.languages import _l

__all__ = [
    "Choice", "Choices", "DayMonthYear", "Form", "Phone", "TextBlock", "TextLine", "Whole",
    "YesNo", "clean", "submit",
]  # fmt: skip

SHORT = 120
LONG = 2000
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
TOO_LONG = _l("This is too long: write %(limit)s characters or fewer.")
NOT_TEXT = _l("This contains characters that cannot be shown. Type it again without them.")
CHOOSE = _l("Choose one of the answers.")


class Form(FlaskForm):
    """Every form of Sanad: a version (optimistic lock) and an idempotency key travel with it, and
    in `seen` the marks of what was on record when it was opened."""

    version = HiddenField()
    idempotency_key = HiddenField()
    seen = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.idempotency_key.data:
            self.idempotency_key.data = secrets.token_hex(16)

    def expected_version(self) -> int:
        """The version the sender saw; -1 when it was tampered with, which matches nothing."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1

    def refuse(self, refusal: Refusal) -> None:
        """Say a refusal of the service beside its field, or on top of the form."""
        text = explanation(refusal)
        if refusal.field and refusal.field in self._fields:
            field = self._fields[refusal.field]
            field.errors = [*field.errors, text]
        else:
            self.form_errors.append(text)


def clean(text: str | None) -> str:
    """Composed (NFC), stripped, without the invisible marks that turn a text around."""
    composed = unicodedata.normalize("NFC", text or "")
    return "".join(letter for letter in composed if letter not in _BIDI).strip()


def _bounded(limit: int, lines: bool) -> Callable[[Any, Field], None]:
    def check(form: Any, field: Field) -> None:
        text = field.data or ""
        if len(text) > limit:
            raise ValidationError(TOO_LONG % {"limit": limit})
        allowed = "\n\t" if lines else ""
        if any(
            unicodedata.category(letter) in ("Cc", "Cs", "Co")
            for letter in text
            if letter not in allowed
        ):
            raise ValidationError(NOT_TEXT)

    return check


def _needed(form: Any, field: Field) -> None:
    if not field.data:
        raise ValidationError(FILL_IN)


class _CleanText:
    """Mixed into text fields: what arrives is cleaned before it is checked."""

    def process_formdata(self, values: list[str]) -> None:
        if values:
            self.data = clean(values[0].replace("\r\n", "\n"))


class _Line(_CleanText, StringField):
    pass


class _Block(_CleanText, TextAreaField):
    pass


def TextLine(  # noqa: N802 - reads as the field it makes
    label: Any,
    *,
    limit: int = SHORT,
    needed: bool = False,
    hint: Any = None,
    also: Sequence[Any] = (),
    **options: Any,
) -> UnboundField:
    """One line of text; `also` holds further validators."""
    checks = [_needed] * needed + [_bounded(limit, lines=False), *also]
    return _Line(label, checks, description=hint or "", **options)


def TextBlock(  # noqa: N802
    label: Any, *, limit: int = LONG, needed: bool = False, hint: Any = None, **options: Any
) -> UnboundField:
    """Several lines of text."""
    checks = [_needed] * needed + [_bounded(limit, lines=True)]
    options.setdefault("render_kw", {}).setdefault("data-limit", limit)
    return _Block(label, checks, description=hint or "", **options)


class _ChosenOnce:
    """A missing answer is None, and a wrong one is said in the user's words."""

    data: Any

    def pre_validate(self, form: Any) -> None:
        if self.data in (None, "", "None"):
            self.data = None
            return
        if self.data not in {value for value, *_rest in self.iter_choices()}:  # type: ignore[attr-defined]
            raise ValidationError(CHOOSE)


class _OneOf(_ChosenOnce, RadioField):
    """Radios, none chosen beforehand."""


class _Select(_ChosenOnce, SelectField):
    """A list to choose one from."""


class _ManyOf(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        known = {value for value, *_rest in self.iter_choices()}
        if any(value not in known for value in self.data or []):
            raise ValidationError(CHOOSE)


def _chosen(form: Any, field: Field) -> None:
    if not field.data:
        raise ValidationError(CHOOSE)


def _usual(hint: Any) -> dict[str, Any]:
    return {"coerce": str, "description": hint or ""}


def Choice(  # noqa: N802
    label: Any,
    choices: Any,
    *,
    needed: bool = True,
    select: bool = False,
    hint: Any = None,
    **options: Any,
) -> UnboundField:
    """One of a few (radios) or one of many (`select`). Nothing is chosen beforehand."""
    kind = _Select if select else _OneOf
    checks = [_chosen] * needed
    return kind(label, checks, choices=offered(choices), **_usual(hint), **options)


def Choices(  # noqa: N802
    label: Any, choices: Any, *, needed: bool = False, hint: Any = None, **options: Any
) -> UnboundField:
    """Any of several (checkboxes)."""
    checks = [_chosen] * needed
    return _ManyOf(label, checks, choices=offered(choices), **_usual(hint), **options)


def submit(
    form: Form,
    template: str,
    act: Callable[[], Any],
    then: Callable[[Any], str],
    row: Any = None,
    show: meanwhile.Fill | None = None,
    previous: meanwhile.Fill | None = None,
    last_change: meanwhile.LastChange | None = None,
    **shown: Any,
) -> Response | str:
    """Show the form, or carry it out.

    GET shows it. Invalid: 422, what was typed kept, each message beside its field. A refusal of
    the service: nothing written, its status, the message at its place. Done: 303 to `then(result)`.
    `row` is the record whose version travels with the form: after a refusal as stale, the form
    comes back with the newer record around it and its version, so that sending again is a choice.

    `show(form)` fills the form with what is on record: on GET, and again when the record moved on
    before the form was sent, in which case both versions are shown field by field (409) and the
    sender chooses. `previous(form)` does the same for a form that opens empty, with the entry that
    the new one would follow. `last_change()` says who saved last; it is asked when both are shown.
    """
    fill = show or previous
    if request.method in ("GET", "HEAD"):
        _open(form, row, fill, opens_empty=show is None)
        return render_template(template, form=form, **shown)
    try:
        found = meanwhile.settle(form, row, fill) if fill is not None and row is not None else []
    except Refusal as refusal:
        form.refuse(refusal)
        return _again(form, template, refusal.status, shown)
    if found and form.validate():
        return meanwhile.choose(form, row, found, last_change)
    return _carry_out(form, template, act, then, row, shown)


def _open(form: Form, row: Any, fill: meanwhile.Fill | None, *, opens_empty: bool) -> None:
    if row is not None:
        form.version.data = row.version
    if fill is not None:
        if not opens_empty:
            fill(form)
        meanwhile.note_seen(form, fill, opens_empty=opens_empty)


def _carry_out(
    form: Form,
    template: str,
    act: Callable[[], Any],
    then: Callable[[Any], str],
    row: Any,
    shown: dict[str, Any],
) -> Response:
    if not form.validate():
        return _again(form, template, 422, shown)
    try:
        result = act()
        db.session.flush()
    except Refusal as refusal:
        db.session.rollback()
        if refusal.status in (403, 404) or refusal.status >= 500:
            raise
        form.refuse(refusal)
        if row is not None and isinstance(refusal, StaleVersion):
            form.version.data = row.version
        return _again(form, template, refusal.status, shown)
    return make_response(redirect(then(result), code=303))


def _again(form: Form, template: str, status: int, shown: dict[str, Any]) -> Response:
    idempotency.let_go()
    with given_up():
        return make_response(render_template(template, form=form, **shown), status)
