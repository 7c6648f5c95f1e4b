"""From which day somebody is visited more closely than their reintegration began.

Revision ID: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of nobody yet."""
    with op.batch_alter_table("reintegration_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closer_from", sa.Date(), nullable=True))


def downgrade() -> None:
    """Without it."""
    with op.batch_alter_table("reintegration_file", schema=None) as batch_op:
        batch_op.drop_column("closer_from")
