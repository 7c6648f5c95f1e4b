"""Forms of the directory's administration."""

from typing import Any

from flask import request
from wtforms import ValidationError

from casework.directory.domain import OLDEST, REPORTS, SEXES, Band, ContactKind, Takes
from casework.directory.finding import ServiceCard
from casework.directory.keeping import EntryProfile
from casework.directory.models import Contact
from casework.directory.opening import ALWAYS, HOURS, TIMES, HoursIncomplete, Opening
from casework.directory.service import ContactProfile, today
from casework.directory.texts import (
    ACCEPTED,
    BANDS,
    CONTACT_KINDS,
    OPENINGS,
    REPORTED,
    WEEKDAYS,
)
from casework.kernel.mail_address import is_mail_address
from casework.web.codes import region_choices, service_name
from casework.web.fields import DayMonthYear, PartialDate
from casework.web.forms import Choice, Choices, Form, TextLine, Whole
from casework.web.languages import _l, _lp
from casework.web.spoken import LANGUAGES

NOT_A_NUMBER = _l("Write the number with digits and spaces, for example 0800 00 47 47.")
NO_NAME = _l("Say what this number is.")
NUMBER_SIGNS = set("0123456789 +")
NOT_MAIL = _l("Write a whole address, for example contact@association.ma.")


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


class ReportForm(Form):
    """What is wrong with an entry."""

    what = Choice(_l("What is wrong?"), [(code, REPORTED[code]) for code in REPORTS])


class EntryForm(Form):
    """What an organisation says of itself; the capacity of each service beside it."""

    sex = Choice(_l("Who is taken"), [(code, ACCEPTED[code]) for code in SEXES])
    age_from = Whole(_l("From the age of"), high=OLDEST, needed=True)
    age_to = Whole(_l("To the age of"), high=OLDEST, needed=True)
    languages = Choices(_l("Languages spoken"), list(LANGUAGES.items()))
    opening = Choice(_l("When it is open"), list(OPENINGS.items()), needed=False)
    days = Choices(_l("Open on"), list(WEEKDAYS.items()))
    opens = Choice(_lp("hours", "From"), [(one, one) for one in TIMES], select=True, needed=False)
    closes = Choice(_lp("hours", "Until"), [(one, one) for one in TIMES], select=True, needed=False)
    email = TextLine(
        _l("Public address of mail"),
        hint=_l("An address that may be given to anybody. It must not tell where a shelter is."),
    )

    @classmethod
    def of(cls, card: ServiceCard) -> "EntryForm":
        """The form with a question for each service that is offered."""
        return _with_bands(card)()

    def fill(self, card: ServiceCard) -> None:
        """Show what is said now; who never said anything takes everybody until they say so."""
        if card.described:
            self.sex.data = card.takes.sex
        self.age_from.data, self.age_to.data = card.takes.age_from, card.takes.age_to
        self.languages.data, self.email.data = list(card.languages), card.email or ""
        week = card.opening
        self.opening.data = (ALWAYS if week.always else HOURS) if week.said else None
        self.days.data = list(week.days)
        self.opens.data, self.closes.data = week.opens or None, week.closes or None
        for offer in card.offers:
            self[f"band_{offer.service}"].data = offer.band or None

    def week(self) -> Opening:
        """The usual week that was said; refused when half of it is missing."""
        if self.opening.data != HOURS:
            return Opening(always=self.opening.data == ALWAYS)
        opens, closes = self.opens.data or "", self.closes.data or ""
        if not (self.days.data and opens and closes):
            raise HoursIncomplete()
        return Opening(False, tuple(sorted(self.days.data)), opens, closes)

    def validate_email(self, field: Any) -> None:
        """An address of mail, if any."""
        if field.data and not is_mail_address(field.data):
            raise ValidationError(NOT_MAIL)

    def bands(self) -> list[Any]:
        """The fields of the services, in order."""
        return [field for field in self if field.name.startswith("band_")]

    def profile(self) -> EntryProfile:
        """What was said."""
        return EntryProfile(
            Takes(self.sex.data, self.age_from.data, self.age_to.data),
            tuple(self.languages.data or ()),
            self.email.data or "",
            {one.name.removeprefix("band_"): one.data or "" for one in self.bands()},
            self.week(),
        )


def _with_bands(card: ServiceCard) -> type[EntryForm]:
    choices = [(band.value, BANDS[band]) for band in Band]
    fields = {
        f"band_{offer.service}": Choice(service_name(offer.service), choices, needed=False)
        for offer in card.offers
    }
    return type("EntryFormOfOne", (EntryForm,), fields)
