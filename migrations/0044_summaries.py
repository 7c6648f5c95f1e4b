"""A sealed summary of each case for its list, and the lists that people kept for themselves.

Files from before get their summary from the worker, which has the keys; until then a list reads
the file itself.

Revision ID: 0044
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The column stays empty until the file is summed up."""
    op.add_column("case", sa.Column("summary_blob", sa.LargeBinary(), nullable=True))
    op.create_table(
        "saved_list",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("opens_first", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("content_blob", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_saved_list_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_list"),
    )
    op.create_index("ix_saved_list_user_id", "saved_list", ["user_id"])


def downgrade() -> None:
    """Without them."""
    op.drop_table("saved_list")
    op.drop_column("case", "summary_blob")
