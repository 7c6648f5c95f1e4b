"""What a demonstration counts are records of practice.

Revision ID: 0036
"""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

MOVED = (
    "UPDATE fact SET lattice = '{to}' WHERE lattice = '{of}' "
    "AND EXISTS (SELECT 1 FROM installation WHERE mode = 'demo')"
)


def upgrade() -> None:
    """Into the lattice of practice. What was published of them before stays as it was, unread."""
    op.execute(MOVED.format(of="country", to="training"))


def downgrade() -> None:
    """Back beside the country's name."""
    op.execute(MOVED.format(of="training", to="country"))
