"""Forms of what is recorded along the way, and of the steps themselves."""

from casework.cases import labels
from casework.cases.domain.records import (
    Closure,
    LegalDuty,
    Milestone,
    NoteText,
    VictimStatus,
)
from casework.cases.domain.risk import ITEMS, RiskItem, Risks, assess
from casework.web.fields import DayMonthYear, YesNo
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
    authority = TextLine(_l("Authority"))
    content = TextBlock(
        _l("What was passed on, or why no report is due"),
        limit=1000,
        needed=True,
        hint=_l("Only what the authority needs."),
    )
    informed = YesNo(_l("Was the person told?"))
    not_informed_because = TextBlock(_l("If not, because of which danger?"), limit=500)

    def duty(self) -> LegalDuty:
        """The record as typed."""
        return LegalDuty(
            basis=self.basis.data,
            on=self.on.data.earliest(),
            authority=self.authority.data or "",
            content=self.content.data or "",
            informed=bool(self.informed.data),
            not_informed_because=self.not_informed_because.data or "",
        )


class MilestoneForm(Form):
    """A fact of the pathway, with its date and reference."""

    kind = Choice(_l("What happened"), labels.choices(labels.MILESTONES), select=True)
    on = DayMonthYear(ON, partial=False, needed=True)
    authority = TextLine(_l("By whom (service, court, doctor)"))
    reference = TextLine(_l("Reference of the decision or document"), limit=80)

    def milestone(self) -> Milestone:
        """The fact as typed."""
        return Milestone(
            on=self.on.data.earliest(),
            authority=self.authority.data or "",
            reference=self.reference.data or "",
        )


class StatusForm(Form):
    """What a body decided on the status of victim."""

    status = Choice(_l("Status"), labels.choices(labels.VICTIM_STATUSES))
    body = Choice(_l("Decided by"), labels.choices(labels.BODIES))
    on = DayMonthYear(ON, partial=False, needed=True)
    grounds = TextBlock(_l("On which grounds"), limit=1000)
    reference = TextLine(_l("Reference of the decision or document"), limit=80)

    def decided(self) -> VictimStatus:
        """The decision as typed."""
        return VictimStatus(
            status=self.status.data,
            body=self.body.data,
            on=self.on.data.earliest(),
            grounds=self.grounds.data or "",
            reference=self.reference.data or "",
        )


class NoteForm(Form):
    """What was done, with whom, what comes next. Short: boxes invite to fill them."""

    kind = Choice(_l("What kind of contact?"), labels.choices(labels.NOTE_KINDS))
    text = TextBlock(
        _l("What happened"),
        limit=1500,
        needed=True,
        hint=_l("Write “the person”, without names or numbers."),
    )
    with_whom = TextLine(_l("With whom"))
    next_step = TextLine(_l("Agreed next step"), limit=200)

    def note(self) -> NoteText:
        """The note as typed."""
        return NoteText(
            kind=self.kind.data,
            text=self.text.data,
            with_whom=self.with_whom.data or "",
            next_step=self.next_step.data or "",
        )


class StepForm(Form):
    """A step of the pathway to confirm."""

    reason = TextBlock(_lp("step", "Why"), limit=500)


class ClosureForm(Form):
    """Why the case should close, and that the person knows."""

    reason = Choice(_l("Reason"), labels.choices(labels.CLOSURE_REASONS), select=True)
    words = TextBlock(_l("In your words"), limit=1000, needed=True)
    informed = YesNo(_l("Was the person told, or was it tried on safe channels?"))

    def closure(self) -> Closure:
        """The proposal as typed."""
        return Closure(self.reason.data, self.words.data)


class ClosureAnswerForm(Form):
    """A focal point answers a proposal to close."""

    decision = Choice(
        _lp("closure", "Your decision"),
        (("close", _l("Close the case")), ("keep_open", _l("Keep the case open"))),
    )
    reason = TextBlock(_l("Why it stays open"), limit=500)
