"""How to reach whoever reported lies beside the answers, under a key of its own.

Revision ID: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column for it; what earlier reports hold stays in their answers and is no longer shown."""
    with op.batch_alter_table("screening") as batch_op:
        batch_op.add_column(sa.Column("reporter_blob", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Without it."""
    with op.batch_alter_table("screening") as batch_op:
        batch_op.drop_column("reporter_blob")
