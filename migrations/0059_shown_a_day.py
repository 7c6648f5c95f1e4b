"""How many identities one account was shown within a day is found without reading them all.

Revision ID: 0059
"""

from alembic import op

revision = "0059"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """By account and moment."""
    op.create_index("ix_reveal_grant_day", "reveal_grant", ["user_id", "given_at"], unique=False)


def downgrade() -> None:
    """They are counted by reading them all."""
    op.drop_index("ix_reveal_grant_day", table_name="reveal_grant")
