"""Reads of needs, plan and services, for those who were let into the case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, select

from casework.cases.queries import Case, case_by_code
from casework.db import db
from casework.planning.domain.needs import Needs, met_class
from casework.planning.domain.plan import AgreedPlan, Goal, Plan
from casework.planning.domain.services import Given
from casework.planning.models import NeedsAssessment, PlanVersion, ServiceGiven, WorkingPlan
from casework.policy import Actor, Resource

_OF_CASE: BindParameter[UUID] = bindparam("of_case")
_WORKING = select(WorkingPlan).where(WorkingPlan.case_id == _OF_CASE)
_AGREED = select(PlanVersion.id).where(PlanVersion.case_id == _OF_CASE).limit(1)
_LOOKED_AT = select(NeedsAssessment.id).where(NeedsAssessment.case_id == _OF_CASE).limit(1)


@dataclass(frozen=True)
class GoalOfCase:
    """A goal and the case it belongs to, which decides who may touch it."""

    case: Case
    goal: Goal

    def resource(self) -> Resource:
        """The case decides."""
        return self.case.resource()


@dataclass(frozen=True)
class ServiceOfCase:
    """A service that was given, opened, and the case it belongs to, which decides."""

    id: UUID
    case: Case
    given: Given

    def resource(self) -> Resource:
        """The case decides."""
        return self.case.resource()


@dataclass(frozen=True)
class Version:
    """An agreed version, opened."""

    case: Case
    number: int
    recorded_by_id: UUID
    agreed: AgreedPlan

    def resource(self) -> Resource:
        """The case decides."""
        return self.case.resource()


@dataclass(frozen=True)
class Assessed:
    """The needs as they were last looked at, opened."""

    made_at: datetime
    made_by_id: UUID
    needs: Needs


def newest_needs(case_id: UUID) -> Assessed | None:
    """The last assessment of needs."""
    rows = select(NeedsAssessment).where(NeedsAssessment.case_id == case_id)
    row = db.session.scalar(rows.order_by(NeedsAssessment.seq.desc()).limit(1))
    if row is None or row.needs is None:
        return None
    return Assessed(row.made_at, row.made_by_id, row.needs.reveal())


def needs_class(case_id: UUID) -> str:
    """The class of needs met that the statistics count."""
    found = newest_needs(case_id)
    return met_class(found.needs if found else None)


def needs_known(case_id: UUID) -> bool:
    """Whether anybody looked at the needs. Nothing is opened."""
    return db.session.scalar(_LOOKED_AT, {"of_case": case_id}) is not None


def plan_agreed(case_id: UUID) -> bool:
    """Whether a version was agreed with the person. Nothing is opened."""
    return db.session.scalar(_AGREED, {"of_case": case_id}) is not None


def working_row(case_id: UUID) -> WorkingPlan | None:
    """The row of the plan that is being written."""
    return db.session.scalar(_WORKING, {"of_case": case_id})


def working_plan(case_id: UUID) -> Plan:
    """The plan that is being written; empty when there is none yet."""
    row = working_row(case_id)
    return row.plan.reveal() if row is not None and row.plan is not None else Plan()


def versions(case: Case) -> list[Version]:
    """All that was agreed, newest first."""
    rows = select(PlanVersion).where(PlanVersion.case_id == case.id)
    newest = db.session.scalars(rows.order_by(PlanVersion.seq.desc()))
    return [_opened(case, row) for row in newest if row.agreed is not None]


def version(case: Case, number: int) -> Version | None:
    """One agreed version by its number."""
    rows = select(PlanVersion).where(PlanVersion.case_id == case.id, PlanVersion.seq == number)
    row = db.session.scalar(rows)
    return _opened(case, row) if row is not None and row.agreed is not None else None


def services_given(case_id: UUID) -> list[tuple[ServiceGiven, Given]]:
    """What was given, newest first."""
    rows = select(ServiceGiven).where(ServiceGiven.case_id == case_id)
    newest = db.session.scalars(rows.order_by(ServiceGiven.seq.desc()))
    return [(row, row.given.reveal()) for row in newest if row.given is not None]


def service_of_case(actor: Actor, code: str, service_id: UUID) -> ServiceOfCase | None:
    """One service of a case that the actor may know of."""
    case = case_by_code(actor, code)
    row = db.session.get(ServiceGiven, service_id) if case is not None else None
    if case is None or row is None or row.case_id != case.id or row.given is None:
        return None
    return ServiceOfCase(row.id, case, row.given.reveal())


def noted_already(referral_id: UUID) -> bool:
    """Whether a delivered request stands in the log."""
    rows = select(ServiceGiven.id).where(ServiceGiven.referral_id == referral_id)
    return db.session.scalar(rows) is not None


def _opened(case: Case, row: PlanVersion) -> Version:
    agreed: AgreedPlan = row.agreed.reveal()  # type: ignore[union-attr]
    return Version(case, row.seq, row.recorded_by_id, agreed)
