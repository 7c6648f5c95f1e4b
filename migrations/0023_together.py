"""Conferences, links between cases, conflicts of interest.

Revision ID: 0023
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what is new."""
    op.create_table(
        "case_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("other_code", sa.String(length=12), nullable=False),
        sa.Column("other_case_id", sa.Uuid(), nullable=True),
        sa.Column("priority", sa.String(length=2), nullable=False),
        sa.Column("code_shown", sa.Boolean(), nullable=False),
        sa.Column("proposed_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("linked_blob", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_link_case_id_case")),
        sa.ForeignKeyConstraint(
            ["other_case_id"], ["case.id"], name=op.f("fk_case_link_other_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["user.id"], name=op.f("fk_case_link_proposed_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_link")),
        sa.UniqueConstraint("case_id", "other_code", name=op.f("uq_case_link_case_id_other_code")),
    )
    with op.batch_alter_table("case_link", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_link_other_case_id"), ["other_case_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_case_link_state"), ["state"], unique=False)

    op.create_table(
        "conference",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("priority", sa.String(length=2), nullable=False),
        sa.Column("convened_by_id", sa.Uuid(), nullable=False),
        sa.Column("begins_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("opens_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("closes_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("anonymised", sa.Boolean(), nullable=False),
        sa.Column("prepared_blob", sa.LargeBinary(), nullable=True),
        sa.Column("minutes_blob", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_conference_case_id_case")),
        sa.ForeignKeyConstraint(
            ["convened_by_id"], ["user.id"], name=op.f("fk_conference_convened_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conference")),
        sa.UniqueConstraint("reference", name=op.f("uq_conference_reference")),
    )
    with op.batch_alter_table("conference", schema=None) as batch_op:
        batch_op.create_index("ix_conference_case", ["case_id", "begins_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_conference_state"), ["state"], unique=False)

    op.create_table(
        "conflict_of_interest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("declared_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("declared_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("words_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_conflict_of_interest_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["declared_by_id"],
            ["user.id"],
            name=op.f("fk_conflict_of_interest_declared_by_id_user"),
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["user.id"], name=op.f("fk_conflict_of_interest_ended_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_conflict_of_interest_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_of_interest")),
    )
    with op.batch_alter_table("conflict_of_interest", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_conflict_of_interest_case_id"), ["case_id"], unique=False
        )
        batch_op.create_index("ix_conflict_of_interest_user", ["user_id", "case_id"], unique=False)

    op.create_table(
        "conference_invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("invited_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conference_id"],
            ["conference.id"],
            name=op.f("fk_conference_invitation_conference_id_conference"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_conference_invitation_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_conference_invitation_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conference_invitation")),
        sa.UniqueConstraint(
            "conference_id",
            "organisation_id",
            name=op.f("uq_conference_invitation_conference_id_organisation_id"),
        ),
    )
    with op.batch_alter_table("conference_invitation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_conference_invitation_whom", ["organisation_id", "ended_at"], unique=False
        )

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("conflicts", sa.Integer(), server_default="0", nullable=False)
        )


def downgrade() -> None:
    """Without it."""
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_column("conflicts")

    with op.batch_alter_table("conference_invitation", schema=None) as batch_op:
        batch_op.drop_index("ix_conference_invitation_whom")

    op.drop_table("conference_invitation")
    with op.batch_alter_table("conflict_of_interest", schema=None) as batch_op:
        batch_op.drop_index("ix_conflict_of_interest_user")
        batch_op.drop_index(batch_op.f("ix_conflict_of_interest_case_id"))

    op.drop_table("conflict_of_interest")
    with op.batch_alter_table("conference", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conference_state"))
        batch_op.drop_index("ix_conference_case")

    op.drop_table("conference")
    with op.batch_alter_table("case_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_link_state"))
        batch_op.drop_index(batch_op.f("ix_case_link_other_case_id"))

    op.drop_table("case_link")
