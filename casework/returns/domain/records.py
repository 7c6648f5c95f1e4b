"""What is recorded at each part of a return. Every record is sealed under the key of the case."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from casework.returns.domain.lists import RISK_ITEMS

HIGH = 3
MEDIUM = 2


@dataclass(frozen=True)
class Request:
    """How the request came in, in which language, for whom besides the person."""

    on: date
    channel: str
    country: str
    language: str
    household: int = 0
    words: str = ""


@dataclass(frozen=True)
class Counselling:
    """Which options were explained, in which language; what is known of asylum and stay."""

    on: date
    language: str
    options: tuple[str, ...]
    asylum: str
    alone: bool
    interpreter: str = "unknown"
    given: str = ""


@dataclass(frozen=True)
class Eligibility:
    """What makes the person vulnerable, and whether the programme can help."""

    on: date
    vulnerabilities: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True)
class Choice:
    """The person's own decision: free of pressure, informed, by somebody able to decide.

    `warned` is set for asylum seekers and refugees: a return closes the asylum file and ends its
    protection; the warning was read to the person and signed.
    """

    on: date
    free: bool
    informed: bool
    alone: bool
    capacity: str
    signed: str
    warned: bool = False
    guardian: str = ""
    child_view: str = ""


@dataclass(frozen=True)
class Paper:
    """One document that travelling needs: asked for, obtained or refused, until when it holds."""

    kind: str
    state: str
    on: date
    valid_until: date | None = None
    remind_on: date | None = None
    reference: str = ""


@dataclass(frozen=True)
class RiskItem:
    """One risk in one country, 0 to 3, before and after the measures taken against it."""

    item: str
    country: str
    before: int
    after: int


@dataclass(frozen=True)
class ReturnRisk:
    """The risks of returning and of staying, item by item, with what reduces them.

    No return while an assessed risk stays unreduced (IOM, *Handbook on Direct Assistance for
    Victims of Trafficking*, 2007): in the country of return none stays high, and a medium one is
    what is left of a higher one, through measures that are written down.
    """

    on: date
    items: tuple[RiskItem, ...]
    measures: str = ""

    @property
    def level(self) -> int:
        """The highest risk that remains in the country of return: never a mean."""
        return max((one.after for one in self._there()), default=HIGH)

    @property
    def unreduced(self) -> tuple[str, ...]:
        """The items that stay too high in the country of return: high ones, and medium ones that
        nothing lowered."""
        return tuple(
            one.item
            for one in self._there()
            if one.after >= HIGH or (one.after >= MEDIUM and not self._lowered(one))
        )

    @property
    def claims_without_measures(self) -> bool:
        """Something is said to get better, and nothing is said of how."""
        return not self.measures.strip() and any(one.after < one.before for one in self.items)

    @property
    def bearable(self) -> bool:
        """Assessed in full, and no risk stays unreduced."""
        return self.complete and not self.unreduced and not self.claims_without_measures

    def _there(self) -> tuple[RiskItem, ...]:
        return tuple(one for one in self.items if one.country == "there")

    def _lowered(self, one: RiskItem) -> bool:
        return one.after < one.before and bool(self.measures.strip())

    @property
    def complete(self) -> bool:
        """Every item was looked at in both countries."""
        seen = {(one.item, one.country) for one in self.items}
        return seen >= {(item, place) for item in RISK_ITEMS for place in ("here", "there")}


@dataclass(frozen=True)
class Fitness:
    """A doctor's word on travelling: valid 10 days, 72 hours after a recent illness or late in a
    pregnancy (practice of carriers after IATA, *Medical Manual*)."""

    at: datetime
    result: str
    doctor: str
    short: bool = False
    conditions: str = ""


@dataclass(frozen=True)
class Project:
    """What the person wants to do after returning, in their own words, and what was agreed on to
    help with it, in minor units of its currency; without an amount, why there is none."""

    on: date
    words: str
    agreed_by: str = ""
    minor: int = 0
    currency: str = ""
    no_amount: str = ""


@dataclass(frozen=True)
class Travel:
    """The journey: when, by which route, escorted by whom, received by whom."""

    departs_at: datetime
    arrives_at: datetime
    route: str
    escort: str
    partner: str
    partner_accepted_on: date | None = None
    transit: str = ""
    name_on_ticket: str = ""

    def same_for_the_person(self, other: "Travel | None") -> bool:
        """Whether a will that was given for the other journey is given for this one: what the
        office settles alone, the ticket and the day the partner accepted, changes nothing of it."""
        if other is None:
            return False
        settled = replace(
            self,
            name_on_ticket=other.name_on_ticket,
            partner_accepted_on=other.partner_accepted_on,
        )
        return settled == other


@dataclass(frozen=True)
class Departure:
    """The will confirmed once more, at the door."""

    at: datetime
    signed: str
    confirmed: bool
    pocket_money: str = ""


@dataclass(frozen=True)
class Arrival:
    """That the person arrived, who confirmed it, and how they went on."""

    at: datetime
    confirmed_by: str
    well: bool
    words: str = ""


Recorded = (
    Request | Counselling | Eligibility | Choice | Paper | ReturnRisk
    | Fitness | Project | Travel | Departure | Arrival
)  # fmt: skip
