"""Referrals in full: whom they are for and on what ground, questions, locked packets.

Revision ID: 0009
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new; earlier requests were for everybody there, on the ground they had."""
    with op.batch_alter_table("referral") as table:
        table.add_column(
            sa.Column("recipient_kind", sa.String(12), nullable=False, server_default="other")
        )
        table.add_column(sa.Column("colleague_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("basis", sa.String(16), nullable=True))
        table.create_foreign_key(
            op.f("fk_referral_colleague_id_user"), "user", ["colleague_id"], ["id"]
        )
    _name_the_kinds()
    with op.batch_alter_table("referral") as table:
        table.alter_column("recipient_kind", server_default=None)
    _messages()
    _packets()


def _name_the_kinds() -> None:
    """Earlier requests keep the minimum set they were made with, which followed the service."""
    for kind, services in _KINDS.items():
        listed = ", ".join(f"'{service}'" for service in services)
        op.execute(f"UPDATE referral SET recipient_kind = '{kind}' WHERE service IN ({listed})")  # noqa: S608 - our own codes
    op.execute("UPDATE referral SET basis = 'consent' WHERE consent_id IS NOT NULL")
    op.execute(
        "UPDATE referral SET basis = 'vital_interest' "
        "WHERE consent_id IS NULL AND sent_at IS NOT NULL"
    )


_KINDS = {
    "shelter": ("SHELTER", "SHELTER_LT"),
    "health": (
        "MED_EMERG", "MED_PRIMARY", "SRH", "FORENSIC", "PSY_FIRST", "PSY_THERAPY", "PSYCHIATRY",
        "ADDICTION", "DISABILITY",
    ),
    "lawyer": (
        "LEGAL_INFO", "LEGAL_REP", "COMPENSATION", "LABOUR_CLAIM", "PROTECTION_ORDER", "STAY",
        "ASYLUM", "DOC_CIVIL", "DOC_TRAVEL",
    ),
    "return": ("RETURN", "REINTEG"),
}  # fmt: skip


def _messages() -> None:
    op.create_table(
        "referral_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("from_recipient", sa.Boolean(), nullable=False),
        sa.Column("topic", sa.String(12), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("said_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("said_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["user.id"], name=op.f("fk_referral_message_author_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_referral_message_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referral.id"],
            name=op.f("fk_referral_message_referral_id_referral"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_message")),
        sa.UniqueConstraint("referral_id", "seq", name=op.f("uq_referral_message_referral_id_seq")),
    )


def _packets() -> None:
    op.create_table(
        "locked_packet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(1), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("file_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_locked_packet_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user.id"], name=op.f("fk_locked_packet_made_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_locked_packet_referral_id_referral")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_locked_packet")),
    )
    for column in ("made_at", "referral_id"):
        op.create_index(op.f(f"ix_locked_packet_{column}"), "locked_packet", [column])


def downgrade() -> None:
    """Without them a request is for everybody there, and nothing is asked."""
    op.drop_table("locked_packet")
    op.drop_table("referral_message")
    with op.batch_alter_table("referral") as table:
        table.drop_constraint(op.f("fk_referral_colleague_id_user"), type_="foreignkey")
        table.drop_column("basis")
        table.drop_column("colleague_id")
        table.drop_column("recipient_kind")
