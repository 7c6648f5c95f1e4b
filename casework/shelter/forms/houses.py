"""Forms of a house: its card, address, rooms, rules, log and incidents."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from wtforms import HiddenField

from casework.cases.labels import LANGUAGES
from casework.kernel import clock
from casework.shelter.domain.needs import Profile
from casework.shelter.domain.records import (
    CARE,
    Address,
    IncidentReport,
    RoomCard,
    UnitCard,
)
from casework.shelter.service.houses import MOST_PLACES, NewRoom
from casework.shelter.texts import (
    CARE as CARE_WORDS,
)
from casework.shelter.texts import (
    INCIDENTS,
    OUT_REASONS,
    PROFILES,
    REGIMES,
    SEVERITIES,
)
from casework.web.forms import Choice, Choices, Form, Phone, TextBlock, TextLine, Whole, YesNo
from casework.web.languages import _l

SPOKEN = ("ary", "ar", "ber", "shi", "rif", "fr", "en", "es", "bm", "wo", "ff", "sign")


class UnitForm(Form):
    """A house as its own people and arrivals know it; never its address."""

    optional = ("care",)
    region = Choice(_l("Region"), (), select=True)
    name = TextLine(_l("How you call this house"), limit=60, needed=True)
    meeting_point = TextLine(
        _l("Where arrivals are met"),
        limit=160,
        needed=True,
        hint=_l(
            "A public place, not near the house. Caseworkers read it when they look for a place."
        ),
    )
    phone = Phone(_l("Telephone of the focal point"), needed=True)
    hours = TextLine(
        _l("When arrivals are received"), limit=120, needed=True,
        hint=_l(
            "For example: at any hour; or every day, 8:00 to 22:00, the duty officer at night."
        ),
    )  # fmt: skip
    regime = Choice(_l("Regime"), tuple(REGIMES.items()))
    languages = Choices(
        _l("Languages spoken"), tuple((code, LANGUAGES[code]) for code in SPOKEN), needed=True
    )
    care = Choices(_l("Specialised care"), tuple((code, CARE_WORDS[code]) for code in CARE))

    @classmethod
    def of(cls, card: UnitCard | None, regions: Sequence[tuple[str, Any]]) -> "UnitForm":
        """With what is known; the region of a house does not change."""
        form = cls(obj=card) if card is not None else cls()
        form.region.choices = regions
        if card is not None:
            del form.region
        elif len(regions) == 1 and not form.is_submitted():
            form.region.data = regions[0][0]
        return form

    def card(self) -> UnitCard:
        """What was written."""
        return UnitCard(
            name=self.name.data,
            meeting_point=self.meeting_point.data,
            phone=self.phone.data or "",
            languages=tuple(self.languages.data or ()),
            care=tuple(self.care.data or ()),
            regime=self.regime.data,
            hours=self.hours.data,
        )


class AddressForm(Form):
    """Where the house is."""

    optional = ("directions",)
    lines = TextBlock(_l("Address"), limit=300, needed=True)
    directions = TextBlock(_l("How to get in"), limit=300)

    def address(self) -> Address:
        """What was written."""
        return Address(self.lines.data, self.directions.data or "")


class RoomForm(Form):
    """A room with its places."""

    optional = ("overflow", "note")
    name = TextLine(_l("How you call this room"), limit=40, needed=True)
    profile = Choice(_l("For whom"), tuple(PROFILES.items()), select=True)
    places = Whole(_l("Places"), low=1, high=MOST_PLACES, needed=True)
    overflow = Whole(_l("More places, only in need"), high=MOST_PLACES)
    accessible = YesNo(_l("Can it be reached without stairs?"))
    note = TextLine(_l("What is good to know"), limit=80)

    def room(self) -> NewRoom:
        """What was written."""
        card = RoomCard(
            self.name.data, Profile(self.profile.data).value, bool(self.accessible.data),
            self.note.data or "",
        )  # fmt: skip
        return NewRoom(card, self.places.data, self.overflow.data or 0)


class OutForm(Form):
    """Why a place cannot be used now; the usual reason is chosen, so that two taps are enough."""

    reason = Choice(_l("Why"), tuple(OUT_REASONS.items()), select=True)


class ConfirmForm(Form):
    """The board of one house, or of all, is true."""

    unit = HiddenField()

    def unit_id(self) -> UUID | None:
        """The house, or None for all."""
        try:
            return UUID(str(self.unit.data))
        except ValueError:
            return None


class RulesForm(Form):
    """The rules as they are read to people, by language."""

    fr = TextBlock(_l("In French"), limit=4000)
    ar = TextBlock(_l("In Arabic"), limit=4000)
    en = TextBlock(_l("In English"), limit=4000)

    def texts(self) -> dict[str, str]:
        """What was written."""
        return {code: getattr(self, code).data or "" for code in ("fr", "ar", "en")}

    def validate(self, extra_validators: Any = None) -> bool:
        """At least one language."""
        fine = bool(super().validate(extra_validators))
        if fine and not any(self.texts().values()):
            self.fr.errors = [_l("Write the rules in at least one language.")]
            return False
        return fine


class LogForm(Form):
    """A line of the daily log."""

    text = TextBlock(
        _l("What happened in this shift"), limit=1500, needed=True,
        hint=_l("People by alias or code, never by name."),
    )  # fmt: skip


class IncidentForm(Form):
    """What happened in a house."""

    optional = ("stays", "authority")
    unit = Choice(_l("House"), ())
    type = Choice(_l("What happened"), tuple(INCIDENTS.items()), select=True)
    severity = Choice(_l("How grave"), tuple(SEVERITIES.items()))
    hours = Whole(_l("How many hours ago"), high=72, needed=True)
    stays = Choices(_l("Who is concerned"), (), hint=_l("By alias. Nobody outside reads this."))
    what = TextBlock(_l("What was seen and heard"), limit=2000, needed=True)
    action = TextBlock(_l("What was done"), limit=1000, needed=True)
    authority = TextLine(
        _l("Authority that was told"), limit=120,
        hint=_l("The police only with the person’s agreement, unless a life is at risk."),
    )  # fmt: skip

    def offer(self, units: Sequence[tuple[str, Any]], stays: Sequence[tuple[str, Any]]) -> None:
        """The own houses and who is in them; one house is chosen already."""
        self.unit.choices, self.stays.choices = units, stays
        if len(units) == 1 and not self.is_submitted():
            self.unit.data = units[0][0]

    def report(self, aliases: dict[str, str]) -> IncidentReport:
        """What was written; people by alias."""
        named = ", ".join(aliases[ref] for ref in self.stays.data or () if ref in aliases)
        return IncidentReport(
            type=self.type.data,
            at=clock.now() - timedelta(hours=self.hours.data),
            people=named,
            what=self.what.data,
            action=self.action.data,
            authority=self.authority.data or "",
        )


class CloseForm(Form):
    """What came of an incident."""

    optional = ("authority",)
    follow_up = TextBlock(_l("What was done since"), limit=1000, needed=True)
    authority = TextLine(_l("Authority that was told"), limit=120)
