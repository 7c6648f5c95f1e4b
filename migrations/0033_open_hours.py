"""The usual week of a service, so that the directory can say whether it is open now.

Revision ID: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has said it yet."""
    with op.batch_alter_table("service_profile", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opening", sa.String(20), server_default="", nullable=False))
    with op.batch_alter_table("service_profile", schema=None) as batch_op:
        batch_op.alter_column("opening", server_default=None)


def downgrade() -> None:
    """Without it."""
    with op.batch_alter_table("service_profile", schema=None) as batch_op:
        batch_op.drop_column("opening")
