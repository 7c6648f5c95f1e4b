"""Forms of a stay, one for each step of the house; and the answer to a request for more time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from wtforms import HiddenField

from casework.cases.labels import LANGUAGES
from casework.kernel import clock
from casework.shelter.domain.needs import MOST_WITH
from casework.shelter.domain.records import Intake, Leaving, Words
from casework.shelter.domain.track import BY_CASEWORKER, BY_HOUSE
from casework.shelter.service.extensions import Asked
from casework.shelter.texts import (
    CARE_KINDS,
    END_REASONS,
    EXITS,
    HEALTH,
    HEARD,
    KINDS,
    NO_CONTACT,
    NO_PLAN,
    PAPERS,
    SAFETY,
)
from casework.web.forms import Choice, DayMonthYear, Form, TextBlock, TextLine, Whole, YesNo
from casework.web.languages import _l

Choices_ = Sequence[tuple[str, Any]]
NOBODY = "nobody"


class PlainForm(Form):
    """A step that needs nothing but the click."""


class RoomChoiceForm(Form):
    """Which room: only those that the rules allow are offered."""

    room = Choice(_l("Room"), ())

    @classmethod
    def among(cls, choices: Choices_) -> "RoomChoiceForm":
        """With these rooms."""
        form = cls()
        form.room.choices = choices
        return form

    def room_id(self) -> UUID:
        """The room that was chosen."""
        return UUID(self.room.data)


class ReleaseForm(Form):
    """Why the house frees a place."""

    reason = Choice(_l("Reason"), tuple((one.value, END_REASONS[one.value]) for one in BY_HOUSE))


class WithdrawForm(Form):
    """Why a place is not needed any more."""

    reason = Choice(
        _l("Reason"), tuple((one.value, END_REASONS[one.value]) for one in BY_CASEWORKER)
    )


class IntakeForm(Form):
    """The first conversation, within two hours."""

    optional = ("urgent_needs", "receipt", "belongings")
    agreed_to = HiddenField()
    safety = Choice(_l("Safety"), tuple(SAFETY.items()))
    health = Choice(
        _l("Health"), tuple(HEALTH.items()), hint=_l("By asking only: no test is asked for.")
    )
    urgent_needs = TextLine(_l("What they need tonight"), limit=200)
    papers = Choice(_l("Identity papers"), tuple(PAPERS.items()))
    receipt = TextLine(_l("Number of the receipt"), limit=40)
    belongings = TextLine(
        _l("Belongings kept for them"), limit=200,
        hint=_l("Their telephone stays with them."),
    )  # fmt: skip
    consent = YesNo(_l("Do they agree that the house writes down what it needs for the stay?"))
    language = Choice(
        _l("Language in which the rules were heard"), tuple(LANGUAGES.items()), select=True
    )
    heard = Choice(_l("How the rules were heard"), tuple(HEARD.items()))
    agreed = YesNo(
        _l("Do they agree to the rules, and know that they may leave?"),
    )

    def intake(self) -> Intake:
        """What was said."""
        number = str(self.agreed_to.data or "")
        agreed = bool(self.agreed.data) and number.isascii() and number.isdigit()
        return Intake(
            safety=self.safety.data,
            health=self.health.data,
            papers=self.papers.data,
            consent=bool(self.consent.data) and bool(self.agreed.data),
            belongings=self.belongings.data or "",
            receipt=self.receipt.data or "",
            urgent_needs=self.urgent_needs.data or "",
            language=self.language.data,
            heard=self.heard.data,
            agreed_to=int(number[:6]) if agreed else 0,
        )


class AbsenceForm(Form):
    """Since when somebody is away."""

    hours = Whole(_l("For how many hours have they been away?"), high=72, needed=True)

    def since(self) -> datetime:
        """The moment they went."""
        return clock.now() - timedelta(hours=self.hours.data)


class ExitForm(Form):
    """Where to, with what plan, reached how."""

    optional = ("no_plan", "no_contact", "because")
    reason = Choice(_l("Where to"), tuple(EXITS.items()))
    plan = TextBlock(
        _l("What was planned with them"), limit=800,
        hint=_l("Where they go, who expects them, what is still to be done."),
    )  # fmt: skip
    no_plan = Choice(_l("If there is no plan"), tuple(NO_PLAN.items()), needed=False)
    safe_contact = TextLine(_l("How they may be reached safely"), limit=200)
    no_contact = Choice(_l("If there is no safe contact"), tuple(NO_CONTACT.items()), needed=False)
    because = TextBlock(
        _l("Without a plan or a contact: why"), limit=400,
        hint=_l("What they said, or what was tried."),
    )  # fmt: skip

    def leaving(self) -> Leaving:
        """What was said. Where there is a plan or a contact, none is not said of it."""
        plan, contact = (self.plan.data or "").strip(), (self.safe_contact.data or "").strip()
        return Leaving(
            self.reason.data,
            plan,
            contact,
            no_plan="" if plan else self.no_plan.data or "",
            no_contact="" if contact else self.no_contact.data or "",
            because="" if plan and contact else self.because.data or "",
        )


class EscortForm(Form):
    """Who brings the person, and sees the address for that."""

    escort = Choice(
        _l("Who brings the person?"), (),
        hint=_l("They see where the house is until the person has arrived. It is written down."),
    )  # fmt: skip

    @classmethod
    def among(cls, choices: Choices_) -> "EscortForm":
        """With these people."""
        form = cls()
        form.escort.choices = [*choices, (NOBODY, _l("Nobody"))]
        return form

    def escort_id(self) -> UUID | None:
        """Who was chosen."""
        return None if self.escort.data == NOBODY else UUID(self.escort.data)


class ExtendForm(Form):
    """More time, with the reason."""

    until = DayMonthYear(_l("Until"), needed=True, partial=False, past=False)
    kind = Choice(_l("Kind of stay"), tuple(KINDS.items()))
    reason = TextBlock(_l("Why more time is needed"), limit=500, needed=True)

    def asked(self) -> Asked:
        """What was asked for."""
        return Asked(self.until.data.earliest(), self.kind.data, self.reason.data)


class DecideForm(Form):
    """The answer to a request for more time, with its reason."""

    granted = YesNo(_l("Is more time granted?"))
    words = TextBlock(_l("Why"), limit=500, needed=True)


class CareForm(Form):
    """A line of the care log."""

    kind = Choice(_l("About"), tuple(CARE_KINDS.items()), select=True)
    text = TextBlock(_l("What was done or seen"), limit=1500, needed=True)

    def words(self) -> Words:
        """What was written."""
        return Words(self.text.data, self.kind.data)


class ReceiveForm(Form):
    """Placing somebody whose request was accepted."""

    optional = ("alias", "girls", "boys")
    alias = TextLine(
        _l("Name used in the house"), limit=60,
        hint=_l("Not the real name. Left empty, the house uses the code."),
    )  # fmt: skip
    girls = Whole(_l("Girls who come along"), high=MOST_WITH)
    boys = Whole(_l("Boys who come along"), high=MOST_WITH)
    kind = Choice(_l("For how long"), tuple(KINDS.items()))
