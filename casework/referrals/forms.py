"""Forms of a referral: whom to ask, what to share, sending, answering."""

import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import request
from wtforms import HiddenField, ValidationError

from casework.kernel.notes import seems_to_name
from casework.referrals.by_hand import Noted
from casework.referrals.domain.arrival import Arrival
from casework.referrals.domain.packet import (
    DETAIL_LIMIT,
    FACTS_LIMIT,
    FREE_TEXT,
    MESSAGE_LIMIT,
    OF_PERSON,
    Item,
    Preparation,
)
from casework.referrals.domain.questions import WORDS_LIMIT, Topic
from casework.referrals.domain.recipients import template_for
from casework.referrals.domain.track import EMERGENCY, ROUTINE
from casework.referrals.service import Addressed, who_answers
from casework.referrals.several import Chosen
from casework.referrals.texts import (
    ACCESSIBILITY,
    CANCEL_REASONS,
    DECLINE_REASONS,
    DEPENDANTS,
    ITEMS,
    PAPER_LANGUAGES,
    TOPICS,
    URGENCIES,
)
from casework.web.fields import DayMonthYear, Whole
from casework.web.forms import CHOOSE, Choice, Choices, Form, TextBlock, TextLine
from casework.web.languages import _l

NOBODY = UUID(int=0)
NAMING = _l(
    "This note seems to contain a name or number. Replace it with “the person” or the case code, "
    "or send it again as it is."
)


def as_called(name: str) -> str:
    """A full name as it is compared: capitals, accents and spaces make no difference."""
    plain = unicodedata.normalize("NFKD", name)
    letters = (one for one in plain if not unicodedata.combining(one))
    return " ".join("".join(letters).casefold().split())


class AddressForm(Form):
    """Step 1: which service, of whom, how urgently."""

    service = Choice(_l("What is needed"), (), select=True)
    urgency = Choice(
        _l("How urgent is it?"),
        tuple((code, URGENCIES[code]) for code in (EMERGENCY, ROUTINE)),
    )
    recipient = Choice(_l("Which organisation do you ask?"), ())
    colleague = TextLine(
        _l("For one person there only"),
        hint=_l("Their full name, as they sign. Leave empty for all who answer requests there."),
    )

    def addressed(self) -> Addressed:
        """What was chosen. A name that nobody there has, or that two have, is refused by the
        service."""
        recipient, named = UUID(self.recipient.data), as_called(self.colleague.data or "")
        found = [one.id for one in who_answers(recipient) if as_called(one.display_name) == named]
        colleague = (found[0] if len(found) == 1 else NOBODY) if named else None
        return Addressed(self.service.data, recipient, self.urgency.data, colleague)


class SharingForm(Form):
    """Step 2: what travels. Needed items are fixed; the others travel only when written or
    ticked."""

    dependants = Choice(_l("Children or others with the person"), tuple(DEPENDANTS.items()))
    accessibility = Choice(
        _l("Accessibility"), tuple(ACCESSIBILITY.items()), needed=False, select=True
    )
    message = TextBlock(
        _l("Message to the organisation, read before it answers"),
        limit=MESSAGE_LIMIT,
        hint=_l("No name, no number, no place where the person is."),
    )
    of_person = Choices(
        _l("Of the person’s identity, tell them"),
        (),
        hint=_l("Only once they have accepted, and only if the person agreed to it."),
    )
    safe_contact = TextLine(
        _l("How they reach you once they have accepted"),
        limit=DETAIL_LIMIT,
        needed=True,
        hint=_l("Your office line and hours, not the person's own number."),
    )
    arrival = TextLine(_l("How the person will arrive"), limit=DETAIL_LIMIT)
    health_alerts = TextLine(_l("Health: only what the welcome must know"), limit=DETAIL_LIMIT)
    facts = TextBlock(
        _l("Facts: only what they need to act"),
        limit=FACTS_LIMIT,
        hint=_l("No health, nothing said in counselling, nobody else’s name."),
    )
    danger_place = TextLine(_l("Where somebody is at risk now"), limit=DETAIL_LIMIT)
    safety = TextLine(_l("Safety instructions"), limit=DETAIL_LIMIT)
    named = HiddenField()

    def offer(self, kind: str) -> None:
        """Keep only the fields that this kind of recipient may be told."""
        template = template_for(kind)
        for item in (Item.DEPENDANTS, Item.ACCESSIBILITY, *FREE_TEXT):
            if item not in template and item.value in self._fields:
                delattr(self, item.value)
        personal = [(item.value, ITEMS[item]) for item in OF_PERSON if item in template]
        if personal:
            self.of_person.choices = personal
        elif "of_person" in self._fields:
            del self.of_person

    def validate_message(self, field: Any) -> None:
        """Point out what looks like a name, once: it is read before anybody accepts."""
        point_out_names(self, field)

    def fill(self, chosen: Preparation) -> None:
        """Show again what was chosen before."""
        for item in FREE_TEXT:
            if item.value in self._fields:
                self._fields[item.value].data = chosen.texts.get(item, "")
        if "dependants" in self._fields and chosen.texts:
            self.dependants.data = chosen.dependants
        if "accessibility" in self._fields:
            self.accessibility.data = chosen.accessibility or None
        if "of_person" in self._fields:
            self.of_person.data = [item.value for item in chosen.of_person]

    def preparation(self, service: str, urgency: str) -> Preparation:
        """What was chosen; a text that was written travels only when its item does."""
        ticked = self._fields["of_person"].data if "of_person" in self._fields else ()
        return Preparation(
            service=service,
            urgency=urgency,
            dependants=self._typed("dependants") or "none",
            accessibility=self._typed("accessibility"),
            texts={item: self._typed(item.value) for item in FREE_TEXT if self._typed(item.value)},
            of_person=tuple(item for item in OF_PERSON if item.value in (ticked or ())),
        )

    def _typed(self, name: str) -> str:
        field = self._fields.get(name)
        return str(field.data) if field is not None and field.data else ""


