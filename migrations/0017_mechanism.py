"""Records beside the pathway: children, protection, safety plans, deletion asked for.

Revision ID: 0017
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and who confirmed that a report arrived."""
    op.create_table(
        "case_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("content_blob", sa.LargeBinary(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_record_case_id_case")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_case_record_recorded_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_record")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_case_record_case_id_seq")),
    )
    op.create_index("ix_case_record_ending", "case_record", ["kind", "ends_on"])
    op.create_index("ix_case_record_thread", "case_record", ["thread_id"])
    op.create_table(
        "deletion_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("shared_as", sa.String(length=12), nullable=False),
        sa.Column("asked_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=True),
        sa.Column("answered_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user.id"], name=op.f("fk_deletion_request_answered_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_deletion_request_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_deletion_request_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deletion_request")),
        sa.UniqueConstraint("reference", name=op.f("uq_deletion_request_reference")),
    )
    op.create_index("ix_deletion_request_case", "deletion_request", ["case_id"])
    op.create_index(
        "ix_deletion_request_open", "deletion_request", ["organisation_id", "answered_at"]
    )
    op.create_table(
        "recovery_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("set_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["user.id"], name=op.f("fk_recovery_rule_set_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_rule")),
        sa.UniqueConstraint("valid_from", name=op.f("uq_recovery_rule_valid_from")),
    )
    with op.batch_alter_table("legal_duty_record") as batch_op:
        batch_op.add_column(sa.Column("received_at", UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("received_by_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_legal_duty_record_received_by_id_user"), "user", ["received_by_id"], ["id"]
        )


def downgrade() -> None:
    """Take them away; what they held is lost."""
    with op.batch_alter_table("legal_duty_record") as batch_op:
        batch_op.drop_constraint(
            op.f("fk_legal_duty_record_received_by_id_user"), type_="foreignkey"
        )
        batch_op.drop_column("received_by_id")
        batch_op.drop_column("received_at")
    op.drop_table("recovery_rule")
    op.drop_index("ix_deletion_request_open", table_name="deletion_request")
    op.drop_index("ix_deletion_request_case", table_name="deletion_request")
    op.drop_table("deletion_request")
    op.drop_index("ix_case_record_thread", table_name="case_record")
    op.drop_index("ix_case_record_ending", table_name="case_record")
    op.drop_table("case_record")
