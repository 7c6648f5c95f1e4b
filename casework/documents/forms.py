"""Sending a document, and deleting one."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import ValidationError

from casework.cases import labels
from casework.documents import texts
from casework.web.fields import DayMonthYear
from casework.web.forms import Choice, Form, TextBlock, TextLine
from casework.web.languages import _l

CHOOSE_FILE = _l("Choose the file.")
LANGUAGES = {"none": _l("No language"), **labels.LANGUAGES}


def _sent(form: Any, field: Any) -> None:
    if not field.data:
        raise ValidationError(CHOOSE_FILE)


class DocumentForm(Form):
    """A file, and what is known of it."""

    file = FileField(_l("File (PDF, JPEG or PNG)"), [_sent])
    kind = Choice(_l("What is it?"), labels.choices(texts.KINDS), select=True)
    title = TextLine(_l("Title"), needed=True, hint=_l("Without the name of the person."))
    language = Choice(_l("Language of the document"), labels.choices(LANGUAGES), select=True)
    dated = DayMonthYear(_l("Date of the document"), partial=False)


class DeleteForm(Form):
    """Why a document goes."""

    reason = Choice(_l("Why is it deleted?"), labels.choices(texts.BY_HAND))
    words = TextBlock(_l("In your words"), limit=300)
