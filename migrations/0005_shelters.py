"""Shelters: houses with a sealed address, rooms, places, stays, incidents.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what is new."""
    op.create_table(
        "shelter_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_kind", sa.String(length=20), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("words_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["user.id"], name=op.f("fk_shelter_log_written_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shelter_log")),
    )
    with op.batch_alter_table("shelter_log", schema=None) as batch_op:
        batch_op.create_index(
            "ix_shelter_log_owner", ["owner_kind", "owner_id", "written_at"], unique=False
        )

    op.create_table(
        "shelter_unit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("card_blob", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["user.id"], name=op.f("fk_shelter_unit_confirmed_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_shelter_unit_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shelter_unit")),
    )
    with op.batch_alter_table("shelter_unit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_shelter_unit_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index("ix_shelter_unit_region", ["region", "active"], unique=False)

    op.create_table(
        "house_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("rules_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user.id"], name=op.f("fk_house_rules_made_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["shelter_unit.id"], name=op.f("fk_house_rules_unit_id_shelter_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_rules")),
        sa.UniqueConstraint("unit_id", "number", name=op.f("uq_house_rules_unit_id_number")),
    )
    op.create_table(
        "incident",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=8), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("heeded_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("heeded_by_id", sa.Uuid(), nullable=True),
        sa.Column("closed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("report_blob", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("severity between 1 and 4", name=op.f("ck_incident_severity")),
        sa.ForeignKeyConstraint(
            ["heeded_by_id"], ["user.id"], name=op.f("fk_incident_heeded_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_incident_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_incident_recorded_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["shelter_unit.id"], name=op.f("fk_incident_unit_id_shelter_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("reference", name=op.f("uq_incident_reference")),
    )
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.create_index("ix_incident_house", ["organisation_id", "recorded_at"], unique=False)

    op.create_table(
        "shelter_address",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("address_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["shelter_unit.id"], name=op.f("fk_shelter_address_unit_id_shelter_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shelter_address")),
        sa.UniqueConstraint("unit_id", name=op.f("uq_shelter_address_unit_id")),
    )
    op.create_table(
        "shelter_room",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("card_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["shelter_unit.id"], name=op.f("fk_shelter_room_unit_id_shelter_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shelter_room")),
    )
    with op.batch_alter_table("shelter_room", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shelter_room_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "shelter_place",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("overflow", sa.Boolean(), nullable=False),
        sa.Column("out_reason", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["room_id"], ["shelter_room.id"], name=op.f("fk_shelter_place_room_id_shelter_room")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["shelter_unit.id"], name=op.f("fk_shelter_place_unit_id_shelter_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shelter_place")),
        sa.UniqueConstraint("unit_id", "number", name=op.f("uq_shelter_place_unit_id_number")),
    )
    with op.batch_alter_table("shelter_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shelter_place_room_id"), ["room_id"], unique=False)

    op.create_table(
        "stay",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=8), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("priority", sa.String(length=2), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("requested_by_id", sa.Uuid(), nullable=False),
        sa.Column("requested_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("arrival_on", sa.Date(), nullable=False),
        sa.Column("held_until", UtcDateTime(timezone=True), nullable=True),
        sa.Column("escort_id", sa.Uuid(), nullable=True),
        sa.Column("arrived_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("intake_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("absent_since", UtcDateTime(timezone=True), nullable=True),
        sa.Column("absence_told_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("resident_blob", sa.LargeBinary(), nullable=False),
        sa.Column("intake_blob", sa.LargeBinary(), nullable=True),
        sa.Column("leaving_blob", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'reserved' OR held_until IS NOT NULL", name=op.f("ck_stay_held")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_stay_case_id_case")),
        sa.ForeignKeyConstraint(["escort_id"], ["user.id"], name=op.f("fk_stay_escort_id_user")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_stay_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_stay_referral_id_referral")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["user.id"], name=op.f("fk_stay_requested_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["shelter_unit.id"], name=op.f("fk_stay_unit_id_shelter_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stay")),
        sa.UniqueConstraint("reference", name=op.f("uq_stay_reference")),
    )
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.create_index("ix_stay_case", ["case_id", "requested_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_stay_held_until"), ["held_until"], unique=False)
        batch_op.create_index(
            "ix_stay_house", ["organisation_id", "state", "priority", "requested_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_stay_state"), ["state"], unique=False)

    op.create_table(
        "incident_stay",
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_stay_incident_id_incident")
        ),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_incident_stay_stay_id_stay")
        ),
        sa.PrimaryKeyConstraint("incident_id", "stay_id", name=op.f("pk_incident_stay")),
    )
    with op.batch_alter_table("incident_stay", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_stay_stay_id"), ["stay_id"], unique=False)

    op.create_table(
        "place_use",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("since", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["place_id"], ["shelter_place.id"], name=op.f("fk_place_use_place_id_shelter_place")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_place_use_stay_id_stay")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_use")),
    )
    with op.batch_alter_table("place_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_use_stay_id"), ["stay_id"], unique=False)
        batch_op.create_index(
            "uq_place_use_open",
            ["place_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "stay_extension",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("reason_blob", sa.LargeBinary(), nullable=True),
        sa.Column("answer_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["user.id"], name=op.f("fk_stay_extension_asked_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_stay_extension_decided_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_stay_extension_stay_id_stay")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stay_extension")),
    )
    with op.batch_alter_table("stay_extension", schema=None) as batch_op:
        batch_op.create_index("ix_stay_extension_stay_id", ["stay_id", "asked_at"], unique=False)


def downgrade() -> None:
    """Without shelters."""
    with op.batch_alter_table("stay_extension", schema=None) as batch_op:
        batch_op.drop_index("ix_stay_extension_stay_id")

    op.drop_table("stay_extension")
    with op.batch_alter_table("place_use", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_place_use_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_place_use_stay_id"))

    op.drop_table("place_use")
    with op.batch_alter_table("incident_stay", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incident_stay_stay_id"))

    op.drop_table("incident_stay")
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stay_state"))
        batch_op.drop_index("ix_stay_house")
        batch_op.drop_index(batch_op.f("ix_stay_held_until"))
        batch_op.drop_index("ix_stay_case")

    op.drop_table("stay")
    with op.batch_alter_table("shelter_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shelter_place_room_id"))

    op.drop_table("shelter_place")
    with op.batch_alter_table("shelter_room", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shelter_room_unit_id"))

    op.drop_table("shelter_room")
    op.drop_table("shelter_address")
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.drop_index("ix_incident_house")

    op.drop_table("incident")
    op.drop_table("house_rules")
    with op.batch_alter_table("shelter_unit", schema=None) as batch_op:
        batch_op.drop_index("ix_shelter_unit_region")
        batch_op.drop_index(batch_op.f("ix_shelter_unit_organisation_id"))

    op.drop_table("shelter_unit")
    with op.batch_alter_table("shelter_log", schema=None) as batch_op:
        batch_op.drop_index("ix_shelter_log_owner")

    op.drop_table("shelter_log")
