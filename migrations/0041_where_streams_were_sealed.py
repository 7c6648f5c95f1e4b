"""Where a stream was sealed last is asked of the sealed heads themselves, with an index for it.

Revision ID: 0041
"""

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """By stream, so that the newest head of each is the first found."""
    op.create_index("ix_audit_sealed_head_stream", "audit_sealed_head", ["kind", "id", "seq"])


def downgrade() -> None:
    """Without it."""
    op.drop_index("ix_audit_sealed_head_stream", "audit_sealed_head")
