"""Needs, plan and services as they are stored: everything sealed under the key of the case."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped

from casework.cases.models import InOrder
from casework.db import Base, UtcDateTime, internal, special
from casework.encryption import SealedField, padme
from casework.kernel.ids import new_id
from casework.planning.domain.needs import Needs
from casework.planning.domain.plan import AgreedPlan, Plan
from casework.planning.domain.services import Given


class NeedsAssessment(InOrder, Base):
    """The needs as they were looked at once; the newest counts, the others stay."""

    __tablename__ = "needs_assessment"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    made_at: Mapped[datetime] = internal(UtcDateTime)
    made_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    needs_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    needs = SealedField(
        "needs_blob", Needs, owner_kind="case", owner_id="case_id", padded_length=padme
    )


class WorkingPlan(Base):
    """The plan that is being written; what was agreed of it stands in `PlanVersion`."""

    __tablename__ = "working_plan"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"), unique=True)
    changed_at: Mapped[datetime] = internal(UtcDateTime)
    changed_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    plan_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    plan = SealedField(
        "plan_blob", Plan, owner_kind="case", owner_id="case_id", padded_length=padme
    )


class PlanVersion(InOrder, Base):
    """What was agreed with the person, once; added, never changed."""

    __tablename__ = "plan_version"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    agreed_at: Mapped[datetime] = internal(UtcDateTime)
    recorded_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    agreed_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    agreed = SealedField(
        "agreed_blob", AgreedPlan, owner_kind="case", owner_id="case_id", padded_length=padme
    )


class ServiceGiven(InOrder, Base):
    """One service that was given. `referral_id` when a delivered request says so, once each."""

    __tablename__ = "service_given"
    __table_args__ = (UniqueConstraint("case_id", "seq"), UniqueConstraint("referral_id"))

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    referral_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("referral.id"), nullable=True)
    noted_at: Mapped[datetime] = internal(UtcDateTime)
    noted_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    given_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    given = SealedField(
        "given_blob", Given, owner_kind="case", owner_id="case_id", padded_length=padme
    )
