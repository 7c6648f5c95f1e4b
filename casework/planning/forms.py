"""Forms of needs, goals, agreements and services."""

from typing import Any
from uuid import UUID

from wtforms import Field

from casework.accounts.queries import organisations_in
from casework.cases import labels
from casework.kernel.ids import new_id
from casework.planning import texts
from casework.planning.domain.needs import Needs
from casework.planning.domain.plan import Agreement, Goal
from casework.planning.domain.services import Given, dirhams
from casework.web.codes import service_groups, services
from casework.web.fields import DayMonthYear, PartialDate, Whole, YesNo
from casework.web.forms import Choice, Form, TextBlock, TextLine
from casework.web.languages import _l, _lp, current_language

NEED = "need-"
ON = _l("On which day")


class NeedsForm(Form):
    """One list for each service; the fields are added below. What is left alone was not asked."""

    words = TextBlock(
        _l("What the person says of it, in their words"),
        limit=1000,
        hint=_l("Write “the person”, without names or numbers."),
    )

    def groups(self) -> list[tuple[str, list[Field]]]:
        """The fields under their headings, for the page."""
        found = services().values()
        return [
            (group.name(), [self[NEED + one.code] for one in found if one.group == group.code])
            for group in service_groups().values()
        ]

    def levels(self) -> dict[str, str]:
        """The needs that were looked at."""
        return {code: self[NEED + code].data for code in services() if self[NEED + code].data}

    def show(self, needs: Needs) -> "NeedsForm":
        """What was found before."""
        for one in needs.needs:
            self[NEED + one.service].data = one.level
        self.words.data = needs.words
        return self


for _code in services():
    setattr(
        NeedsForm,
        NEED + _code,
        Choice(texts.service_label(_code), labels.choices(texts.LEVELS), select=True, needed=False),
    )


class ProviderForm(Form):
    """Mixed into forms that say who gives a service: an organisation of the region, or another."""

    provider_id = Choice(
        _l("Who helps"),
        (),
        select=True,
        needed=False,
        hint=_l("An organisation of the region. For anybody else, leave this and write below."),
    )
    provider = TextLine(_l("Somebody else who helps"))

    def offer(self, region: str) -> None:
        """The organisations that work in the region."""
        language = current_language()
        self.provider_id.choices = [
            (str(one.id), one.name_in(language)) for one in organisations_in(region)
        ]

    def chosen_provider(self) -> dict[str, Any]:
        """The organisation that was chosen; a name that was typed only when none was."""
        chosen = self.provider_id.data
        if chosen:
            return {"provider_id": UUID(chosen), "provider": ""}
        return {"provider_id": None, "provider": self.provider.data or ""}


class GoalForm(ProviderForm):
    """One goal. It is printed for the person, save for what became of it."""

    words = TextBlock(
        _l("The goal, in the person’s own words"),
        limit=300,
        needed=True,
        hint=_l("This is printed for the person: nothing that could put them in danger."),
    )
    service = Choice(_l("Which service helps with it?"), (), select=True)
    priority = Choice(
        _l("How much does it matter to the person?"), labels.choices(texts.PRIORITIES)
    )
    responsible = TextLine(_l("Who sees to it"), hint=_l("A role, or “the person”."))
    start = DayMonthYear(_l("From which day"), partial=False, past=False)
    due = DayMonthYear(_l("By which day"), partial=False, past=False)
    status = Choice(_l("Where it stands"), labels.choices(texts.STATUSES))
    outcome = TextBlock(_l("What came of it"), limit=500, hint=_l("Not printed."))
    obstacle = TextBlock(_l("What stands in the way"), limit=500, hint=_l("Not printed."))

    def offer(self, region: str) -> None:
        """The services by their headings, and the organisations."""
        super().offer(region)
        self.service.choices = texts.services_by_group()

    def show(self, goal: Goal) -> None:
        """The goal as it stands."""
        for name in ("words", "service", "priority", "responsible", "status", "outcome"):
            self[name].data = getattr(goal, name)
        self.obstacle.data, self.provider.data = goal.obstacle, goal.provider
        self.provider_id.data = str(goal.provider_id) if goal.provider_id else None
        for name in ("start", "due"):
            day = getattr(goal, name)
            self[name].process_data(PartialDate(day.year, day.month, day.day) if day else None)

    def goal(self, goal_id: UUID | None = None) -> Goal:
        """The goal as typed."""
        return Goal(
            id=goal_id or new_id(),
            words=self.words.data,
            service=self.service.data,
            priority=self.priority.data,
            status=self.status.data,
            responsible=self.responsible.data or "",
            start=self.start.data.earliest() if self.start.data else None,
            due=self.due.data.earliest() if self.due.data else None,
            outcome=self.outcome.data or "",
            obstacle=self.obstacle.data or "",
            **self.chosen_provider(),
        )


class AgreeForm(Form):
    """How the plan was agreed, or looked through again, with the person."""

    on = DayMonthYear(ON, partial=False, needed=True)
    language = Choice(_l("In which language"), labels.choices(labels.LANGUAGES), select=True)
    interpreter = YesNo(_l("Was an interpreter there?"))
    guardian = TextLine(_l("Guardian who was there"), hint=_l("A role, not a name."))
    present = TextLine(_l("Who else was there"), hint=_l("A role, not a name."))
    words = TextBlock(_l("What the person says of the plan"), limit=500)
    agreed = YesNo(_l("Does the person agree with this plan?"))

    def agreement(self) -> Agreement:
        """The agreement as typed."""
        return Agreement(
            on=self.on.data.earliest(),
            language=self.language.data,
            interpreter="yes" if self.interpreter.data else "no",
            present=self.present.data or "",
            guardian=self.guardian.data or "",
            words=self.words.data or "",
        )


class ServiceForm(ProviderForm):
    """A service that was given."""

    service = Choice(_l("Which service?"), (), select=True)
    on = DayMonthYear(ON, partial=False, needed=True)
    hours = Whole(_lp("service", "Hours"), low=1, high=1000)
    amount = TextLine(_l("Amount in dirhams"), limit=20)
    note = TextBlock(
        _l("Note"), limit=500, hint=_l("Write “the person”, without names or numbers.")
    )

    def offer(self, region: str) -> None:
        """The services by their headings, and the organisations."""
        super().offer(region)
        self.service.choices = texts.services_by_group()

    def given(self) -> Given:
        """The line of the log as typed."""
        return Given(
            service=self.service.data,
            on=self.on.data.earliest(),
            hours=self.hours.data,
            amount=dirhams(self.amount.data or ""),
            note=self.note.data or "",
            **self.chosen_provider(),
        )
