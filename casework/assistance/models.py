"""Distributions and training as they are stored. There is no person in them: numbers, goods, and
one-way tokens that end with their project. The exact spot is sealed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped

from casework.assistance.domain.counting import Monitoring
from casework.assistance.domain.records import Counts, Secret, Spot
from casework.db import Base, UtcDateTime, internal, special
from casework.encryption import SealedField
from casework.kernel.ids import new_id
from casework.policy import Resource
from casework.workflow.models import Tracked


class Operation(Tracked, Base):
    """One distribution on one day in one province."""

    __tablename__ = "operation"
    __table_args__ = (Index("ix_operation_list", "organisation_id", "on", "id"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    reference: Mapped[str] = internal(String(8), unique=True)
    title: Mapped[str] = internal(String(160))
    number: Mapped[int] = internal(default=1)
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    project_id: Mapped[UUID] = internal(Uuid, ForeignKey("project.id"))
    partner: Mapped[str] = internal(String(160), default="")
    kind: Mapped[str] = internal(String(8))
    target: Mapped[str] = internal(String(40))
    on: Mapped[date] = internal(Date)
    region: Mapped[str] = internal(String(5))
    province: Mapped[str] = internal(String(8))
    made_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))

    spot_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    monitoring_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    spot = SealedField("spot_blob", Spot, owner_kind="operation", owner_id="id")
    monitoring = SealedField("monitoring_blob", Monitoring, owner_kind="operation", owner_id="id")

    priority = None  # nothing of it is more urgent than the rest

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="operation", region=self.region, organisation_id=self.organisation_id)

    def __repr__(self) -> str:
        return f"<Operation {self.reference}>"


class Tally(Base):
    """How many of each cell. Sealed with the distribution: a stolen database shows no sex, age
    or nationality, not even as a number from one place and one day."""

    __tablename__ = "tally"

    operation_id: Mapped[UUID] = internal(Uuid, ForeignKey("operation.id"), primary_key=True)
    id: Mapped[UUID] = internal(Uuid, unique=True, default=new_id)
    counts_blob: Mapped[bytes] = special(LargeBinary)
    counts = SealedField("counts_blob", Counts, owner_kind="operation", owner_id="operation_id")


class StockMove(Base):
    """A quantity of an item that came in or went out. It counts once two people signed it."""

    __tablename__ = "stock_move"
    __table_args__ = (Index("ix_stock_move_operation", "operation_id", "at", "id"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    operation_id: Mapped[UUID] = internal(Uuid, ForeignKey("operation.id"))
    item: Mapped[str] = internal(String(80))
    category: Mapped[str] = internal(String(10))
    unit: Mapped[str] = internal(String(20))
    kind: Mapped[str] = internal(String(12))
    quantity: Mapped[int] = internal()
    at: Mapped[datetime] = internal(UtcDateTime)
    first_signed_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    second_signed_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    kit_move_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("kit_move.id"), nullable=True)


class Kit(Base):
    """What an organisation hands out together. `version` is the number of its newest contents."""

    __tablename__ = "kit"
    __table_args__ = (UniqueConstraint("organisation_id", "name"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    name: Mapped[str] = internal(String(80))
    version: Mapped[int] = internal(default=1)

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="kit", organisation_id=self.organisation_id)


class KitVersion(Base):
    """The contents of a kit as they were from one day on. Added, never changed."""

    __tablename__ = "kit_version"
    __table_args__ = (UniqueConstraint("kit_id", "number"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    kit_id: Mapped[UUID] = internal(Uuid, ForeignKey("kit.id"))
    number: Mapped[int] = internal()
    serves: Mapped[int] = internal(default=1)
    cost_minor: Mapped[int | None] = internal(BigInteger, nullable=True)
    currency: Mapped[str | None] = internal(String(3), nullable=True)
    good_until: Mapped[date | None] = internal(Date, nullable=True)
    made_at: Mapped[datetime] = internal(UtcDateTime)
    made_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))


class KitPart(Base):
    """So much of one item in one version of a kit."""

    __tablename__ = "kit_part"

    kit_version_id: Mapped[UUID] = internal(Uuid, ForeignKey("kit_version.id"), primary_key=True)
    place: Mapped[int] = internal(primary_key=True)
    item: Mapped[str] = internal(String(80))
    category: Mapped[str] = internal(String(10))
    unit: Mapped[str] = internal(String(20))
    quantity: Mapped[int] = internal()


class KitMove(Base):
    """Kits of one version that came in or went out. Its items move with it (`StockMove`), and are
    signed with it."""

    __tablename__ = "kit_move"
    __table_args__ = (Index("ix_kit_move_operation", "operation_id", "at", "id"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    operation_id: Mapped[UUID] = internal(Uuid, ForeignKey("operation.id"))
    kit_version_id: Mapped[UUID] = internal(Uuid, ForeignKey("kit_version.id"))
    kind: Mapped[str] = internal(String(12))
    kits: Mapped[int] = internal()
    at: Mapped[datetime] = internal(UtcDateTime)
    first_signed_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    second_signed_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)


class CountedBatch(Base):
    """Counts that a phone kept while it had no network, taken in once. The key is the phone's."""

    __tablename__ = "counted_batch"

    operation_id: Mapped[UUID] = internal(Uuid, ForeignKey("operation.id"), primary_key=True)
    key: Mapped[str] = internal(String(32), primary_key=True)
    taken_at: Mapped[datetime] = internal(UtcDateTime)


class RepeatToken(Base):
    """Somebody was here before: a one-way token under the secret of one project. When the project
    ends, its secret and its tokens are destroyed."""

    __tablename__ = "repeat_token"
    __table_args__ = (UniqueConstraint("project_id", "token"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    project_id: Mapped[UUID] = internal(Uuid, ForeignKey("project.id"))
    token: Mapped[bytes] = internal(LargeBinary)


class ProjectSecret(Base):
    """The secret of a project's tokens, sealed under a data key of its own."""

    __tablename__ = "project_secret"

    project_id: Mapped[UUID] = internal(Uuid, ForeignKey("project.id"), primary_key=True)
    id: Mapped[UUID] = internal(Uuid, unique=True, default=new_id)
    secret_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    destroyed_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    secret = SealedField("secret_blob", Secret, owner_kind="project", owner_id="project_id")


class Training(Base):
    """A session for those who identify and help: how many, never a list of names."""

    __tablename__ = "training"
    __table_args__ = (Index("ix_training_list", "organisation_id", "on", "id"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    reference: Mapped[str] = internal(String(8), unique=True)
    title: Mapped[str] = internal(String(160))
    theme: Mapped[str] = internal(String(20))
    audience: Mapped[str] = internal(String(20))
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    project_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("project.id"), nullable=True)
    regions: Mapped[str] = internal(String(80))
    on: Mapped[date] = internal(Date)
    days: Mapped[int] = internal(default=1)
    women: Mapped[int] = internal(default=0)
    men: Mapped[int] = internal(default=0)
    unsaid: Mapped[int] = internal(default=0)
    before: Mapped[int | None] = internal(nullable=True)
    after: Mapped[int | None] = internal(nullable=True)
    version: Mapped[int] = internal(default=1)

    @property
    def participants(self) -> int:
        """Everybody who took part."""
        return self.women + self.men + self.unsaid

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="training", organisation_id=self.organisation_id)

    def __repr__(self) -> str:
        return f"<Training {self.reference}>"
