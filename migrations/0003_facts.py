"""Facts of every kind of record: whose they are bounded by, and apart for practice and simulation.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Facts keep what they say; each takes the one place of its case."""
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("lattice", sa.String(length=12), nullable=False, server_default="country")
        )
        batch_op.add_column(sa.Column("place", sa.LargeBinary(length=32), nullable=True))
        batch_op.add_column(sa.Column("apart", sa.LargeBinary(length=32), nullable=True))
    op.execute(sa.text("UPDATE fact SET place = subject"))
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.alter_column("lattice", existing_type=sa.String(length=12), server_default=None)
        batch_op.alter_column("place", existing_type=sa.LargeBinary(length=32), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_fact_place"), ["place"])
        batch_op.create_unique_constraint(batch_op.f("uq_fact_apart"), ["apart"])


def downgrade() -> None:
    """Only facts of cases existed before."""
    op.execute(sa.text("DELETE FROM fact WHERE kind <> 'case' OR lattice <> 'country'"))
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_fact_apart"), type_="unique")
        batch_op.drop_constraint(batch_op.f("uq_fact_place"), type_="unique")
        batch_op.drop_column("apart")
        batch_op.drop_column("place")
        batch_op.drop_column("lattice")
