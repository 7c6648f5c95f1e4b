"""Voluntary returns.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Returns and what is recorded in them."""
    op.create_table(
        "return_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=8), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("running_case_id", sa.Uuid(), nullable=True),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("priority", sa.String(length=2), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("opened_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("paused_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_return_file_case_id_case")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["user.id"], name=op.f("fk_return_file_officer_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["user.id"], name=op.f("fk_return_file_opened_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_return_file_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_file")),
        sa.UniqueConstraint("reference", name=op.f("uq_return_file_reference")),
        sa.UniqueConstraint("running_case_id", name=op.f("uq_return_file_running_case_id")),
    )
    with op.batch_alter_table("return_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_return_file_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_return_file_officer", ["organisation_id", "state", "opened_at", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_return_file_state"), ["state"], unique=False)

    op.create_table(
        "return_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("return_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("recorded_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("entry_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_return_record_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_return_record_recorded_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["return_id"], ["return_file.id"], name=op.f("fk_return_record_return_id_return_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_record")),
        sa.UniqueConstraint("return_id", "seq", name=op.f("uq_return_record_return_id_seq")),
    )


def downgrade() -> None:
    """Returns are gone; the cases stay."""

    op.drop_table("return_record")
    with op.batch_alter_table("return_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_return_file_state"))
        batch_op.drop_index("ix_return_file_officer")
        batch_op.drop_index(batch_op.f("ix_return_file_case_id"))

    op.drop_table("return_file")
