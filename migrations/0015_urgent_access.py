"""Emergency access and its review; who stands in for whom.

Revision ID: 0015
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what is new."""
    op.create_table(
        "delegation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("absent_id", sa.Uuid(), nullable=False),
        sa.Column("stand_in_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["absent_id"], ["user.id"], name=op.f("fk_delegation_absent_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user.id"], name=op.f("fk_delegation_made_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["stand_in_id"], ["user.id"], name=op.f("fk_delegation_stand_in_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegation_absent_id"), ["absent_id"], unique=False)
        batch_op.create_index("ix_delegation_stand_in", ["stand_in_id", "ends_at"], unique=False)

    op.create_table(
        "urgent_access",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("opened_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_urgent_access_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_urgent_access_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urgent_access")),
    )
    with op.batch_alter_table("urgent_access", schema=None) as batch_op:
        batch_op.create_index("ix_urgent_access_list", ["region", "opened_at", "id"], unique=False)
        batch_op.create_index(
            "ix_urgent_access_open", ["case_id", "user_id", "ends_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_urgent_access_state"), ["state"], unique=False)
        batch_op.create_index("ix_urgent_access_user", ["user_id", "opened_at"], unique=False)


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("urgent_access", schema=None) as batch_op:
        batch_op.drop_index("ix_urgent_access_user")
        batch_op.drop_index(batch_op.f("ix_urgent_access_state"))
        batch_op.drop_index("ix_urgent_access_open")
        batch_op.drop_index("ix_urgent_access_list")

    op.drop_table("urgent_access")
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.drop_index("ix_delegation_stand_in")
        batch_op.drop_index(batch_op.f("ix_delegation_absent_id"))

    op.drop_table("delegation")
