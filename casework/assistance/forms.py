"""Forms of distributions and training."""

from typing import Any

from casework.accounts.names import KINDS
from casework.assistance import texts
from casework.assistance.domain.counting import Batch, Monitoring
from casework.assistance.domain.records import Spot
from casework.assistance.service import Plan, Session
from casework.assistance.service.stock import Goods
from casework.cases.forms.identity import countries
from casework.funding.forms import PlainForm
from casework.funding.people import REASONS
from casework.web.codes import province_choices, region_choices, service_choices
from casework.web.fields import DayMonthYear, Whole
from casework.web.forms import Choice, Choices, Form, TextBlock, TextLine
from casework.web.languages import _l, _lp

__all__ = ["PlainForm"]

NO_NAMES = _l("No names of people met.")


def _pairs(words: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(words.items())


class PlanForm(Form):
    """A distribution is planned."""

    title = TextLine(_l("Title"), limit=160, needed=True)
    project = Choice(_l("Project"), (), select=True)
    partner = TextLine(_l("Partner on the spot"))
    kind = Choice(_l("What is distributed"), _pairs(texts.KINDS))
    target = Choice(_l("For whom"), _pairs(texts.TARGETS), select=True)
    on = DayMonthYear(_l("On which day"), partial=False, past=False, needed=True)
    province = Choice(_l("Prefecture or province"), (), select=True)

    def offer(self, projects: list[tuple[str, str]]) -> None:
        """The projects of the organisation, and the provinces."""
        self.project.choices = projects
        self.province.choices = province_choices()

    def plan(self) -> Plan:
        """As typed."""
        return Plan(
            title=self.title.data,
            project_code=self.project.data,
            partner=self.partner.data or "",
            kind=self.kind.data,
            target=self.target.data,
            on=self.on.data.earliest(),
            province=self.province.data,
        )


class SpotForm(Form):
    """Where exactly, and what must be watched."""

    spot = TextLine(_l("Exact place"), limit=200, hint=_l("Seen by the team only."))
    context = TextBlock(_l("Context"), limit=600, hint=NO_NAMES)
    crowd_plan = TextBlock(_l("How people wait and leave safely"), limit=600)
    harm_check = TextBlock(
        _l("Could the place draw raids or those who exploit?"),
        limit=600,
        hint=_l("If so, choose another place or hour."),
    )

    def shown(self) -> Spot:
        """As typed."""
        return Spot(
            self.spot.data or "", self.context.data or "",
            self.crowd_plan.data or "", self.harm_check.data or "",
        )  # fmt: skip


class CountForm(Form):
    """One more, or one less: `people female:18-24 1`."""

    press = TextLine("", limit=60, needed=True)

    def pressed(self) -> tuple[str, str, int]:
        """The table, the cell, and one more or one less."""
        table, _space, rest = (self.press.data or "").partition(" ")
        cell, _space, by = rest.partition(" ")
        return table, cell, -1 if by == "-1" else 1


class KeptForm(Form):
    """What a phone counted without a network, with the key of the batch."""

    key = TextLine("", limit=32, needed=True)
    counts = TextBlock("", limit=12_000, needed=True)

    def batch(self) -> Batch:
        """As sent. Refused when it is no batch of counts."""
        return Batch.read(self.key.data or "", self.counts.data or "")


class NationalityForm(Form):
    """A nationality that is not on the page yet."""

    cell = Choice(_l("Nationality"), (), select=True)

    def offer(self) -> None:
        """Every country, in the reader's language."""
        self.cell.choices = [*countries(), ("other", texts.OTHER_NATIONALITY)]


class ReferralForm(Form):
    """A referral to a service, and which kind of organisation gives it."""

    cell = Choice(_l("Service"), (), select=True)
    kind = Choice(_l("Kind of organisation"), (), select=True)

    def offer(self) -> None:
        """The 37 services, and every kind of organisation."""
        self.cell.choices = service_choices()
        self.kind.choices = [(kind.value, words) for kind, words in KINDS.items()]

    def pair(self) -> str:
        """The cell of the table of referrals."""
        return f"{self.cell.data}:{self.kind.data}"


class LookForm(Form):
    """Was this person here before?"""

    known_by = TextLine(
        _l("What the person gives to be known by"),
        limit=60,
        needed=True,
        hint=_l("A telephone, a card number, a word of their own. It is kept nowhere."),
    )


class MoveForm(Form):
    """Goods in or out."""

    kind = Choice(_l("Movement"), _pairs(texts.MOVES))
    item = TextLine(_l("Item"), limit=80, needed=True)
    category = Choice(_l("Category"), _pairs(texts.CATEGORIES), select=True)
    unit = TextLine(_l("Unit"), limit=20, needed=True, hint=_l("Piece, kilo, litre, kit."))
    quantity = Whole(_l("Quantity"), low=1, high=100_000, needed=True)

    def goods(self) -> Goods:
        """As typed."""
        return Goods(self.item.data, self.category.data, self.unit.data, self.quantity.data)


class MonitoringForm(Form):
    """What a sample of people said two to four weeks later."""

    asked = Whole(_l("People asked"), high=5000, needed=True)
    received_all = Whole(_l("Received everything"), high=5000, needed=True)
    useful = Whole(_l("Found it useful"), high=5000, needed=True)
    safe = Whole(_l("Felt safe coming and going"), high=5000, needed=True)
    asked_for_a_fee = Whole(_l("Were asked for money or anything else"), high=5000, needed=True)

    def answers(self) -> Monitoring:
        """As typed."""
        return Monitoring(
            self.asked.data, self.received_all.data, self.useful.data, self.safe.data,
            self.asked_for_a_fee.data,
        )  # fmt: skip


class StepForm(Form):
    """A step, with its reason where one is asked for."""

    words = TextBlock(_l("Why"), limit=300)


class TrainingForm(Form):
    """A session is planned."""

    title = TextLine(_l("Title"), limit=160, needed=True)
    theme = Choice(_lp("training", "Theme"), _pairs(texts.THEMES), select=True)
    audience = Choice(_l("For whom"), _pairs(texts.AUDIENCES), select=True)
    regions = Choices(_l("Regions"), (), needed=True)
    on = DayMonthYear(_l("First day"), partial=False, past=False, needed=True)
    days = Whole(_l("Number of days"), low=1, high=30, needed=True)
    project = Choice(_l("Project"), (), select=True, needed=False)

    def offer(self, projects: list[tuple[str, str]]) -> None:
        """The projects of the organisation, and the regions."""
        self.project.choices = projects
        self.regions.choices = region_choices()

    def session(self) -> Session:
        """As typed."""
        return Session(
            title=self.title.data,
            theme=self.theme.data,
            audience=self.audience.data,
            regions=tuple(self.regions.data),
            on=self.on.data.earliest(),
            days=self.days.data,
            project_code=self.project.data or "",
        )


class HeldForm(Form):
    """Who took part, as numbers."""

    women = Whole(_l("Women"), high=1000, needed=True)
    men = Whole(_l("Men"), high=1000, needed=True)
    unsaid = Whole(_l("Not said"), high=1000)
    before = Whole(_l("Mean of the test before, 0 to 100"), high=100)
    after = Whole(_l("Mean of the test after, 0 to 100"), high=100)


class ReportFileForm(Form):
    """A donor report as a file: which, and why it is taken out."""

    kind = Choice(_l("File"), _pairs(texts.REPORT_FILES))
    reason = Choice(_l("Reason"), _pairs(REASONS), select=True)


class CertificateForm(Form):
    """The name is printed and kept nowhere."""

    name = TextLine(
        _l("Name on the certificate"),
        limit=80,
        needed=True,
        hint=_l("Printed, and kept nowhere."),
    )
