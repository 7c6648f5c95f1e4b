"""An agreement that ends is asked for by its own deadline, one for each question.

Revision ID: 0037
"""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

OPEN = "kind = 'renew_consent' AND done_at IS NULL"


def upgrade() -> None:
    """The one deadline of a case ends; within the hour each agreement that ends has its own."""
    op.execute(f"UPDATE task SET done_at = CURRENT_TIMESTAMP WHERE {OPEN}")  # noqa: S608


def downgrade() -> None:
    """Nothing: what is asked for by question stays so until it is answered."""
