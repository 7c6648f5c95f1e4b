"""When backups were made and tried out.

Revision ID: 0027
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The notes."""
    op.create_table(
        "backup_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("backup", sa.Uuid(), nullable=False),
        sa.Column("snapshot_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind in ('made', 'rehearsed')", name=op.f("ck_backup_note_kind_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup_note")),
    )
    op.create_index(op.f("ix_backup_note_at"), "backup_note", ["at"])


def downgrade() -> None:
    """They are forgotten; the backups stay."""
    op.drop_table("backup_note")
