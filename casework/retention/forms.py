"""The forms of keeping and erasing."""

from casework.retention.texts import HOLD_REASONS, KEEP_REASONS
from casework.web.forms import Choice, DayMonthYear, Form, TextLine
from casework.web.languages import _l


class FindForm(Form):
    """Which record."""

    code = TextLine(_l("Code of a file"), limit=20, needed=True)


class ActForm(Form):
    """A step that needs nothing but the wish."""


class ConfirmForm(Form):
    """The second person types the code."""

    code = TextLine(
        _l("Type the code of the file"),
        limit=20,
        needed=True,
        hint=_l("So that no other file is erased by mistake."),
    )


class KeepForm(Form):
    """Why the file is not erased now."""

    reason = Choice(_l("Why is it kept?"), tuple(KEEP_REASONS.items()))


class HoldForm(Form):
    """Why a file must not be erased, and until when that is looked at again."""

    reason = Choice(_l("Why must it not be erased?"), tuple(HOLD_REASONS.items()))
    until = DayMonthYear(
        _l("Review on"),
        needed=True,
        partial=False,
        past=False,
        hint=_l("At most a year ahead. The hold blocks the erasure until it is lifted."),
    )
