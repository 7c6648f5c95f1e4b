"""Houses, rooms, places and stays as they are stored.

In clear stands what routing needs: organisation, region, states, moments, opaque codes. Where a
house is, how its rooms are kept and who is in them lies sealed, the address under a key of its own
and each stay under its own. One place has one open use: the database itself refuses a second.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal, special
from casework.encryption import SealedField, padme
from casework.kernel.ids import new_id
from casework.policy import Resource
from casework.shelter.domain import records
from casework.workflow.models import Tracked

OPEN_USE = text("ended_at IS NULL")
WITH_A_PLACE = text("state IN ('reserved', 'admitted', 'absent')")
UNIT_KEY, ADDRESS_KEY, STAY_KEY = "shelter_unit", "shelter_address", "stay"
INCIDENT_KEY = "incident"


class ShelterUnit(Base):
    """One house of an organisation. `confirmed_at`: when somebody last said its board is true."""

    __tablename__ = "shelter_unit"
    __table_args__ = (Index("ix_shelter_unit_region", "region", "active"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"), index=True)
    region: Mapped[str] = internal(String(5))
    active: Mapped[bool] = internal(default=True)
    rules_version: Mapped[int] = internal(default=0)
    confirmed_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    confirmed_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    version: Mapped[int] = internal(default=1)
    card_blob: Mapped[bytes] = special(LargeBinary)
    card = SealedField("card_blob", records.UnitCard, owner_kind=UNIT_KEY, owner_id="id")

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="shelter", region=self.region, organisation_id=self.organisation_id)


class ShelterAddress(Base):
    """Where a house is, apart from everything else and under a data key of its own."""

    __tablename__ = "shelter_address"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    unit_id: Mapped[UUID] = internal(Uuid, ForeignKey("shelter_unit.id"), unique=True)
    address_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    address = SealedField("address_blob", records.Address, owner_kind=ADDRESS_KEY, owner_id="id")


class HouseRules(Base):
    """One version of the rules of a house; versions are added, never changed."""

    __tablename__ = "house_rules"
    __table_args__ = (UniqueConstraint("unit_id", "number"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    unit_id: Mapped[UUID] = internal(Uuid, ForeignKey("shelter_unit.id"))
    number: Mapped[int] = internal()
    made_at: Mapped[datetime] = internal(UtcDateTime)
    made_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    rules_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    rules = SealedField("rules_blob", records.RulesText, owner_kind=UNIT_KEY, owner_id="unit_id")


class Room(Base):
    """A room of a house."""

    __tablename__ = "shelter_room"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    unit_id: Mapped[UUID] = internal(Uuid, ForeignKey("shelter_unit.id"), index=True)
    number: Mapped[int] = internal()
    card_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    card = SealedField("card_blob", records.RoomCard, owner_kind=UNIT_KEY, owner_id="unit_id")


class Place(Base):
    """One place to sleep. `out_reason`: why it cannot be used now. `overflow`: only in need."""

    __tablename__ = "shelter_place"
    __table_args__ = (UniqueConstraint("unit_id", "number"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    unit_id: Mapped[UUID] = internal(Uuid, ForeignKey("shelter_unit.id"))
    room_id: Mapped[UUID] = internal(Uuid, ForeignKey("shelter_room.id"), index=True)
    number: Mapped[int] = internal()
    overflow: Mapped[bool] = internal(default=False)
    out_reason: Mapped[str | None] = internal(String(16), nullable=True)


class Stay(Tracked, Base):
    """One person's stay, or their way to one, with the children who came along. `basis`: on what
    ground the house was told (what the person agreed to, or the vital interest in its place).
    `taken_back_at`: since when the house sees nothing of a stay that ended."""

    __tablename__ = "stay"
    __table_args__ = (
        Index("ix_stay_house", "organisation_id", "state", "priority", "requested_at"),
        Index("ix_stay_case", "case_id", "requested_at"),
        Index(
            "uq_stay_one_place",
            "case_id",
            unique=True,
            sqlite_where=WITH_A_PLACE,
            postgresql_where=WITH_A_PLACE,
        ),
        CheckConstraint("state <> 'reserved' OR held_until IS NOT NULL", name="held"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    reference: Mapped[str] = internal(String(8), unique=True)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    unit_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("shelter_unit.id"), nullable=True)
    referral_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("referral.id"), nullable=True)
    region: Mapped[str] = internal(String(5))
    priority: Mapped[str] = internal(String(2))
    kind: Mapped[str] = internal(String(12))
    requested_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    requested_at: Mapped[datetime] = internal(UtcDateTime)
    arrival_on: Mapped[date] = internal(Date)
    held_until: Mapped[datetime | None] = internal(UtcDateTime, nullable=True, index=True)
    escort_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    arrived_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    until: Mapped[date | None] = internal(Date, nullable=True)
    intake_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    absent_since: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    absence_told_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    ended_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    basis: Mapped[str] = internal(String(16))
    taken_back_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)

    resident_blob: Mapped[bytes] = special(LargeBinary)
    intake_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    leaving_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    resident = SealedField("resident_blob", records.Resident, owner_kind=STAY_KEY, owner_id="id")
    intake = SealedField("intake_blob", records.Intake, owner_kind=STAY_KEY, owner_id="id")
    leaving = SealedField("leaving_blob", records.Leaving, owner_kind=STAY_KEY, owner_id="id")

    def resource(self) -> Resource:
        """What the policy needs to know of it: the house decides, and whoever brings the person."""
        return Resource(
            kind="stay",
            region=self.region,
            organisation_id=self.organisation_id,
            assignee_ids=frozenset({self.escort_id} if self.escort_id else ()),
        )


class PlaceUse(Base):
    """A place given to a stay, from a hold to the end. While it is open nobody else gets it."""

    __tablename__ = "place_use"
    __table_args__ = (
        Index(
            "uq_place_use_open",
            "place_id",
            unique=True,
            sqlite_where=OPEN_USE,
            postgresql_where=OPEN_USE,
        ),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    place_id: Mapped[UUID] = internal(Uuid, ForeignKey("shelter_place.id"))
    stay_id: Mapped[UUID] = internal(Uuid, ForeignKey("stay.id"), index=True)
    since: Mapped[datetime] = internal(UtcDateTime)
    ended_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)


class Extension(Base):
    """More time asked for a stay; somebody else than who asks decides."""

    __tablename__ = "stay_extension"
    __table_args__ = (Index("ix_stay_extension_stay_id", "stay_id", "asked_at"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    stay_id: Mapped[UUID] = internal(Uuid, ForeignKey("stay.id"))
    kind: Mapped[str] = internal(String(12))
    until: Mapped[date] = internal(Date)
    asked_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    asked_at: Mapped[datetime] = internal(UtcDateTime)
    decided_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    decided_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    granted: Mapped[bool | None] = internal(nullable=True)
    reason_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    answer_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    reason = SealedField("reason_blob", records.Words, owner_kind=STAY_KEY, owner_id="stay_id")
    answer = SealedField("answer_blob", records.Words, owner_kind=STAY_KEY, owner_id="stay_id")


class LogEntry(Base):
    """A line of the daily log of a house, or of the care log of a stay: added, never changed.

    `owner_kind` is the kind of key it lies under: the house's, or the stay's own.
    """

    __tablename__ = "shelter_log"
    __table_args__ = (Index("ix_shelter_log_owner", "owner_kind", "owner_id", "written_at"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    owner_kind: Mapped[str] = internal(String(20))
    owner_id: Mapped[UUID] = internal(Uuid)
    written_at: Mapped[datetime] = internal(UtcDateTime)
    written_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    words_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    words = SealedField(
        "words_blob",
        records.Words,
        owner_kind_column="owner_kind",
        owner_id="owner_id",
        padded_length=padme,
    )


class Incident(Base):
    """Something that happened in a house. Its severity and hour route the alert; what and whom it
    is about lies sealed under a key of its own, which is destroyed with the first person named in
    it: then `report_blob` is empty and the row says that something happened, and when. `key_kind`:
    what was written before incidents had keys lies under the house's until it is sealed anew."""

    __tablename__ = "incident"
    __table_args__ = (
        CheckConstraint("severity between 1 and 4", name="severity"),
        Index("ix_incident_house", "organisation_id", "recorded_at"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    reference: Mapped[str] = internal(String(8), unique=True)
    unit_id: Mapped[UUID] = internal(Uuid, ForeignKey("shelter_unit.id"))
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    region: Mapped[str] = internal(String(5))
    severity: Mapped[int] = internal()
    recorded_at: Mapped[datetime] = internal(UtcDateTime)
    recorded_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    heeded_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    heeded_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    closed_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    version: Mapped[int] = internal(default=1)
    key_kind: Mapped[str] = internal(String(20), default=INCIDENT_KEY)
    report_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    report = SealedField(
        "report_blob",
        records.IncidentReport,
        owner_kind_column="key_kind",
        owner_id="key_owner_id",
        padded_length=padme,
    )

    @property
    def key_owner_id(self) -> UUID:
        """Whose key its words lie under."""
        return self.unit_id if self.key_kind == UNIT_KEY else self.id

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="incident", region=self.region, organisation_id=self.organisation_id)


class IncidentStay(Base):
    """A stay that an incident concerns, so that whoever has the case is told."""

    __tablename__ = "incident_stay"

    incident_id: Mapped[UUID] = internal(Uuid, ForeignKey("incident.id"), primary_key=True)
    stay_id: Mapped[UUID] = internal(Uuid, ForeignKey("stay.id"), primary_key=True, index=True)
