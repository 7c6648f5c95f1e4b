"""What is erased stays erased; a file closed long ago is restricted; the trace gives alarm.

Revision ID: 0032
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

LAST_CLOSED = """
UPDATE "case" SET closed_on = (
    SELECT {day} FROM closure WHERE closure.case_id = "case".id
)
WHERE state = 'S16'
"""
DAY = {"sqlite": "date(max(closed_at))", "postgresql": "max(closed_at)::date"}


def upgrade() -> None:
    """Incidents that are there lie under the key of their house until they are sealed anew."""
    with op.batch_alter_table("erasure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("owners", sa.Text(), server_default="{}", nullable=False))
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("key_kind", sa.String(20), server_default="shelter_unit", nullable=False)
        )
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.alter_column("key_kind", server_default=None)
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
    op.execute(LAST_CLOSED.format(day=DAY[op.get_bind().dialect.name]))
    op.create_table(
        "restricted_opening",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("opened_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_restricted_opening_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_restricted_opening_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restricted_opening")),
    )
    op.create_index("ix_restricted_opening_open", "restricted_opening", ["case_id", "ends_at"])
    op.create_table(
        "watched_file",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("marked_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_watched_file")),
    )
    op.create_table(
        "alarm_told",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("told_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_alarm_told_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm_told")),
    )
    op.create_table(
        "key_renewal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.Column("done_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["user.id"], name=op.f("fk_key_renewal_asked_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_key_renewal_decided_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_renewal")),
    )
    op.create_index("ix_key_renewal_open", "key_renewal", ["done_at", "expires_at"])
    op.create_index("ix_alarm_told_day", "alarm_told", ["day", "kind"])


def downgrade() -> None:
    """Without them. Incidents that have keys of their own must have been sealed back before."""
    op.drop_table("key_renewal")
    op.drop_table("alarm_told")
    op.drop_table("watched_file")
    op.drop_table("restricted_opening")
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_column("closed_on")
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.drop_column("key_kind")
    with op.batch_alter_table("erasure", schema=None) as batch_op:
        batch_op.drop_column("owners")
