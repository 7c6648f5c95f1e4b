"""Kits in versions, and counts that a phone kept without a network.

Revision ID: 0025
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Kits, their contents and movements; batches of counts taken in once."""
    op.create_table(
        "kit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_kit_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_kit_organisation_id_name")),
    )
    op.create_table(
        "kit_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kit_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("serves", sa.Integer(), nullable=False),
        sa.Column("cost_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("good_until", sa.Date(), nullable=True),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["kit_id"], ["kit.id"], name=op.f("fk_kit_version_kit_id_kit")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user.id"], name=op.f("fk_kit_version_made_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_version")),
        sa.UniqueConstraint("kit_id", "number", name=op.f("uq_kit_version_kit_id_number")),
    )
    op.create_table(
        "kit_part",
        sa.Column("kit_version_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("category", sa.String(length=10), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kit_version_id"],
            ["kit_version.id"],
            name=op.f("fk_kit_part_kit_version_id_kit_version"),
        ),
        sa.PrimaryKeyConstraint("kit_version_id", "place", name=op.f("pk_kit_part")),
    )
    op.create_table(
        "kit_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("kit_version_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("kits", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("first_signed_by_id", sa.Uuid(), nullable=False),
        sa.Column("second_signed_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_kit_move_operation_id_operation")
        ),
        sa.ForeignKeyConstraint(
            ["kit_version_id"],
            ["kit_version.id"],
            name=op.f("fk_kit_move_kit_version_id_kit_version"),
        ),
        sa.ForeignKeyConstraint(
            ["first_signed_by_id"], ["user.id"], name=op.f("fk_kit_move_first_signed_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["second_signed_by_id"], ["user.id"], name=op.f("fk_kit_move_second_signed_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_move")),
    )
    with op.batch_alter_table("kit_move", schema=None) as batch_op:
        batch_op.create_index("ix_kit_move_operation", ["operation_id", "at", "id"], unique=False)

    op.create_table(
        "counted_batch",
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("taken_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_counted_batch_operation_id_operation")
        ),
        sa.PrimaryKeyConstraint("operation_id", "key", name=op.f("pk_counted_batch")),
    )
    with op.batch_alter_table("stock_move", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kit_move_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_stock_move_kit_move_id_kit_move"), "kit_move", ["kit_move_id"], ["id"]
        )


def downgrade() -> None:
    """Kits are gone; what moved of their items stays."""
    with op.batch_alter_table("stock_move", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_stock_move_kit_move_id_kit_move"), type_="foreignkey"
        )
        batch_op.drop_column("kit_move_id")

    op.drop_table("counted_batch")
    with op.batch_alter_table("kit_move", schema=None) as batch_op:
        batch_op.drop_index("ix_kit_move_operation")

    op.drop_table("kit_move")
    op.drop_table("kit_part")
    op.drop_table("kit_version")
    op.drop_table("kit")
