"""How far the copies of the seals reach is known for each node that keeps its own.

Revision ID: 0047
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Each node writes its row when it copies next."""
    op.create_table(
        "copy_place",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("copied_to", sa.BigInteger(), nullable=False),
        sa.Column("copied_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_copy_place")),
    )


def downgrade() -> None:
    """Without it."""
    op.drop_table("copy_place")
