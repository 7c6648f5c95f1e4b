"""A calendar address is sealed to its account. A migration has no keys: those of before end, and
whoever had one makes a new one.

Revision ID: 0050
"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A place for the seal, of addresses made from now on."""
    op.execute("DELETE FROM calendar_feed")
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seal", sa.LargeBinary(32), nullable=False))


def downgrade() -> None:
    """Addresses that are believed as their row stands."""
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.drop_column("seal")
