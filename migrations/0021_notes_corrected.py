"""A note may strike an earlier one.

Revision ID: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what is new."""
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.add_column(sa.Column("corrects_id", sa.Uuid(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_note_corrects_id"), ["corrects_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_note_corrects_id_note"), "note", ["corrects_id"], ["id"]
        )


def downgrade() -> None:
    """Without it."""
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_note_corrects_id_note"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_note_corrects_id"), type_="unique")
        batch_op.drop_column("corrects_id")
