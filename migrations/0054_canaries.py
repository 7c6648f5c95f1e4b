"""A sealed canary for each key, opened once a day. A migration has no keys: the worker makes them.

Revision ID: 0054
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0054"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row a key, made at the first trial."""
    op.create_table(
        "key_canary",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("tried_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_key_canary")),
    )


def downgrade() -> None:
    """Keys are tried when they are needed."""
    op.drop_table("key_canary")
