"""Spellings of names that staff add are kept in the database.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CURRENT = sa.text("withdrawn_at IS NULL")


def upgrade() -> None:
    """A table for them; the list that comes with Sanad stays a file."""
    op.create_table(
        "spelling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("spelling", sa.String(length=60), nullable=False),
        sa.Column("reading", sa.String(length=60), nullable=False),
        sa.Column("added_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("applied_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["user.id"], name=op.f("fk_spelling_added_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["user.id"], name=op.f("fk_spelling_withdrawn_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spelling")),
    )
    op.create_index(
        "uq_spelling_current",
        "spelling",
        ["spelling"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )


def downgrade() -> None:
    """Without them only the shipped list is used."""
    op.drop_index("uq_spelling_current", "spelling")
    op.drop_table("spelling")
