"""Somebody may be told by a letter that something waits.

Revision ID: 0034
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has an address until they write it themselves."""
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mail_address", sa.String(length=120), nullable=True))


def downgrade() -> None:
    """Without them."""
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_column("mail_address")
