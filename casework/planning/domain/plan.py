"""The individual plan: goals in the person's words, agreed with them, kept version by version.

A version that was agreed is never changed; what changed since stands in the working copy until it
is agreed in its turn (OSCE/ODIHR, National Referral Mechanisms, 2nd edition, 2022: individual
support).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from casework.kernel.refusals import Refusal
from casework.planning.domain.paper import refuse_telling

STATUSES = ("planned", "under_way", "reached", "given_up")
PRIORITIES = ("1", "2", "3")
MOST_GOALS = 20


class GoalUnknown(Refusal):
    """The plan has no such goal."""

    status = 404


class TooManyGoals(Refusal):
    """A plan with more goals than a person can keep in mind is no plan."""


class DueBeforeStart(Refusal):
    """Something cannot be due before it starts."""

    field = "due"


class WhyGivenUp(Refusal):
    """A goal that is given up says what stood in its way, or that the person changed their mind."""

    field = "obstacle"


class NothingToAgree(Refusal):
    """A plan has one goal at least before it is agreed."""

    status = 409


class NeedsNotLookedAt(Refusal):
    """The needs are looked at before a plan is agreed."""

    status = 409


class NotAgreed(Refusal):
    """A plan that the person does not agree with is changed, not recorded as agreed."""

    field = "agreed"


class GuardianAbsent(Refusal):
    """A child agrees to a plan together with the guardian."""

    field = "guardian"


@dataclass(frozen=True)
class Goal:
    """One goal. `provider_id` names an organisation of the directory, `provider` anybody else;
    `priority` is the person's own, 1 first. Outcome and obstacle are never printed."""

    id: UUID
    words: str
    service: str
    priority: str
    status: str = "planned"
    provider_id: UUID | None = None
    provider: str = ""
    responsible: str = ""
    start: date | None = None
    due: date | None = None
    outcome: str = ""
    obstacle: str = ""


@dataclass(frozen=True)
class Plan:
    """The goals, the person's most important first; sealed."""

    goals: tuple[Goal, ...] = ()

    def goal(self, goal_id: UUID) -> Goal:
        """One goal of the plan."""
        found = next((one for one in self.goals if one.id == goal_id), None)
        if found is None:
            raise GoalUnknown()
        return found

    def with_goal(self, goal: Goal) -> "Plan":
        """The plan with this goal added, or in the place of its earlier wording. Refused when it is
        not sound, or when what is printed of it would tell on the person."""
        check(goal)
        others = [one for one in self.goals if one.id != goal.id]
        if len(others) >= MOST_GOALS:
            raise TooManyGoals()
        return Plan(tuple(_by_priority([*others, goal])))


@dataclass(frozen=True)
class Agreement:
    """How a version was agreed: on which day, in which language, who was there."""

    on: date
    language: str
    interpreter: str
    present: str = ""
    guardian: str = ""
    words: str = ""


@dataclass(frozen=True)
class AgreedPlan:
    """A version: the plan as the person agreed to it, and how; sealed, never changed."""

    plan: Plan
    agreement: Agreement


def check(goal: Goal) -> None:
    """Refuse a goal that is due before it starts, that is given up without a word, or whose
    printed words would tell on the person."""
    if goal.start is not None and goal.due is not None and goal.due < goal.start:
        raise DueBeforeStart()
    if goal.status == "given_up" and not goal.obstacle:
        raise WhyGivenUp()
    refuse_telling(words=goal.words, provider=goal.provider, responsible=goal.responsible)


def agreed(
    plan: Plan, agreement: Agreement, *, needs_known: bool, child: bool, agrees: bool
) -> AgreedPlan:
    """The version that is agreed now, or a refusal that says what it lacks."""
    if not needs_known:
        raise NeedsNotLookedAt()
    if not plan.goals:
        raise NothingToAgree()
    if not agrees:
        raise NotAgreed()
    if child and not agreement.guardian:
        raise GuardianAbsent()
    return AgreedPlan(plan, agreement)


def moved_on(goal: Goal, status: str, outcome: str, obstacle: str) -> Goal:
    """The goal with what became of it."""
    return replace(goal, status=status, outcome=outcome, obstacle=obstacle)


def _by_priority(goals: Iterable[Goal]) -> list[Goal]:
    return sorted(goals, key=lambda goal: goal.priority)
