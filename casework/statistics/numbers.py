"""How numbers reach a page: protected ones through one filter, any other number not at all.

Two locks. `show` walks all that a page is given and refuses a bare number anywhere in it, so that
a template cannot print one by accident. The `protected` filter is how a protected number is
written, and refuses everything else.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from flask import Flask, render_template
from markupsafe import Markup, escape

from casework.web.formats import isolated_ltr
from casework.web.formats import number as written
from casework.web.languages import _

from .domain.protected import BareNumberError, ProtectedCount, ProtectedRate, Untold


def show(template: str, **shown: Any) -> str:
    """Render a page of statistics. Whatever is not words or a protected number is refused."""
    refuse_bare_numbers(shown)
    return render_template(template, **shown)


def refuse_bare_numbers(value: Any) -> None:
    """Raise BareNumberError unless the value is made of words and protected numbers alone."""
    if value is None or isinstance(value, str | bool | ProtectedCount | ProtectedRate):
        return
    if isinstance(value, Mapping):
        parts = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple):
        parts = list(value)
    elif is_dataclass(value):
        parts = [getattr(value, field.name) for field in fields(value)]
    else:
        raise BareNumberError(type(value).__name__)
    for part in parts:
        refuse_bare_numbers(part)


def protected(number: Any) -> Markup:
    """The filter: a protected count or rate as it is written; small ones in grey."""
    if isinstance(number, ProtectedRate):
        return Markup("") if number.percent is None else _percent(number)
    if not isinstance(number, ProtectedCount):
        raise BareNumberError(type(number).__name__)
    if number.small:
        return Markup('<bdi class="lt" dir="ltr">&lt;\N{NO-BREAK SPACE}{}</bdi>').format(
            number.least
        )
    return Markup('<bdi class="num">{}</bdi>').format(written(number.value))


def margin(number: Any) -> Markup:
    """The filter for the 95 % band of a protected count or rate: ± 4."""
    if not isinstance(number, ProtectedCount | ProtectedRate):
        raise BareNumberError(type(number).__name__)
    return Markup('<bdi class="num" dir="ltr">±\N{NO-BREAK SPACE}{}</bdi>').format(number.band_95)


def plain(count: ProtectedCount) -> str:
    """A protected count in running text: isolated, so that right-to-left text cannot turn it."""
    return isolated_ltr(
        f"<\N{NO-BREAK SPACE}{count.least}" if count.small else written(count.value)
    )


def rate_words(rate: ProtectedRate) -> str:
    """A protected rate with its margin in running text: 28 % ± 3."""
    return isolated_ltr(f"{rate} ± {rate.band_95}")


def untold_words(rate: ProtectedRate) -> str:
    """Why a share is not told; nothing where it is."""
    said = {
        Untold.FEW: _("fewer than 30 in all: no share"),
        Untold.SMALL_PART: _("fewer than 5 of them: no share"),
        Untold.UNSURE: _("margin too wide for a share"),
    }
    return said[rate.untold] if rate.untold else ""


def _percent(rate: ProtectedRate) -> Markup:
    return Markup('<bdi class="num">{}</bdi>').format(
        escape(_("%(share)s%%", share=str(rate.percent)))
    )


def init_app(app: Flask) -> None:
    """The two filters."""
    app.jinja_env.filters.update(protected=protected, margin=margin)
