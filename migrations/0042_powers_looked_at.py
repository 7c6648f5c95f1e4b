"""New powers are told to whoever watches over accounts, who can stop the account.

Revision ID: 0042
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is stopped. Powers given before are in the trace and in the quarterly review."""
    moment = UtcDateTime(timezone=True)
    op.create_table(
        "new_power",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.Column("given_by_id", sa.Uuid(), nullable=True),
        sa.Column("given_at", moment, nullable=False),
        sa.Column("answer", sa.String(length=7), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", moment, nullable=True),
        *(
            sa.ForeignKeyConstraint([column], ["user.id"], name=op.f(f"fk_new_power_{column}_user"))
            for column in ("user_id", "given_by_id", "answered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_new_power")),
    )
    op.create_index("ix_new_power_user_id", "new_power", ["user_id"])
    op.create_index("ix_new_power_given", "new_power", ["given_at", "id"])
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stopped_at", moment, nullable=True))


def downgrade() -> None:
    """Without them: refused while an account is stopped, which would let it in again."""
    stopped = op.get_bind().execute(
        sa.text('SELECT count(*) FROM "user" WHERE stopped_at IS NOT NULL')
    )
    if stopped.scalar_one():
        raise RuntimeError("Accounts are stopped: close them or let them in first")
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_column("stopped_at")
    op.drop_table("new_power")
