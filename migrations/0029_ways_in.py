"""An account says that its codes on paper are kept, and may be linked to a ministry's sign-in.

Revision ID: 0029
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whoever has codes already was shown them: they count as kept."""
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kept_at", UtcDateTime(timezone=True), nullable=True))
    op.execute("UPDATE recovery_code SET kept_at = made_at")
    op.create_table(
        "external_identity",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("subject_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("linked_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_external_identity_user_id_user")
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_external_identity")),
        sa.UniqueConstraint("subject_digest", name=op.f("uq_external_identity_subject_digest")),
    )


def downgrade() -> None:
    """Without them."""
    op.drop_table("external_identity")
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.drop_column("kept_at")
