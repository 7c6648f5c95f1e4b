"""On what ground a house was told of the person, and since when it sees nothing of who left it.

Revision ID: 0035
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

WITHOUT_A_YES = """
UPDATE stay SET basis = 'vital_interest' WHERE NOT EXISTS (
    SELECT 1 FROM consent
    WHERE consent.case_id = stay.case_id AND consent.purpose = 'P3' AND consent.answer = 'given'
      AND consent.recipient_id = stay.organisation_id AND consent.said_at <= stay.requested_at
)
"""
TAKEN_BACK = """
UPDATE stay SET taken_back_at = ended_at WHERE state = 'exited' AND (
    SELECT answer FROM consent WHERE consent.case_id = stay.case_id AND consent.purpose = 'P2'
    ORDER BY seq DESC LIMIT 1
) IN ('refused', 'withdrawn')
"""


def upgrade() -> None:
    """Whom a house was told of without a yes of theirs, it was told of in an emergency."""
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("basis", sa.String(16), server_default="consent", nullable=False)
        )
        batch_op.add_column(sa.Column("taken_back_at", UtcDateTime(timezone=True), nullable=True))
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.alter_column("basis", server_default=None)
    op.execute(WITHOUT_A_YES)
    op.execute(TAKEN_BACK)


def downgrade() -> None:
    """Without them."""
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.drop_column("taken_back_at")
        batch_op.drop_column("basis")
