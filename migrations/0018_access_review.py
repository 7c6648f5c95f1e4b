"""The quarterly access review, and who is responsible for it.

Revision ID: 0018
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what is new."""
    op.create_table(
        "access_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.String(length=6), nullable=False),
        sa.Column("opened_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("closed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["user.id"], name=op.f("fk_access_review_closed_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_access_review_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_review")),
        sa.UniqueConstraint(
            "organisation_id", "quarter", name=op.f("uq_access_review_organisation_id_quarter")
        ),
    )
    op.create_table(
        "access_review_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_access_review_line_decided_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["access_review.id"],
            name=op.f("fk_access_review_line_review_id_access_review"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_access_review_line_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_review_line")),
        sa.UniqueConstraint(
            "review_id", "user_id", name=op.f("uq_access_review_line_review_id_user_id")
        ),
    )
    with op.batch_alter_table("access_review_line", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_access_review_line_review_id"), ["review_id"], unique=False
        )

    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("responsible", sa.Boolean(), server_default=sa.false(), nullable=False)
        )


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_column("responsible")

    with op.batch_alter_table("access_review_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_review_line_review_id"))

    op.drop_table("access_review_line")
    op.drop_table("access_review")
