"""A restored database says so: what was published and lost with it is not published again.

Revision ID: 0040
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of restores before this nothing is known."""
    op.create_table(
        "restoration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("restored_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restoration")),
    )


def downgrade() -> None:
    """It is forgotten that the database was restored."""
    op.drop_table("restoration")
