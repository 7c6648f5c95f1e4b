"""The forms of what follows a screening: confirming, another view, correcting."""

from datetime import timedelta
from typing import Any

from wtforms import StringField

from casework.kernel import clock
from casework.screening.domain.deadlines import USUAL_WATCH
from casework.web.fields import PartialDate
from casework.web.forms import Choice, DayMonthYear, Form, TextBlock
from casework.web.languages import _l

WORDS = 500


class WatchForm(Form):
    """Confirming that somebody is at risk: the day of the next screening."""

    again_on = DayMonthYear(
        _l("Meet the person again on"),
        needed=True,
        partial=False,
        past=False,
        hint=_l("Between 14 and 30 days from today."),
    )


class UnexploredForm(WatchForm):
    """Confirming what was not explored enough: ask again, or say why it is closed all the same."""

    way = Choice(
        _l("What should happen"),
        (
            ("again", _l("Ask for another screening")),
            ("close", _l("Close without another screening")),
        ),
    )
    again_on = DayMonthYear(
        _l("Meet the person again on"),
        partial=False,
        past=False,
        hint=_l("Between 14 and 30 days from today. Not needed when you close."),
    )
    reason = TextBlock(
        _l("Why"), limit=WORDS, hint=_l("Needed when you close. No name and no number.")
    )


class ViewForm(Form):
    """A lower level, in the judgement of whoever screened: kept beside, never in force."""

    band = Choice(_l("What it is, in your judgement"), ())
    reason = TextBlock(_l("Why"), limit=WORDS, hint=_l("No name and no number."))


class CorrectionForm(Form):
    """Sending a correction, or throwing it away (`leaving`)."""

    leaving = StringField()
    reason = TextBlock(
        _l("Why it is corrected"),
        limit=WORDS,
        hint=_l("A mistake, or something the person added. No name and no number."),
    )


class ReadForm(Form):
    """That a correction was read: nothing is typed."""


def usual_day() -> PartialDate:
    """The day on which somebody at risk is met again when nobody chooses another."""
    day = clock.now().astimezone(clock.MOROCCO).date() + timedelta(days=USUAL_WATCH)
    return PartialDate(day.year, day.month, day.day)


def prefilled(form: Any) -> Any:
    """The form with the usual day in it, unless something was typed."""
    if not form.is_submitted():
        form.again_on.process_data(usual_day())
    return form
