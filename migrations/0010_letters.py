"""Letters: which copies of which paper were printed, by whom and why.

Revision ID: 0010
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the list of copies."""
    op.create_table(
        "printed_copy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("letter", sa.String(20), nullable=False),
        sa.Column("about", sa.String(12), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("printed_by_id", sa.Uuid(), nullable=False),
        sa.Column("printed_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_printed_copy_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["printed_by_id"], ["user.id"], name=op.f("fk_printed_copy_printed_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_copy")),
        sa.UniqueConstraint(
            "case_id",
            "letter",
            "about",
            "number",
            name=op.f("uq_printed_copy_case_id_letter_about_number"),
        ),
    )


def downgrade() -> None:
    """Without the list no copy is remembered."""
    op.drop_table("printed_copy")
