"""Forms of what is recorded along the way, and of the steps themselves."""

from collections.abc import Iterable
from uuid import UUID

from casework.cases import labels
from casework.cases.domain.records import (
    WITH_A_RECORD,
    LegalDuty,
    Milestone,
    VictimStatus,
)
from casework.cases.domain.risk import ITEMS, RiskItem, Risks, assess
from casework.cases.forms.entry import EntryForm
from casework.web.fields import DayMonthYear, PartialDate, YesNo
from casework.web.forms import Choice, Form, TextBlock, TextLine
from casework.web.languages import _l, _lp

ON = _l("On which day")


class RiskForm(Form):
    """Every item, how likely and how bad. The items are added below, in their order."""

    grounds = TextBlock(
        _l("What this rests on"), limit=1000, hint=_l("Facts, without names of others.")
    )

    def pairs(self) -> list[tuple[str, object, object]]:
        """(item, likelihood field, impact field), for the page."""
        return [(item, self[f"{item}_likelihood"], self[f"{item}_impact"]) for item in ITEMS]

    def show(self, risks: Risks) -> None:
        """What was found last."""
        for item in risks.items:
            self[f"{item.code}_likelihood"].data = str(item.likelihood)
            self[f"{item.code}_impact"].data = str(item.impact)
        self.grounds.data = risks.grounds

    def risks(self) -> Risks:
        """The assessment as typed."""
        return assess(
            [
                RiskItem(item, int(likelihood.data), int(impact.data))  # type: ignore[attr-defined]
                for item, likelihood, impact in self.pairs()
            ],
            self.grounds.data or "",
        )


for _item in ITEMS:
    setattr(
        RiskForm,
        f"{_item}_likelihood",
        Choice(
            _l("%(item)s: how likely?", item=labels.RISK_ITEMS[_item]),
            labels.choices(labels.LIKELIHOOD),
        ),
    )
    setattr(
        RiskForm,
        f"{_item}_impact",
        Choice(
            _l("%(item)s: how bad?", item=labels.RISK_ITEMS[_item]),
            labels.choices(labels.IMPACT),
        ),
    )


class DutyForm(Form):
    """A report that the law requires, or why none is due."""

    reported = YesNo(_l("Was a report made to the authority?"))
    basis = Choice(_l("Legal basis"), labels.choices(labels.DUTY_BASES))
    on = DayMonthYear(ON, partial=False, needed=True)
    recipient = Choice(
        _l("Police or prosecution that received it"),
        (),
        select=True,
        needed=False,
        hint=_l("Only this body can then be told more without an agreement."),
    )
    authority = TextLine(
        _l("Authority"), hint=_l("Needed when a report was made and it is not in the list.")
    )
    content = TextBlock(
        _l("What was passed on, or why no report is due"),
        limit=1000,
        needed=True,
        hint=_l("Only what the authority needs."),
    )
    informed = YesNo(_l("Was the person told?"))
    not_informed_because = TextBlock(_l("If not, because of which danger?"), limit=500)
    identity = TextLine(
        _l("Identity, only if the law required it and it was passed on"),
        hint=_l("As it was passed on. The liaison of the prosecution sees nothing else of it."),
    )

    def offer(self, bodies: Iterable[tuple[UUID, str]]) -> None:
        """The bodies of the region that a report goes to."""
        self.recipient.choices = [(str(one), name) for one, name in bodies]

    def duty(self) -> LegalDuty:
        """The record as typed."""
        told = self.recipient.data if self.reported.data else None
        names = dict(self.recipient.choices)
        return LegalDuty(
            basis=self.basis.data,
            on=self.on.data.earliest(),
            authority=self.authority.data or names.get(told, ""),
            content=self.content.data or "",
            informed=bool(self.informed.data),
            not_informed_because=self.not_informed_because.data or "",
            identity=(self.identity.data or "") if self.reported.data else "",
            recipient_id=UUID(told) if told else None,
        )


class MilestoneForm(Form):
    """A fact of the pathway, with its date and reference."""

    kind = Choice(
        _l("What happened"),
        tuple(one for one in labels.MILESTONES.items() if one[0] not in WITH_A_RECORD),
        select=True,
    )
    on = DayMonthYear(ON, partial=False, needed=True)
    authority = TextLine(_l("By whom (service, court, doctor)"))
    reference = TextLine(_l("Reference of the decision or document"), limit=80)

    def show(self, kind: str, milestone: Milestone) -> None:
        """What is on record."""
        self.kind.data = kind
        self.on.process_data(PartialDate.of(milestone.on))
        self.authority.data, self.reference.data = milestone.authority, milestone.reference

    def milestone(self) -> Milestone:
        """The fact as typed."""
        return Milestone(
            on=self.on.data.earliest(),
            authority=self.authority.data or "",
            reference=self.reference.data or "",
        )


class StatusForm(EntryForm):
    """What a body decided on the status of victim."""

    status = Choice(_l("Status"), labels.choices(labels.VICTIM_STATUSES))
    body = Choice(_l("Decided by"), labels.choices(labels.BODIES))
    on = DayMonthYear(ON, partial=False, needed=True)
    evidence = Choice(
        _l("What it rests on"), labels.choices(labels.EVIDENCE), select=True, needed=False
    )
    grounds = TextBlock(_l("On which grounds"), limit=1000)
    reference = TextLine(_l("Reference of the decision or document"), limit=80)
    review = Choice(
        _l("Review of the decision"), labels.choices(labels.REVIEWS), select=True, needed=False
    )
    review_on = DayMonthYear(_l("Review asked or decided on"), partial=False)

    def show(self, status: VictimStatus) -> None:
        """What was decided last."""
        for name in ("status", "body", "grounds", "reference"):
            self[name].data = getattr(status, name)
        self.on.process_data(PartialDate.of(status.on))

    def decided(self) -> VictimStatus:
        """The decision as typed."""
        return VictimStatus(
            status=self.status.data,
            body=self.body.data,
            on=self.on.data.earliest(),
            grounds=self.grounds.data or "",
            reference=self.reference.data or "",
            evidence=self.evidence.data or "",
            review=self.review.data or "",
            review_on=self.review_on.data.earliest() if self.review_on.data else None,
        )


class StepForm(Form):
    """A step of the pathway to confirm."""

    reason = TextBlock(_lp("step", "Why"), limit=500)