class SendForm(Form):
    """Step 4: send what was previewed. In an emergency without consent, the vital interest."""

    seen = HiddenField()

    urgent_reason = TextBlock(
        _l("Why it cannot wait for the person's agreement"),
        limit=500,
        hint=_l("The danger to life or health. It stays in the file; the focal point is told."),
    )


class AcceptForm(Form):
    """Accepting needs nothing but the click; a window of arrival and who receives the person may
    go with it."""

    day = DayMonthYear(_l("Day on which the person may come"), partial=False, past=False)
    since = Whole(_l("From which hour (0 to 23)"), low=0, high=23)
    until = Whole(_l("Until which hour (1 to 24)"), low=1, high=24)
    colleague = Choice(
        _l("Who receives the person"),
        (),
        select=True,
        needed=False,
        hint=_l("The steps that follow are among their deadlines. The sender reads the name."),
    )
    words = TextLine(
        _l("Anything else about the arrival"),
        limit=DETAIL_LIMIT,
        hint=_l("Optional, without name or number."),
    )

    @classmethod
    def offering(cls, people: Iterable[Any]) -> "AcceptForm":
        """The form with those who may be named."""
        form = cls()
        form.colleague.choices = [(str(one.id), one.display_name) for one in people]
        return form

    def arrival(self) -> Arrival:
        """The window and the words."""
        day = self.day.data.earliest() if self.day.data else None
        return Arrival(day, self.since.data, self.until.data, self.words.data or "")

    def receiver(self) -> UUID | None:
        """Who was named."""
        return UUID(self.colleague.data) if self.colleague.data else None


class DeclineForm(Form):
    """Declining costs no more than accepting: one reason."""

    reason = Choice(_l("Reason"), tuple(DECLINE_REASONS.items()))
    words = TextLine(
        _l("Anything the sender should know"),
        limit=DETAIL_LIMIT,
        hint=_l("Optional, without name or number."),
    )


class TakeBackForm(Form):
    """Cancelling what was sent."""

    reason = Choice(_l("Reason"), tuple(CANCEL_REASONS.items()))


class StepForm(Form):
    """A step that needs nothing but the click."""


class AskForm(Form):
    """A question to the other side; a name in it is pointed out once."""

    topic = Choice(_l("What about?"), (), select=True)
    words = TextBlock(_l("Your question"), limit=WORDS_LIMIT, needed=True)
    named = HiddenField()

    @classmethod
    def to(cls, topics: tuple[Topic, ...]) -> "AskForm":
        """The form with what may be asked of that side."""
        form = cls()
        form.topic.choices = [(topic.value, TOPICS[topic]) for topic in topics]
        return form

    def validate_words(self, field: Any) -> None:
        """Point out what looks like a name, once: it is then theirs to decide."""
        point_out_names(self, field)


class ReplyForm(Form):
    """An answer to the other side's question."""

    words = TextBlock(_l("Your answer"), limit=WORDS_LIMIT, needed=True)
    named = HiddenField()

    def validate_words(self, field: Any) -> None:
        """Point out what looks like a name, once."""
        point_out_names(self, field)


class ByHandForm(Form):
    """What an organisation without accounts answered: who wrote or said it, when, and which."""

    outcome = Choice(_l("What did they answer?"), ())
    reason = Choice(
        _l("Reason, if they cannot"), tuple(DECLINE_REASONS.items()), needed=False, select=True
    )
    reference = TextLine(
        _l("Reference of their answer"),
        needed=True,
        hint=_l("The number of a letter, or “by telephone” and the office that answered."),
    )
    on = DayMonthYear(_l("Day of their answer"), needed=True, partial=False)

    def validate_reason(self, field: Any) -> None:
        """A refusal has its reason."""
        if self.outcome.data == "note_declined" and not field.data:
            raise ValidationError(CHOOSE)

    def noted(self) -> Noted:
        """What was written down."""
        declined = self.outcome.data == "note_declined"
        return Noted(
            self.outcome.data,
            self.reference.data,
            self.on.data.earliest(),
            self.reason.data if declined else None,
        )


class PacketForm(Form):
    """The locked packet for an organisation without accounts."""

    language = Choice(_l("Language of the paper"), tuple(PAPER_LANGUAGES.items()))


class SeveralForm(Form):
    """One act for several requests; each is checked by itself."""

    reason = Choice(_l("Reason"), tuple(DECLINE_REASONS.items()), needed=False, select=True)

    def chosen(self) -> list[Chosen]:
        """The ticked requests, each with the version that was shown: `R-7KQ4MA 3`."""
        pairs = (one.partition(" ") for one in request.form.getlist("chosen"))
        return [
            Chosen(reference[:12], int(version))
            for reference, _space, version in pairs
            if version.isascii() and version.isdigit() and len(version) < 10
        ]


def point_out_names(form: Any, field: Any) -> None:
    """Refuse once a text that seems to hold a name or number; sent again as it is, it goes."""
    said = sha256((field.data or "").encode()).hexdigest()[:16]
    if seems_to_name(field.data or "") and form.named.data != said:
        form.named.data = said
        raise ValidationError(NAMING)
