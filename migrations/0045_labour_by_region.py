"""Deadlines of labour records go up in the region of their record.

Revision ID: 0045
"""

from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

PLACED = """
UPDATE task SET region = (SELECT region FROM labour_record WHERE labour_record.id = task.owner_id)
WHERE owner_kind = 'labour' AND region IS NULL
"""


def upgrade() -> None:
    """Those that were opened before they named a region reached nobody when they were missed."""
    op.execute(PLACED)


def downgrade() -> None:
    """Nothing: where a deadline belongs stays true."""
