"""What an account may do is known with its day: the most serious acts wait three days.

Revision ID: 0039
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whoever is there already has had their role since their account was made."""
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.add_column(sa.Column("powers_since", UtcDateTime(timezone=True), nullable=True))
    op.execute('UPDATE "user" SET powers_since = made_at')
    with op.batch_alter_table("user", schema=None) as batch_op:
        kind = UtcDateTime(timezone=True)
        batch_op.alter_column("powers_since", existing_type=kind, nullable=False)


def downgrade() -> None:
    """Without the day."""
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_column("powers_since")
