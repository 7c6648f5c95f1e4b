"""Who of the organisation that accepts a request receives the person.

Revision ID: 0048
"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

KEY = "fk_referral_receiver_id_user"


def upgrade() -> None:
    """Nobody was named for what was accepted before."""
    with op.batch_alter_table("referral") as table:
        table.add_column(sa.Column("receiver_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(op.f(KEY), "user", ["receiver_id"], ["id"])


def downgrade() -> None:
    """Without them."""
    with op.batch_alter_table("referral") as table:
        table.drop_constraint(op.f(KEY), type_="foreignkey")
        table.drop_column("receiver_id")
