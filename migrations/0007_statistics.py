"""Published numbers of several lattices, and their noisy cells for the year's public release.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op

from casework.statistics.immutable import protections

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

RELEASE = "statistics_release"
TABLES = (RELEASE, "statistics_cell", "statistics_budget")


def upgrade() -> None:
    """What was published stays as it is: it is the country's."""
    _unprotect()
    with op.batch_alter_table(RELEASE, schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("lattice", sa.String(length=12), nullable=False, server_default="country")
        )
        batch_op.drop_constraint("uq_statistics_release_kind_period", type_="unique")
    with op.batch_alter_table(RELEASE, schema=None) as batch_op:
        batch_op.alter_column("lattice", existing_type=sa.String(length=12), server_default=None)
        batch_op.create_unique_constraint(
            "uq_statistics_release_lattice_kind_period", ["lattice", "kind", "period"]
        )
    op.add_column("statistics_cell", sa.Column("noisy", sa.Integer(), nullable=True))
    _protect()


def downgrade() -> None:
    """Lattices beside the country's did not exist before, nor did the public release."""
    _unprotect()
    others = f"SELECT id FROM {RELEASE} WHERE lattice <> 'country' OR kind = 'public'"  # noqa: S608
    for table in ("statistics_cell", "statistics_budget"):
        op.execute(f"DELETE FROM {table} WHERE release_id IN ({others})")  # noqa: S608
    op.execute(f"DELETE FROM {RELEASE} WHERE lattice <> 'country' OR kind = 'public'")  # noqa: S608
    op.drop_column("statistics_cell", "noisy")
    with op.batch_alter_table(RELEASE, schema=None) as batch_op:
        batch_op.drop_constraint("uq_statistics_release_lattice_kind_period", type_="unique")
        batch_op.drop_column("lattice")
    with op.batch_alter_table(RELEASE, schema=None) as batch_op:
        batch_op.create_unique_constraint("uq_statistics_release_kind_period", ["kind", "period"])
    _protect()


def _unprotect() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    acts = ("update", "delete", "truncate") if postgresql else ("update", "delete")
    for table in TABLES:
        for act in acts:
            op.execute(f"DROP TRIGGER {table}_no_{act}" + (f" ON {table}" if postgresql else ""))


def _protect() -> None:
    for table in TABLES:
        for statement in protections(table, op.get_bind().dialect.name):
            op.execute(statement)
