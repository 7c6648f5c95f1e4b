"""Closing in full: until when a file is kept, attempts to reach the person, asking them again.

Revision ID: 0013
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

PEOPLE = {
    "closure": (("proposed_by_id", True), ("approved_by_id", False)),
    "contact_attempt": (("recorded_by_id", False),),
    "follow_up": (("recorded_by_id", False),),
}


def upgrade() -> None:
    """Make what is new; files that are closed already are kept without a day until one is set."""
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("keep_until", sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f("ix_case_keep_until"), ["keep_until"], unique=False)
    _make("closure", "closed_at", "closure_blob")
    _make("contact_attempt", "recorded_at", "attempt_blob")
    _make(
        "follow_up",
        "recorded_at",
        "follow_up_blob",
        sa.Column("months", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    """Back to closing without a day."""
    for table in reversed(PEOPLE):
        op.drop_table(table)
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_keep_until"))
        batch_op.drop_column("keep_until")


def _make(table: str, moment: str, blob: str, *more: sa.Column) -> None:
    """A table of records of a case, in their order."""
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column(moment, UtcDateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=empty) for name, empty in PEOPLE[table]),
        *more,
        sa.Column(blob, sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f(f"fk_{table}_case_id_case")),
        *(
            sa.ForeignKeyConstraint([name], ["user.id"], name=op.f(f"fk_{table}_{name}_user"))
            for name, _empty in PEOPLE[table]
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("case_id", "seq", name=op.f(f"uq_{table}_case_id_seq")),
    )
