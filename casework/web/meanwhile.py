"""Two people change the same record: each sees what the other wrote and chooses; nothing is lost.

A form notes, when it is opened, what was on record: one short keyed mark a field. When the record
moved on before it is sent, the fields that differ are shown side by side, what is on record and
what was typed, and the sender chooses for each. Where only one of the two changed a field, that
choice is proposed; where both did, none is. Nothing is merged behind anybody's back. When only
other parts of the record moved on, the form is sent as if nothing had happened.
"""

import hashlib
import hmac
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from flask import Response, current_app, make_response, render_template, request
from wtforms import Field
from wtforms.fields import TextAreaField

from casework.db import db, given_up, hold
from casework.kernel.refusals import StaleVersion
from casework.web import idempotency
from casework.web.errors import explain
from casework.web.fields import PartialDate
from casework.web.formats import long_date, month
from casework.web.languages import _, _l

Fill = Callable[[Any], object]
LastChange = Callable[[], "Change | None"]

DIFFERING = "differing"
KEEP = "keep-"
MARK_LENGTH = 12
NOT_CARRIED = frozenset({"csrf_token", "version", "idempotency_key", "seen", DIFFERING})


class HiddenMeanwhile(StaleVersion):
    """What is on record now may not be seen by the sender at this moment, so nothing was
    written: they are told how to see it, and then choose."""


explain(
    HiddenMeanwhile,
    _l(
        "Somebody changed this since you opened it, and what they wrote is hidden from you now. "
        "What you typed is kept below. Show it in another window, then send this again."
    ),
)


class Keep(StrEnum):
    """What becomes of a field that two people wrote differently."""

    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"


WHO_CHANGED = {
    Keep.THEIRS: _l("You left this as it was."),
    Keep.MINE: _l("Nobody else changed this."),
    "": _l("Both of you changed this: choose."),
}


@dataclass(frozen=True)
class Change:
    """Who saved the record last, and when."""

    name: str
    at: datetime


@dataclass(frozen=True)
class Difference:
    """One field that two people wrote differently. `chosen` is proposed, or was chosen before."""

    name: str
    label: Any
    theirs: str
    mine: str
    chosen: str
    told: Any
    ways: tuple[Keep, ...]
    missing: bool = False


def marks(form: Any) -> str:
    """What the fields hold, as marks that say nothing without the key: `name:mark name:mark`."""
    return " ".join(f"{field.name}:{_mark(field)}" for field in _open_fields(form))


def note_seen(form: Any, fill: Fill, *, opens_empty: bool) -> None:
    """Let the form remember what is on record now. `opens_empty`: the form is for a new entry, and
    `fill` shows the one before it."""
    known = form
    if opens_empty:
        known = _like(form)
        fill(known)
    form.seen.data = marks(known)


def settle(form: Any, row: Any, fill: Fill) -> list[Difference]:
    """Bring the form up to the newest record; give what its sender has to choose first.

    With nothing to choose the form holds what is to be written, and the version it replaces. The
    row is locked, so that this stays true until the transaction ends.
    """
    hold(row)
    asked = request.form.getlist(DIFFERING)
    same = form.expected_version() == row.version
    if same and not asked:
        return []
    db.session.expire_all()
    newest = _like(form)
    fill(newest)
    if same and not _unchosen(asked):
        _apply(form, newest, asked)
        return []
    seen = dict(part.split(":", 1) for part in str(form.seen.data or "").split() if ":" in part)
    moved = any(seen.get(field.name) != _mark(field) for field in _open_fields(newest))
    found = _differences(form, newest, seen, asked) if moved or asked else []
    if not found:
        form.version.data = str(row.version)
    return found


def choose(
    form: Any, row: Any, found: list[Difference], last_change: LastChange | None
) -> Response:
    """The page where both versions stand side by side."""
    form.version.data = str(row.version)
    idempotency.let_go()
    with given_up():
        page = render_template(
            "web/meanwhile.html",
            form=form,
            differences=found,
            changed=last_change() if last_change else None,
            carried=_carried(),
            ways=Keep,
        )
        return make_response(page, 409)


def _carried() -> list[tuple[str, str]]:
    """All that was typed, to be sent again."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NOT_CARRIED and not name.startswith(KEEP)
    ]


def _differences(
    form: Any, newest: Any, seen: dict[str, str], asked: Collection[str]
) -> list[Difference]:
    found = []
    for mine in _open_fields(form):
        theirs = newest[mine.name]
        if _canonical(mine) == _canonical(theirs):
            continue
        proposed = _proposed(mine, theirs, seen.get(mine.name))
        long = isinstance(mine, TextAreaField) and bool(mine.data and theirs.data)
        found.append(
            Difference(
                name=mine.name,
                label=mine.label.text,
                theirs=said(theirs),
                mine=said(mine),
                chosen=request.form.get(KEEP + mine.name, proposed),
                told=WHO_CHANGED[proposed],
                ways=tuple(Keep) if long else (Keep.THEIRS, Keep.MINE),
                missing=bool(asked) and mine.name in _unchosen(asked),
            )
        )
    return found


def _proposed(mine: Field, theirs: Field, seen: str | None) -> Keep | str:
    """Where only one of the two changed the field, that one's; else nothing."""
    if seen == _mark(theirs):
        return Keep.MINE
    return Keep.THEIRS if seen == _mark(mine) else ""


def _unchosen(asked: Collection[str]) -> set[str]:
    return {name for name in asked if request.form.get(KEEP + name) not in set(Keep)}


def _apply(form: Any, newest: Any, asked: Collection[str]) -> None:
    for name in asked:
        if name not in form or name not in newest:
            continue
        field, keep = form[name], request.form[KEEP + name]
        if keep == Keep.THEIRS:
            field.process_data(newest[name].data)
        elif keep == Keep.BOTH and isinstance(field, TextAreaField):
            field.data = f"{newest[name].data or ''}\n{field.data or ''}"


def said(field: Field) -> str:
    """What a field holds, in words; "nothing" for nothing."""
    value = field.data
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if not value and value != 0:
        return _("nothing")
    if isinstance(value, PartialDate):
        return _date(value)
    if hasattr(field, "iter_choices"):
        held = value if isinstance(value, list) else [value]
        named = {choice[0]: str(choice[1]) for choice in field.iter_choices()}
        return " · ".join(named.get(one, str(one)) for one in held)
    return str(value)


def _date(value: PartialDate) -> str:
    if value.day:
        return long_date(value.earliest())
    return month(value.earliest()) if value.month else str(value.year)


def _open_fields(form: Any) -> Iterator[Field]:
    """The fields that somebody fills in."""
    return (field for field in form if getattr(field.widget, "input_type", "") != "hidden")


def _like(form: Any) -> Any:
    """An empty form of the same kind, with the same choices."""
    blank = type(form)(formdata=None)
    for field in _open_fields(form):
        if hasattr(field, "choices") and field.name in blank:
            blank[field.name].choices = field.choices
    return blank


def _canonical(field: Field) -> str:
    value = field.data
    if isinstance(value, list | tuple):
        return repr(sorted(map(str, value)) or None)
    return repr(None if value in ("", None) else value)


def _mark(field: Field) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    place = f"seen {request.path} {field.name} {_canonical(field)}"
    return hmac.new(secret, place.encode(), hashlib.sha256).hexdigest()[:MARK_LENGTH]
