"""A fact stays where it counts, that a database was restored stays noted, and what was drawn stands
in a table that the dashboards may read.

Revision ID: 0051
"""

import sqlalchemy as sa
from alembic import op

from casework.db.installation import RESTORATIONS_STAND
from casework.facts.models import FACTS_STAND
from casework.statistics.immutable import DRAWN_STANDS

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

STAND = (RESTORATIONS_STAND, FACTS_STAND, DRAWN_STANDS)


def upgrade() -> None:
    """Triggers, and a row for each release. What facts say of their place is sealed by the worker:
    a migration has no keys."""
    op.create_table(
        "statistics_drawn",
        sa.Column("lattice", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.PrimaryKeyConstraint("lattice", "kind", "period", name=op.f("pk_statistics_drawn")),
    )
    op.execute(
        "INSERT INTO statistics_drawn SELECT DISTINCT lattice, kind, period FROM statistics_release"
    )
    dialect = op.get_bind().dialect.name
    for standing in STAND:
        for statement in standing.statements(dialect):
            op.execute(statement)


def downgrade() -> None:
    """Without them. Facts that were sealed with their place do not open in an older version."""
    op.drop_table("statistics_drawn")
    dialect = op.get_bind().dialect.name
    for standing in (RESTORATIONS_STAND, FACTS_STAND):
        for table in standing.tables:
            for statement in standing.triggers(table, dialect):
                name = statement.split()[2]
                on = f" ON {table}" if dialect == "postgresql" else ""
                op.execute(f"DROP TRIGGER {name}{on}")
    if dialect == "postgresql":
        for standing in STAND:
            op.execute(f"DROP FUNCTION {standing.function}()")
