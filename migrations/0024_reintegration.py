"""Reintegration.

Revision ID: 0024
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Reintegrations, what is recorded in them, and their grants."""
    op.create_table(
        "reintegration_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=8), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("return_id", sa.Uuid(), nullable=True),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("visited", sa.String(length=8), nullable=False),
        sa.Column("counted_from", sa.Date(), nullable=False),
        sa.Column("opened_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_reintegration_file_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["user.id"], name=op.f("fk_reintegration_file_opened_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["return_id"],
            ["return_file.id"],
            name=op.f("fk_reintegration_file_return_id_return_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reintegration_file")),
        sa.UniqueConstraint("case_id", name=op.f("uq_reintegration_file_case_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_reintegration_file_reference")),
    )
    with op.batch_alter_table("reintegration_file", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reintegration_file_return_id"), ["return_id"], unique=False
        )

    op.create_table(
        "reintegration_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("priority", sa.String(length=2), nullable=False),
        sa.Column("proposed_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("wish_blob", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_reintegration_grant_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["reintegration_file.id"],
            name=op.f("fk_reintegration_grant_file_id_reintegration_file"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["user.id"], name=op.f("fk_reintegration_grant_proposed_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reintegration_grant")),
    )
    with op.batch_alter_table("reintegration_grant", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reintegration_grant_case_id"), ["case_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_reintegration_grant_file_id"), ["file_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_reintegration_grant_state"), ["state"], unique=False)

    op.create_table(
        "reintegration_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("recorded_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("entry_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_reintegration_record_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["reintegration_file.id"],
            name=op.f("fk_reintegration_record_file_id_reintegration_file"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["user.id"],
            name=op.f("fk_reintegration_record_recorded_by_id_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reintegration_record")),
        sa.UniqueConstraint("file_id", "seq", name=op.f("uq_reintegration_record_file_id_seq")),
    )


def downgrade() -> None:
    """Reintegrations are gone; the cases and what was charged stay."""
    op.drop_table("reintegration_record")
    with op.batch_alter_table("reintegration_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reintegration_grant_state"))
        batch_op.drop_index(batch_op.f("ix_reintegration_grant_file_id"))
        batch_op.drop_index(batch_op.f("ix_reintegration_grant_case_id"))

    op.drop_table("reintegration_grant")
    with op.batch_alter_table("reintegration_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reintegration_file_return_id"))

    op.drop_table("reintegration_file")
