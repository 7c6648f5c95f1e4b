"""Forms of a return: one a part, each gives the record as typed."""

import re
from datetime import datetime, time
from typing import Any
from uuid import UUID

from wtforms import ValidationError

from casework.cases.forms.identity import countries
from casework.cases.labels import LANGUAGES
from casework.funding.domain.money import typed
from casework.funding.forms import MONEY
from casework.kernel.clock import MOROCCO
from casework.returns import texts
from casework.returns.domain import lists
from casework.returns.domain.lists import Part
from casework.returns.domain.records import (
    Arrival,
    Counselling,
    Departure,
    Eligibility,
    Fitness,
    Paper,
    Project,
    Recorded,
    Request,
    ReturnRisk,
    RiskItem,
    Travel,
)
from casework.returns.domain.records import Choice as OwnChoice
from casework.web.fields import DayMonthYear, Whole, YesNo
from casework.web.forms import Choice, Choices, Form, TextBlock, TextLine
from casework.web.languages import _l

ON = _l("On which day")
HOUR = re.compile(r"([01]?\d|2[0-3])[:hH.]([0-5]\d)")
NOT_AN_HOUR = _l("Write the hour as 14:05.")
NO_NAMES = _l("Facts, without names of others.")


def _pairs(words: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(words.items())


def _an_hour(form: Any, field: Any) -> None:
    if field.data and not HOUR.fullmatch(field.data):
        raise ValidationError(NOT_AN_HOUR)


def Hour(label: Any) -> Any:  # noqa: N802 - reads as the field it makes
    """An hour of the day in Morocco."""
    hint = _l("Moroccan time, for example 14:05.")
    return TextLine(label, limit=5, needed=True, hint=hint, also=(_an_hour,))


def _moment(day: Any, hour: str) -> datetime:
    found = HOUR.fullmatch(hour)
    assert found is not None  # noqa: S101 - the field saw to it
    return datetime.combine(day.earliest(), time(int(found[1]), int(found[2])), MOROCCO)


class PartForm(Form):
    """A part of a return."""

    def recorded(self) -> Recorded:
        """The record as typed."""
        raise NotImplementedError


class RequestForm(PartForm):
    """The person asks about returning."""

    organisation = Choice(_l("Who runs the return"), ())
    on = DayMonthYear(ON, partial=False, needed=True)
    channel = Choice(_l("How the request came"), _pairs(texts.CHANNELS), select=True)
    country = Choice(_l("Country the person thinks of"), (), select=True)
    language = Choice(_l("Language of the counselling"), _pairs(LANGUAGES), select=True)
    household = Whole(_l("How many others would travel along"), high=15)
    words = TextBlock(_l("What the person says of it"), limit=600, hint=_l("In their own words."))

    def offer(self, organisations: list[tuple[str, str]]) -> None:
        """Who may run it, and the countries."""
        self.organisation.choices = organisations
        self.country.choices = countries()

    def organisation_id(self) -> UUID:
        """Who was chosen to run it."""
        return UUID(self.organisation.data)

    def recorded(self) -> Request:
        return Request(
            on=self.on.data.earliest(),
            channel=self.channel.data,
            country=self.country.data,
            language=self.language.data,
            household=self.household.data or 0,
            words=self.words.data or "",
        )


class CounsellingForm(PartForm):
    """All options were explained, not only returning."""

    on = DayMonthYear(ON, partial=False, needed=True)
    language = Choice(_l("In which language"), _pairs(LANGUAGES), select=True)
    interpreter = Choice(_l("Interpreter"), _pairs(texts.INTERPRETER))
    options = Choices(
        _l("Options explained"),
        _pairs(texts.OPTIONS),
        hint=_l("Counselling is complete once every option was explained."),
    )
    alone = YesNo(_l("Was the person heard alone?"))
    asylum = Choice(
        _l("Is the person an asylum seeker or a refugee?"), _pairs(texts.YES_NO_UNKNOWN)
    )
    given = TextLine(_l("Documents given"))

    def recorded(self) -> Counselling:
        return Counselling(
            on=self.on.data.earliest(),
            language=self.language.data,
            options=tuple(self.options.data or ()),
            asylum=self.asylum.data,
            alone=bool(self.alone.data),
            interpreter=self.interpreter.data,
            given=self.given.data or "",
        )


class EligibilityForm(PartForm):
    """Whether the programme can help, and what makes the person vulnerable."""

    on = DayMonthYear(ON, partial=False, needed=True)
    vulnerabilities = Choices(_l("Vulnerabilities"), _pairs(texts.VULNERABILITIES), needed=True)
    words = TextBlock(_l("What this rests on"), limit=600, hint=NO_NAMES)

    def recorded(self) -> Eligibility:
        return Eligibility(
            self.on.data.earliest(), tuple(self.vulnerabilities.data), self.words.data or ""
        )


class ChoiceForm(PartForm):
    """The person's own decision."""

    on = DayMonthYear(ON, partial=False, needed=True)
    alone = YesNo(_l("Did the person decide alone with you, nobody else listening?"))
    free = YesNo(_l("Free: no pressure, physical or psychological, from anybody?"))
    informed = YesNo(_l("Informed: the person said in their own words what returning means?"))
    capacity = Choice(_l("Able to decide"), _pairs(texts.CAPACITIES))
    warned = YesNo(
        _l("For an asylum seeker or refugee: was the warning read and signed?"),
        needed=False,
        hint=_l(
            "UNHCR is told, the asylum file is closed and its protection ends. "
            "Leave open when there is no asylum file."
        ),
    )
    signed = Choice(_l("The declaration is kept"), _pairs(texts.SIGNED))
    guardian = TextLine(_l("For a child: which guardian or judge agrees"))
    child_view = TextBlock(_l("For a child: the child's own view"), limit=600)

    def recorded(self) -> OwnChoice:
        return OwnChoice(
            on=self.on.data.earliest(),
            free=bool(self.free.data),
            informed=bool(self.informed.data),
            alone=bool(self.alone.data),
            capacity=self.capacity.data,
            signed=self.signed.data,
            warned=bool(self.warned.data),
            guardian=self.guardian.data or "",
            child_view=self.child_view.data or "",
        )


class PaperForm(PartForm):
    """A document that travelling needs."""

    kind = Choice(_l("Document"), _pairs(texts.DOCUMENTS), select=True)
    state = Choice(_l("How far it is"), _pairs(texts.DOCUMENT_STATES))
    on = DayMonthYear(ON, partial=False, needed=True)
    valid_until = DayMonthYear(_l("Valid until"), partial=False, past=False)
    remind_on = DayMonthYear(
        _l("Ask again on"), partial=False, past=False, hint=_l("A reminder is set for that day.")
    )
    reference = TextLine(_l("Reference"), limit=80)

    def recorded(self) -> Paper:
        until, again = self.valid_until.data, self.remind_on.data
        return Paper(
            kind=self.kind.data,
            state=self.state.data,
            on=self.on.data.earliest(),
            valid_until=until.earliest() if until else None,
            remind_on=again.earliest() if again else None,
            reference=self.reference.data or "",
        )


class ReturnRiskForm(PartForm):
    """Every risk in both countries, before and after what reduces it. The items are added below."""

    on = DayMonthYear(ON, partial=False, needed=True)
    measures = TextBlock(
        _l("What reduces the risks"), limit=1000, hint=_l("Who does what, here and there.")
    )

    def rows(self) -> list[tuple[str, str, Any, Any]]:
        """(item, country, field before, field after), in the order of the page."""
        return [
            (item, country, self[f"{item}_{country}_before"], self[f"{item}_{country}_after"])
            for country in lists.COUNTRIES
            for item in lists.RISK_ITEMS
        ]

    def recorded(self) -> ReturnRisk:
        items = tuple(
            RiskItem(item, country, int(before.data), int(after.data))
            for item, country, before, after in self.rows()
        )
        return ReturnRisk(self.on.data.earliest(), items, self.measures.data or "")


for _country in lists.COUNTRIES:
    for _item in lists.RISK_ITEMS:
        _words = {"risk": texts.RISK_ITEMS[_item], "country": texts.COUNTRIES[_country]}
        _key = f"{_item}_{_country}"
        setattr(
            ReturnRiskForm,
            f"{_key}_before",
            Choice(_l("%(risk)s, %(country)s: now", **_words), _pairs(texts.LEVELS)),
        )
        setattr(
            ReturnRiskForm,
            f"{_key}_after",
            Choice(_l("%(risk)s, %(country)s: with the measures", **_words), _pairs(texts.LEVELS)),
        )


class FitnessForm(PartForm):
    """A doctor's word on travelling."""

    on = DayMonthYear(ON, partial=False, needed=True)
    hour = Hour(_l("At what time"))
    result = Choice(_l("Fit to travel"), _pairs(texts.FITNESS))
    short = YesNo(
        _l("Recent illness, or late in a pregnancy?"),
        hint=_l("The finding then holds for 72 hours instead of 10 days."),
    )
    doctor = TextLine(_l("Doctor or service"), needed=True)
    conditions = TextLine(_l("Conditions, medication, escort"))

    def recorded(self) -> Fitness:
        return Fitness(
            at=_moment(self.on.data, self.hour.data),
            result=self.result.data,
            doctor=self.doctor.data,
            short=bool(self.short.data),
            conditions=self.conditions.data or "",
        )


class ProjectForm(PartForm):
    """What the person wants to do after returning."""

    on = DayMonthYear(ON, partial=False, needed=True)
    words = TextBlock(
        _l("What the person wants to do"), limit=1000, needed=True, hint=_l("In their own words.")
    )
    agreed_by = TextLine(_l("Talked over with (office in the country of return)"))
    amount = TextLine(
        _l("Amount agreed on for the project"),
        limit=20,
        hint=_l("In goods and services by default. With at most two decimals: 1 250,50."),
    )
    currency = Choice(_l("Currency"), MONEY, needed=False, default=MONEY[0][0])
    no_amount = TextLine(_l("Without an amount: why"), limit=200)

    def recorded(self) -> Project:
        agreed = typed(self.amount.data, self.currency.data or "") if self.amount.data else None
        return Project(
            self.on.data.earliest(),
            self.words.data,
            self.agreed_by.data or "",
            minor=agreed.minor if agreed else 0,
            currency=agreed.currency if agreed else "",
            no_amount="" if agreed else self.no_amount.data or "",
        )


class TravelForm(PartForm):
    """The journey and who receives the person."""

    departs = DayMonthYear(_l("Leaves on"), partial=False, past=False, needed=True)
    departs_hour = Hour(_l("Leaves at"))
    arrives = DayMonthYear(_l("Arrives on"), partial=False, past=False, needed=True)
    arrives_hour = Hour(_l("Arrives at"))
    route = TextLine(_l("Route"), needed=True, hint=_l("From where to where, by which carrier."))
    transit = TextLine(_l("Help in transit"))
    escort = Choice(_l("Escort"), _pairs(texts.ESCORTS))
    name_on_ticket = TextLine(_l("Name on the ticket"), hint=_l("As on the travel document."))
    partner = TextLine(_l("Who receives the person on arrival"), needed=True)
    accepted_on = DayMonthYear(
        _l("That partner accepted on"),
        partial=False,
        hint=_l("Nobody leaves before the receiving partner has said yes."),
    )

    def recorded(self) -> Travel:
        accepted = self.accepted_on.data
        return Travel(
            departs_at=_moment(self.departs.data, self.departs_hour.data),
            arrives_at=_moment(self.arrives.data, self.arrives_hour.data),
            route=self.route.data,
            escort=self.escort.data,
            partner=self.partner.data,
            partner_accepted_on=accepted.earliest() if accepted else None,
            transit=self.transit.data or "",
            name_on_ticket=self.name_on_ticket.data or "",
        )


class DepartureForm(PartForm):
    """The will confirmed once more."""

    on = DayMonthYear(ON, partial=False, needed=True)
    hour = Hour(_l("At what time"))
    confirmed = YesNo(
        _l("Does the person still want to leave?"), hint=_l("A no stops the return at once.")
    )
    signed = Choice(_l("The declaration is kept"), _pairs(texts.SIGNED))
    pocket_money = TextLine(_l("Pocket money given"), limit=40)

    def recorded(self) -> Departure:
        return Departure(
            at=_moment(self.on.data, self.hour.data),
            signed=self.signed.data,
            confirmed=bool(self.confirmed.data),
            pocket_money=self.pocket_money.data or "",
        )


class ArrivalForm(PartForm):
    """The person arrived."""

    on = DayMonthYear(ON, partial=False, needed=True)
    hour = Hour(_l("At what time"))
    confirmed_by = TextLine(_l("Who confirmed it"), needed=True)
    well = YesNo(
        _l("Is the person well, and received as agreed?"),
        hint=_l("If not, their risk is assessed again within a day."),
    )
    words = TextBlock(_l("Reception and onward journey"), limit=600)

    def recorded(self) -> Arrival:
        return Arrival(
            at=_moment(self.on.data, self.hour.data),
            confirmed_by=self.confirmed_by.data,
            well=bool(self.well.data),
            words=self.words.data or "",
        )


FORMS: dict[Part, type[PartForm]] = {
    Part.COUNSELLING: CounsellingForm,
    Part.ELIGIBILITY: EligibilityForm,
    Part.CHOICE: ChoiceForm,
    Part.DOCUMENTS: PaperForm,
    Part.RISK: ReturnRiskForm,
    Part.FITNESS: FitnessForm,
    Part.PROJECT: ProjectForm,
    Part.TRAVEL: TravelForm,
    Part.DEPARTURE: DepartureForm,
    Part.ARRIVAL: ArrivalForm,
}


class StepForm(Form):
    """A step that needs nothing but the click."""


class BreakOffForm(Form):
    """A journey that began does not arrive: why."""

    code = Choice(_l("What happened"), _pairs(texts.NEVER_ARRIVED))
    words = TextBlock(_l("What is known of it"), limit=500, needed=True, hint=NO_NAMES)


class EndForm(Form):
    """Somebody other than the person ends a return: why."""

    code = Choice(_l("Why the return ends"), _pairs(texts.ENDINGS))
    words = TextBlock(_l("What it rests on"), limit=500, needed=True)
