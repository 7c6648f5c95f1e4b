"""Cases with needs that were looked at and a plan that is being written."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from casework.cases.domain.safety import SafetyPlan
from casework.cases.queries import today
from casework.cases.service import record_safety_plan, step
from casework.kernel.ids import new_id
from casework.planning import queries, service
from casework.planning.domain.needs import Needs, look_at
from casework.planning.domain.plan import Agreement, Goal
from casework.planning.domain.services import Given
from casework.web.codes import services
from tests.factories import actor_named
from tests.integration.referrals.conftest import Office

WORDS = "Apprendre la couture et louer une chambre, canaributs."
GOAL = Goal(UUID(int=7), WORDS, "VOCATIONAL", "1", responsible="La personne")
AGREED = Agreement(date(2026, 11, 16), "fr", "no", words="Oui, canariaccord.")
LEVELS = {"SHELTER": "urgent", "LEGAL_REP": "present", "FOOD": "none"}


def agree_on_a_plan(case: Any) -> None:
    """Needs that were looked at, a goal, and the person's agreement, inside a unit of work."""
    worker = actor_named("caseworker")
    found = look_at({"RETURN": "present"}, "", today(), services=frozenset(services()))
    service.record_needs(case, found, worker)
    service.write_goal(case, Goal(new_id(), "Rentrer chez moi", "RETURN", "1"), worker)
    service.agree(case, Agreement(today(), "fr", "no"), worker)


class Planner(Office):
    """An office that also plans."""

    def needs(self, code: str, **levels: str) -> Needs:
        """Needs that were looked at today."""

        def act(case: Any) -> Needs:
            found = look_at(
                levels or LEVELS, "Dormir sans peur, canaribesoin.", today(),
                services=frozenset(services()),
            )  # fmt: skip
            service.record_needs(case, found, actor_named("caseworker"))
            return found

        return self.on(code, act)

    def goal(self, code: str, goal: Goal | None = None) -> UUID:
        """One more goal in the plan; gives its id."""
        made = goal or Goal(new_id(), WORDS, "VOCATIONAL", "1", responsible="La personne")
        self.on(code, lambda case: service.write_goal(case, made, actor_named("caseworker")))
        return made.id

    def agree(self, code: str, agreement: Agreement = AGREED) -> None:
        """The person agrees to the plan."""
        self.on(code, lambda case: service.agree(case, agreement, actor_named("caseworker")))

    def planned(self, code: str) -> None:
        """Needs, a goal, an agreement."""
        self.needs(code)
        self.goal(code)
        self.agree(code)

    def helped(self) -> str:
        """A case in S10, with a safety plan: only the plan is missing."""
        code = self.informed()

        def act(case: Any) -> None:
            step(case, "help_directly", actor_named("caseworker"))
            record_safety_plan(case, SafetyPlan(today(), False), actor_named("caseworker"))

        self.on(code, act)
        return code

    def helped_with_a_cost(self, code: str) -> UUID:
        """A taxi that was paid for 120 dirhams; gives the id of its line in the log."""
        taxi = Given("TRANSPORT", today(), provider="Taxi", amount="120.00")

        def act(case: Any) -> UUID:
            return service.note_service(case, taxi, actor_named("caseworker")).id

        found: UUID = self.on(code, act)
        return found

    def plan_of(self, code: str) -> Any:
        """The working plan."""
        return self.see(code, lambda case: queries.working_plan(case.id))

    def given(self, code: str) -> list[Any]:
        """What was given, newest first."""
        return self.see(code, lambda case: [g for _row, g in queries.services_given(case.id)])


@pytest.fixture
def planner(sqlite_app: Any) -> Planner:
    """A planner on SQLite."""
    return Planner(sqlite_app)


@pytest.fixture
def both_planner(app: Any) -> Planner:
    """A planner on each store in turn."""
    return Planner(app)
