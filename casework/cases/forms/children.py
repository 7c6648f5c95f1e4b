"""Forms of what is recorded of a child."""

from typing import Any

from casework.cases import labels
from casework.cases.domain.children import (
    AgeAssessed,
    AuthorityDecided,
    FamilyAssessed,
    Guardian,
    InterestsAssessed,
    InterestsDetermined,
    ReceptionConfirmed,
    Tracing,
)
from casework.cases.forms.entry import ON, EntryForm, reference
from casework.web.fields import DayMonthYear, YesNo
from casework.web.forms import Choice, TextBlock, TextLine
from casework.web.languages import _l


def _child_view() -> Any:
    return TextBlock(
        _l("What the child says, in their words"),
        limit=1000,
        needed=True,
        hint=_l("Also when the child does not know, or does not wish to say."),
    )


class GuardianForm(EntryForm):
    """Who speaks for the child."""

    name = TextLine(_l("Name of the guardian"), needed=True, hint=_l("Sealed with the file."))
    kind = Choice(_l("Who this is"), labels.choices(labels.GUARDIAN_KINDS), select=True)
    on = DayMonthYear(ON, partial=False, needed=True)
    authority = TextLine(_l("Named by (prosecutor, juvenile judge)"))
    reference = reference()
    suspected = YesNo(
        _l("May the guardian have a part in what happened, or gain from it?"),
        hint=_l("If so, an authority decides in the guardian’s place, and another one is named."),
    )
    suspicion = TextBlock(_l("If so, what makes you think so?"), limit=500)

    def content(self) -> Guardian:
        """The guardian as typed."""
        return Guardian(
            name=self.name.data,
            kind=self.kind.data,
            on=self.on.data.earliest(),
            authority=self.authority.data or "",
            reference=self.reference.data or "",
            suspected=bool(self.suspected.data),
            suspicion=self.suspicion.data or "",
        )


class AuthorityDecidedForm(EntryForm):
    """A decision of a prosecutor or a judge that protects the child."""

    authority = Choice(_l("Who decided"), labels.choices(labels.AUTHORITIES))
    court = TextLine(_l("Of which court"))
    reference = TextLine(_l("Reference of the decision or document"), limit=80, needed=True)
    on = DayMonthYear(ON, partial=False, needed=True)

    def content(self) -> AuthorityDecided:
        """The decision as typed."""
        return AuthorityDecided(
            on=self.on.data.earliest(),
            authority=self.authority.data,
            reference=self.reference.data,
            court=self.court.data or "",
        )


class InterestsAssessedForm(EntryForm):
    """A best-interests assessment."""

    on = DayMonthYear(ON, partial=False, needed=True)
    by_whom = TextLine(_l("Assessed by"), needed=True)
    trained = YesNo(_l("Is this person trained to talk with children?"))
    child_view = _child_view()
    findings = TextBlock(_l("What was found: safety, health, family, schooling"), limit=2000)
    recommendation = TextBlock(_l("What is best for the child now"), limit=1000)

    def content(self) -> InterestsAssessed:
        """The assessment as typed."""
        return InterestsAssessed(
            on=self.on.data.earliest(),
            by_whom=self.by_whom.data,
            trained=bool(self.trained.data),
            child_view=self.child_view.data,
            findings=self.findings.data or "",
            recommendation=self.recommendation.data or "",
        )


class InterestsDeterminedForm(EntryForm):
    """A best-interests determination."""

    on = DayMonthYear(ON, partial=False, needed=True)
    panel = TextBlock(
        _l("Who decided: one person or service a line"),
        limit=600,
        needed=True,
        hint=_l("At least two."),
    )
    solution = Choice(_l("What was decided"), labels.choices(labels.SOLUTIONS))
    child_view = _child_view()
    grounds = TextBlock(_l("On which grounds"), limit=2000)
    reference = reference()

    def content(self) -> InterestsDetermined:
        """The determination as typed."""
        lines = (line.strip() for line in self.panel.data.splitlines())
        return InterestsDetermined(
            on=self.on.data.earliest(),
            panel=tuple(line for line in lines if line),
            solution=self.solution.data,
            child_view=self.child_view.data,
            grounds=self.grounds.data or "",
            reference=self.reference.data or "",
        )


class AgeAssessedForm(EntryForm):
    """An age assessment."""

    on = DayMonthYear(ON, partial=False, needed=True)
    last_resort = TextBlock(
        _l("Why no document and no conversation could answer the question"), limit=600, needed=True
    )
    several_disciplines = YesNo(_l("Did several disciplines take part, not medicine alone?"))
    consented = YesNo(_l("Did the person and the guardian agree to it?"))
    by_whom = TextLine(_l("Assessed by"), needed=True)
    result = Choice(
        _l("Result"),
        labels.choices(labels.AGE_RESULTS),
        hint=_l("Without a result the person stays protected as a child."),
    )
    reference = reference()

    def content(self) -> AgeAssessed:
        """The assessment as typed."""
        return AgeAssessed(
            on=self.on.data.earliest(),
            result=self.result.data,
            by_whom=self.by_whom.data,
            last_resort=self.last_resort.data,
            several_disciplines=bool(self.several_disciplines.data),
            consented=bool(self.consented.data),
            reference=self.reference.data or "",
        )


class TracingForm(EntryForm):
    """A search for the family."""

    on = DayMonthYear(ON, partial=False, needed=True)
    wish = Choice(_l("Does the child want the family to be found?"), labels.choices(labels.WISHES))
    child_view = _child_view()
    risk_to_child = YesNo(_l("Could the search put the child in danger?"))
    risk_to_family = YesNo(_l("Could it put somebody of the family in danger?"))
    by_whom = TextLine(_l("Who searches"))

    def content(self) -> Tracing:
        """The search as typed."""
        return Tracing(
            on=self.on.data.earliest(),
            child_view=self.child_view.data,
            wish=self.wish.data,
            risk_to_child=bool(self.risk_to_child.data),
            risk_to_family=bool(self.risk_to_family.data),
            by_whom=self.by_whom.data or "",
        )


class FamilyAssessedForm(EntryForm):
    """What was found of the family."""

    on = DayMonthYear(ON, partial=False, needed=True)
    by_whom = TextLine(_l("Assessed by"), needed=True)
    result = Choice(_l("Result"), labels.choices(labels.FAMILY_RESULTS))
    grounds = TextBlock(_l("On which grounds"), limit=1000)
    reference = reference()

    def content(self) -> FamilyAssessed:
        """The finding as typed."""
        return FamilyAssessed(
            on=self.on.data.earliest(),
            by_whom=self.by_whom.data,
            result=self.result.data,
            grounds=self.grounds.data or "",
            reference=self.reference.data or "",
        )


class ReceptionForm(EntryForm):
    """Who will receive the child."""

    on = DayMonthYear(ON, partial=False, needed=True)
    who_receives = TextLine(_l("Who receives the child on arrival"), needed=True)
    by_whom = TextLine(_l("Confirmed by"), needed=True)
    reference = reference()

    def content(self) -> ReceptionConfirmed:
        """The confirmation as typed."""
        return ReceptionConfirmed(
            on=self.on.data.earliest(),
            by_whom=self.by_whom.data,
            who_receives=self.who_receives.data,
            reference=self.reference.data or "",
        )
