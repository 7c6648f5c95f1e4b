"""What ends is warned of by a deadline of its own, one for each permit, measure and period.

Revision ID: 0043
"""

from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

OPEN = "kind IN ('recovery_ending', 'permit_ending', 'measure_ending') AND done_at IS NULL"


def upgrade() -> None:
    """The one deadline of a case ends; within the hour each record that ends has its own."""
    op.execute(f"UPDATE task SET done_at = CURRENT_TIMESTAMP WHERE {OPEN}")  # noqa: S608


def downgrade() -> None:
    """Nothing: what is asked for by record stays so until it is answered."""
