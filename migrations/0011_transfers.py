"""Transfers: a case passes to another organisation.

Revision ID: 0011
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the proposals and what became of them."""
    people = ("from_user_id", "taken_by_id")
    houses = ("from_organisation_id", "to_organisation_id")
    op.create_table(
        "case_transfer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.String(5), nullable=False),
        sa.Column("priority", sa.String(2), nullable=False),
        sa.Column("from_organisation_id", sa.Uuid(), nullable=False),
        sa.Column("from_user_id", sa.Uuid(), nullable=False),
        sa.Column("to_organisation_id", sa.Uuid(), nullable=False),
        sa.Column("taken_by_id", sa.Uuid(), nullable=True),
        sa.Column("proposed_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("answered_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("answer_reason", sa.String(16), nullable=True),
        sa.Column("note_blob", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_case_transfer_case_id_case")
        ),
        *(
            sa.ForeignKeyConstraint([one], ["user.id"], name=op.f(f"fk_case_transfer_{one}_user"))
            for one in people
        ),
        *(
            sa.ForeignKeyConstraint(
                [one], ["organisation.id"], name=op.f(f"fk_case_transfer_{one}_organisation")
            )
            for one in houses
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_transfer")),
        sa.UniqueConstraint("reference", name=op.f("uq_case_transfer_reference")),
    )
    for column in ("case_id", "state"):
        op.create_index(op.f(f"ix_case_transfer_{column}"), "case_transfer", [column])
    op.create_index(
        "ix_case_transfer_inbox", "case_transfer", ["to_organisation_id", "state", "due_at"]
    )
    op.create_index(
        "ix_case_transfer_sent", "case_transfer", ["from_organisation_id", "proposed_at"]
    )


def downgrade() -> None:
    """A case that was taken over stays where it is."""
    op.drop_table("case_transfer")
