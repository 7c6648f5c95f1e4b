"""Whether an answer to what was asked for is waited for stands in clear, for the list of it.

Revision ID: 0046
"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

record = sa.table(
    "case_record",
    sa.column("id", sa.Uuid()),
    sa.column("thread_id", sa.Uuid()),
    sa.column("kind", sa.String()),
    sa.column("ends_on", sa.Date()),
    sa.column("waits", sa.Boolean()),
)


def upgrade() -> None:
    """What stands of a measure from before is sealed: one that may wait is listed as before, until
    a decision on it is recorded."""
    waits = sa.Column("waits", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("case_record", waits)
    may_wait = (
        record.c.kind == "measure",
        record.c.ends_on.is_(None),
        record.c.id == record.c.thread_id,
    )
    op.execute(record.update().where(*may_wait).values(waits=sa.true()))


def downgrade() -> None:
    """Without it."""
    op.drop_column("case_record", "waits")
