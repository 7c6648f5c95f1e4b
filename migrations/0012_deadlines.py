"""Deadlines in full: own tasks, who stands in, what was put off, calendars.

Revision ID: 0012
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ADDED = (
    ("backup_id", sa.Uuid()),
    ("fired_at", UtcDateTime(timezone=True)),
    ("snoozed_until", UtcDateTime(timezone=True)),
    ("made_by_id", sa.Uuid()),
    ("verb", sa.String(length=12)),
    ("outcome", sa.String(length=12)),
    ("key_kind", sa.String(length=20)),
    ("key_owner_id", sa.Uuid()),
    ("words_blob", sa.LargeBinary()),
    ("result_blob", sa.LargeBinary()),
)


def upgrade() -> None:
    """Every task keeps what it is; deadlines that passed already are said once more."""
    with op.batch_alter_table("task", schema=None) as batch_op:
        for name, kind in ADDED:
            batch_op.add_column(sa.Column(name, kind, nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_task_backup_id_user"), "user", ["backup_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_task_made_by_id_user"), "user", ["made_by_id"], ["id"]
        )
        batch_op.create_index("ix_task_backup_id_due_at", ["backup_id", "due_at"], unique=False)

    op.create_table(
        "task_snooze",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("was_due_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("until", UtcDateTime(timezone=True), nullable=False),
        sa.Column("moved", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_task_snooze_by_id_user")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_snooze_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_snooze")),
    )
    with op.batch_alter_table("task_snooze", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_snooze_task_id"), ["task_id"], unique=False)

    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_calendar_feed_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
        sa.UniqueConstraint("user_id", name=op.f("uq_calendar_feed_user_id")),
    )


def downgrade() -> None:
    """Own tasks have no place in the older schema."""
    op.drop_table("calendar_feed")
    op.drop_table("task_snooze")
    op.execute("delete from task where made_by_id is not null")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index("ix_task_backup_id_due_at")
        batch_op.drop_constraint(batch_op.f("fk_task_made_by_id_user"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_task_backup_id_user"), type_="foreignkey")
        for name, _kind in reversed(ADDED):
            batch_op.drop_column(name)
