"""Forms of a referral: whom to ask, what to share, sending, answering."""

from uuid import UUID

from wtforms import HiddenField

from casework.referrals.domain.packet import (
    DETAIL_LIMIT,
    FREE_TEXT,
    MESSAGE_LIMIT,
    Item,
    Preparation,
    template_for,
)
from casework.referrals.domain.track import EMERGENCY, ROUTINE
from casework.referrals.service import Addressed
from casework.referrals.texts import (
    ACCESSIBILITY,
    CANCEL_REASONS,
    DECLINE_REASONS,
    DEPENDANTS,
    URGENCIES,
)
from casework.web.forms import Choice, Form, TextBlock, TextLine
from casework.web.languages import _l


class AddressForm(Form):
    """Step 1: which service, of whom, how urgently."""

    service = Choice(_l("What is needed"), (), select=True)
    urgency = Choice(
        _l("How urgent is it?"),
        tuple((code, URGENCIES[code]) for code in (EMERGENCY, ROUTINE)),
    )
    recipient = Choice(_l("Which organisation do you ask?"), ())

    def addressed(self) -> Addressed:
        """What was chosen."""
        return Addressed(self.service.data, UUID(self.recipient.data), self.urgency.data)


class SharingForm(Form):
    """Step 2: what travels. Needed items are fixed; the others travel only when written."""

    dependants = Choice(_l("Children or others with the person"), tuple(DEPENDANTS.items()))
    accessibility = Choice(
        _l("Accessibility"), tuple(ACCESSIBILITY.items()), needed=False, select=True
    )
    message = TextBlock(
        _l("Message to the organisation, read before it answers"),
        limit=MESSAGE_LIMIT,
        hint=_l("No name, no number, no place where the person is."),
    )
    safe_contact = TextLine(
        _l("How they reach you once they have accepted"),
        limit=DETAIL_LIMIT,
        needed=True,
        hint=_l("Your office line and hours, not the person's own number."),
    )
    arrival = TextLine(_l("How the person will arrive"), limit=DETAIL_LIMIT)
    health_alerts = TextLine(_l("Health: only what the welcome must know"), limit=DETAIL_LIMIT)
    safety = TextLine(_l("Safety instructions"), limit=DETAIL_LIMIT)

    def offer(self, service: str) -> None:
        """Keep only the fields that this kind of service may be told."""
        for item in (Item.DEPENDANTS, Item.ACCESSIBILITY, *FREE_TEXT):
            if item not in template_for(service):
                delattr(self, item.value)

    def fill(self, chosen: Preparation) -> None:
        """Show again what was chosen before."""
        for item in FREE_TEXT:
            if item.value in self._fields:
                self._fields[item.value].data = chosen.texts.get(item, "")
        if "dependants" in self._fields and chosen.texts:
            self.dependants.data = chosen.dependants
        if "accessibility" in self._fields:
            self.accessibility.data = chosen.accessibility or None

    def preparation(self, service: str, urgency: str) -> Preparation:
        """What was chosen; a text that was written travels only when its item does."""
        return Preparation(
            service=service,
            urgency=urgency,
            dependants=self._typed("dependants") or "none",
            accessibility=self._typed("accessibility"),
            texts={item: self._typed(item.value) for item in FREE_TEXT if self._typed(item.value)},
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
    """Accepting needs nothing but the click."""


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
