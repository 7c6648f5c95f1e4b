"""Forms of recovery periods, measures, permits, protection from removal, safety and priority."""

from datetime import date
from typing import Any

from casework.cases import labels
from casework.cases.domain.protection import (
    LONGEST,
    SHORTEST,
    Measure,
    NonRemoval,
    Permit,
    Recovery,
    RecoveryRule,
)
from casework.cases.domain.safety import SafetyPlan
from casework.cases.forms.entry import ON, EntryForm, reference
from casework.web.fields import DayMonthYear, Whole, YesNo
from casework.web.forms import Choice, Form, TextBlock, TextLine
from casework.web.languages import _l, _lp

SINCE, UNTIL = _lp("period", "From"), _lp("period", "Until")


def _day(field: Any) -> date | None:
    found: date | None = field.data.earliest() if field.data else None
    return found


class RecoveryForm(EntryForm):
    """A recovery and reflection period that begins."""

    start = DayMonthYear(_l("First day"), partial=False, needed=True)
    days = Whole(_l("How many days"), low=SHORTEST, high=LONGEST, needed=True)
    basis = TextLine(_l("Legal basis"), limit=200, needed=True)
    decided_by = TextLine(_l("Granted by"))
    reference = reference()

    def content(self) -> Recovery:
        """The period as typed."""
        return Recovery(
            start=self.start.data.earliest(),
            days=self.days.data,
            basis=self.basis.data,
            decided_by=self.decided_by.data or "",
            reference=self.reference.data or "",
        )


class RecoveryChangeForm(RecoveryForm):
    """A period that is prolonged or ended."""

    ended = Choice(
        _l("If it ends, why"), labels.choices(labels.RECOVERY_ENDS), select=True, needed=False
    )
    ended_on = DayMonthYear(_l("If it ends, on which day"), partial=False)

    def content(self) -> Recovery:
        """The period as it is now."""
        begun = super().content()
        ended_on = _day(self.ended_on) if self.ended.data else None
        return Recovery(
            begun.start,
            begun.days,
            begun.basis,
            begun.decided_by,
            begun.reference,
            ended=self.ended.data or "",
            ended_on=ended_on,
        )


class MeasureForm(EntryForm):
    """A protection measure."""

    kind = Choice(_l("Measure"), labels.choices(labels.MEASURES), select=True)
    standing = Choice(_l("Where it stands"), labels.choices(labels.STANDINGS))
    authority = TextLine(_l("Authority"))
    reference = reference()
    since = DayMonthYear(SINCE, partial=False, needed=True, past=False)
    until = DayMonthYear(UNTIL, partial=False, past=False)

    def content(self) -> Measure:
        """The measure as typed."""
        return Measure(
            kind=self.kind.data,
            standing=self.standing.data,
            authority=self.authority.data or "",
            since=self.since.data.earliest(),
            until=_day(self.until),
            reference=self.reference.data or "",
        )


class PermitForm(EntryForm):
    """A stay permit."""

    kind = Choice(_l("Permit"), labels.choices(labels.PERMIT_KINDS), select=True)
    basis = Choice(_l("On which ground"), labels.choices(labels.PERMIT_BASES), select=True)
    standing = Choice(_l("Where it stands"), labels.choices(labels.STANDINGS))
    authority = TextLine(_l("Authority"))
    reference = reference()
    since = DayMonthYear(SINCE, partial=False, needed=True, past=False)
    until = DayMonthYear(UNTIL, partial=False, past=False)

    def content(self) -> Permit:
        """The permit as typed."""
        return Permit(
            kind=self.kind.data,
            standing=self.standing.data,
            authority=self.authority.data or "",
            since=self.since.data.earliest(),
            until=_day(self.until),
            reference=self.reference.data or "",
            basis=self.basis.data,
        )


class NonRemovalForm(EntryForm):
    """Protection from removal."""

    protected = YesNo(_l("Is the person protected from removal?"))
    on = DayMonthYear(ON, partial=False, needed=True)
    authority = TextLine(_l("Authority"))
    reference = reference()
    grounds = TextBlock(
        _l("On which grounds"),
        limit=500,
        hint=_l("For example: a child, a pregnant woman (Law 02-03), proceedings under way."),
    )

    def content(self) -> NonRemoval:
        """What is recorded."""
        return NonRemoval(
            protected=bool(self.protected.data),
            on=self.on.data.earliest(),
            authority=self.authority.data or "",
            reference=self.reference.data or "",
            grounds=self.grounds.data or "",
        )


class SafetyPlanForm(EntryForm):
    """The safety plan, in the person's words."""

    on = DayMonthYear(_l("Made or offered on"), partial=False, needed=True)
    wanted = YesNo(_l("Does the person want a safety plan?"))
    safe_place = TextBlock(_l("A safe place to go"), limit=500)
    safe_contacts = TextBlock(_l("Whom to call, and how"), limit=500)
    code_word = TextLine(_l("Code word"), limit=60)
    phone_hygiene = TextBlock(_l("Telephone and accounts: what to change"), limit=500)
    if_found = TextBlock(_l("What to do if found"), limit=500)
    documents_ready = TextBlock(_l("Documents and money: where they are ready"), limit=500)
    who_knows = TextBlock(_l("Who knows the address"), limit=500)
    child_collection = TextBlock(_l("Who collects the children, and from where"), limit=500)
    emergency_numbers = TextBlock(_l("Emergency numbers"), limit=300)
    review_on = DayMonthYear(
        _l("When we look at it again"), partial=False, past=False, hint=_l("Within 90 days.")
    )

    def content(self) -> SafetyPlan:
        """The plan as typed."""
        parts = {
            name: self[name].data or ""
            for name in (
                "safe_place", "safe_contacts", "code_word", "phone_hygiene", "if_found",
                "documents_ready", "who_knows", "child_collection", "emergency_numbers",
            )
        }  # fmt: skip
        return SafetyPlan(
            on=self.on.data.earliest(),
            wanted=bool(self.wanted.data),
            review_on=_day(self.review_on),
            **parts,
        )


class PriorityForm(Form):
    """How urgent the case is, and why that changed."""

    priority = Choice(_l("How urgent is it?"), labels.choices(labels.PRIORITIES))
    reason = TextBlock(_lp("step", "Why"), limit=500, needed=True)


class RecoveryRuleForm(Form):
    """How long a recovery period lasts from a day on."""

    valid_from = DayMonthYear(_l("In force from"), partial=False, needed=True, past=False)
    days = Whole(_l("How many days"), low=SHORTEST, high=LONGEST, needed=True)
    basis = TextLine(_l("Legal basis"), limit=200, needed=True)
    source = TextLine(_l("Where this was read"), limit=200, needed=True)
    verified = YesNo(
        _l("Did somebody competent confirm it for this country?"),
        hint=_l("Without that, pages say that it is not confirmed."),
    )

    def rule(self) -> RecoveryRule:
        """The rule as typed."""
        return RecoveryRule(
            self.days.data, self.basis.data, self.source.data, bool(self.verified.data)
        )
