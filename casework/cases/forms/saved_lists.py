"""The form of a list of cases that somebody keeps."""

from wtforms import BooleanField

from casework.cases.domain.saved_lists import NAME_LIMIT
from casework.web.forms import Form, TextLine
from casework.web.languages import _l


class SavedListForm(Form):
    """Its name, and whether it is what one sees first."""

    name = TextLine(
        _l("What you call this view"),
        limit=NAME_LIMIT,
        needed=True,
        hint=_l("A few words, without anybody’s name. Only you see it."),
    )
    opens_first = BooleanField(_l("Open the cases with this view"))


class DropForm(Form):
    """Nothing to fill in."""
