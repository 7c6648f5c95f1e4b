"""Forms of the directory's administration."""

from typing import Any

from flask import request
from wtforms import ValidationError

from casework.directory.domain import ContactKind
from casework.directory.models import Contact
from casework.directory.service import ContactProfile, today
from casework.directory.texts import CONTACT_KINDS
from casework.web.codes import region_choices
from casework.web.fields import DayMonthYear, PartialDate
from casework.web.forms import Choice, Form, TextLine
from casework.web.languages import _l

NOT_A_NUMBER = _l("Write the number with digits and spaces, for example 0800 00 47 47.")
NO_NAME = _l("Say what this number is.")
NUMBER_SIGNS = set("0123456789 +")


class ContactForm(Form):
    """One published number."""

    kind = Choice(_l("Whom it reaches"), list(CONTACT_KINDS.items()), select=True)
    name = TextLine(
        _l("Name to show"), limit=80, hint=_l("Leave empty to show the words of the list above.")
    )
    number = TextLine(_l("Number"), limit=30, needed=True)
    region = Choice(
        _l("Region"), [], select=True, needed=False, hint=_l("Leave empty for the whole country.")
    )
    source = TextLine(
        _l("Where the number comes from"),
        limit=160,
        needed=True,
        hint=_l("An official notice, a web page, a letter: enough to find it again."),
    )
    effective_from = DayMonthYear(_l("In service from"), needed=True, partial=False, past=False)

    @classmethod
    def of(cls, contact: Contact | None) -> "ContactForm":
        """The form; shown for the first time, it holds what is published now."""
        form = cls() if request.method == "POST" else cls(**_published(contact))
        form.region.choices = region_choices()
        return form

    def validate_name(self, field: Any) -> None:
        """A number of no known kind says itself what it is."""
        if self.kind.data == ContactKind.OTHER and not field.data:
            raise ValidationError(NO_NAME)

    def validate_number(self, field: Any) -> None:
        """Digits that a telephone can dial."""
        typed = set(field.data or "")
        if not typed & set("0123456789") or typed - NUMBER_SIGNS:
            raise ValidationError(NOT_A_NUMBER)

    def profile(self) -> ContactProfile:
        """What was said of the number."""
        return ContactProfile(
            kind=ContactKind(self.kind.data),
            number=self.number.data,
            source=self.source.data,
            effective_from=self.effective_from.data.earliest(),
            name=self.name.data or "",
            region=self.region.data or None,
        )


def _published(contact: Contact | None) -> dict[str, Any]:
    first = contact.effective_from if contact else today()
    shown = {"effective_from": PartialDate(first.year, first.month, first.day)}
    if contact is None:
        return shown
    same = ("kind", "name", "number", "region", "source")
    return {**shown, **{name: getattr(contact, name) for name in same}}


class ConfirmForm(Form):
    """A question answered by a button."""
