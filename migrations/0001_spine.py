"""The spine: accounts, keys, screenings, cases, referrals, tasks, trace, facts and statistics.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

from casework.audit import append_only
from casework.db import UtcDateTime
from casework.statistics import immutable

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables, then the triggers that keep the trace and published numbers as they are."""
    op.create_table(
        "audit_checkpoint",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("previous", sa.LargeBinary(length=32), nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("streams", sa.Integer(), nullable=False),
        sa.Column("events", sa.BigInteger(), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_checkpoint")),
    )
    op.create_table(
        "audit_event",
        sa.Column("stream_kind", sa.String(length=12), nullable=False),
        sa.Column("stream_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("seq > 0", name=op.f("ck_audit_event_seq_from_one")),
        sa.PrimaryKeyConstraint("stream_kind", "stream_id", "seq", name=op.f("pk_audit_event")),
    )
    op.create_index("ix_audit_event_actor_id_at", "audit_event", ["actor_id", "at"], unique=False)
    op.create_index("ix_audit_event_at", "audit_event", ["at"], unique=False)
    op.create_table(
        "audit_sealed_head",
        sa.Column("checkpoint", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("checkpoint", "kind", "id", name=op.f("pk_audit_sealed_head")),
    )
    op.create_table(
        "audit_stream",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed_seq", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "sealed_seq >= 0 and sealed_seq <= seq",
            name=op.f("ck_audit_stream_sealed_after_written"),
        ),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_audit_stream")),
    )
    op.create_index(
        "ix_audit_stream_unsealed",
        "audit_stream",
        ["kind", "id"],
        unique=False,
        sqlite_where=sa.text("seq > sealed_seq"),
        postgresql_where=sa.text("seq > sealed_seq"),
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=True),
        sa.Column("source", sa.String(length=160), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("reported_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index("ix_contact_region_kind", "contact", ["region", "kind"], unique=False)
    op.create_table(
        "data_key",
        sa.Column("owner_kind", sa.String(length=20), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("kek_id", sa.String(length=40), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner_kind", "owner_id", name=op.f("pk_data_key")),
    )
    op.create_index(op.f("ix_data_key_kek_id"), "data_key", ["kek_id"], unique=False)
    op.create_table(
        "fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.LargeBinary(length=32), nullable=False),
        sa.Column("period_month", sa.Date(), nullable=False),
        sa.Column("blob", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_fact_kind_subject")),
    )
    op.create_index("ix_fact_kind_period_month", "fact", ["kind", "period_month"], unique=False)
    op.create_table(
        "holiday",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holiday")),
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "keyring_check",
        sa.Column("root", sa.String(length=20), nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("root", name=op.f("pk_keyring_check")),
    )
    op.create_table(
        "match_token",
        sa.Column("token", sa.LargeBinary(length=8), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("key_version", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token", "person_id", name=op.f("pk_match_token")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_match_token_person_id"), "match_token", ["person_id"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_ar", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("public_phone", sa.String(length=30), nullable=True),
        sa.Column("hours", sa.String(length=120), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("name", name=op.f("uq_organisation_name")),
    )
    op.create_table(
        "sign_in_tally",
        sa.Column("key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", UtcDateTime(), nullable=False),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_tally")),
    )
    op.create_index(op.f("ix_sign_in_tally_last_at"), "sign_in_tally", ["last_at"], unique=False)
    op.create_table(
        "statistics_release",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("frozen_at", UtcDateTime(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statistics_release")),
        sa.UniqueConstraint("kind", "period", name=op.f("uq_statistics_release_kind_period")),
    )
    op.create_table(
        "step_taken",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_kind", sa.String(length=20), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=20), nullable=False),
        sa.Column("overridden", sa.String(length=120), nullable=False),
        sa.Column("reason_code", sa.String(length=40), nullable=True),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("key_kind", sa.String(length=20), nullable=False),
        sa.Column("key_owner_id", sa.Uuid(), nullable=False),
        sa.Column("reason_blob", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_taken")),
        sa.UniqueConstraint(
            "owner_kind", "owner_id", "seq", name=op.f("uq_step_taken_owner_kind_owner_id_seq")
        ),
    )
    op.create_table(
        "organisation_region",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_region_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "region", name=op.f("pk_organisation_region")),
    )
    op.create_table(
        "organisation_service",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("service", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_service_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "service", name=op.f("pk_organisation_service")),
    )
    op.create_index(
        op.f("ix_organisation_service_service"), "organisation_service", ["service"], unique=False
    )
    op.create_table(
        "statistics_budget",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("rho", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["statistics_release.id"],
            name=op.f("fk_statistics_budget_release_id_statistics_release"),
        ),
        sa.PrimaryKeyConstraint("release_id", "table_name", name=op.f("pk_statistics_budget")),
    )
    op.create_table(
        "statistics_cell",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("cell", sa.String(length=120), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["statistics_release.id"],
            name=op.f("fk_statistics_cell_release_id_statistics_release"),
        ),
        sa.PrimaryKeyConstraint(
            "release_id", "table_name", "cell", name=op.f("pk_statistics_cell")
        ),
    )
    op.create_table(
        "user",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("username", sa.String(length=40), nullable=False),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("national", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("theme", sa.String(length=5), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("disabled_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_user_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("username", name=op.f("uq_user_username")),
    )
    op.create_index(op.f("ix_user_organisation_id"), "user", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_user_role"), "user", ["role"], unique=False)
    op.create_table(
        "case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("priority", sa.String(length=2), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("backup_id", sa.Uuid(), nullable=True),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=True),
        sa.Column("card_blob", sa.LargeBinary(), nullable=False),
        sa.Column("closure_blob", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["user.id"], name=op.f("fk_case_assignee_id_user")
        ),
        sa.ForeignKeyConstraint(["backup_id"], ["user.id"], name=op.f("fk_case_backup_id_user")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_case_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["user.id"], name=op.f("fk_case_proposed_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("code", name=op.f("uq_case_code")),
    )
    op.create_index(
        "ix_case_assignee_list",
        "case",
        ["assignee_id", "priority", "opened_at", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_case_backup_id"), "case", ["backup_id"], unique=False)
    op.create_index(
        "ix_case_region_list", "case", ["region", "priority", "opened_at", "id"], unique=False
    )
    op.create_index(op.f("ix_case_state"), "case", ["state"], unique=False)
    op.create_table(
        "duty_turn",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_duty_turn_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_turn")),
    )
    op.create_index("ix_duty_turn_region_ends", "duty_turn", ["region", "ends_at"], unique=False)
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_enrolment_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_enrolment_token_hash")),
    )
    op.create_index(op.f("ix_enrolment_user_id"), "enrolment", ["user_id"], unique=False)
    op.create_table(
        "idempotency_key",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("location", sa.String(length=300), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_idempotency_key_user_id_user")
        ),
        sa.PrimaryKeyConstraint("key", "user_id", name=op.f("pk_idempotency_key")),
    )
    op.create_index(
        op.f("ix_idempotency_key_done_at"), "idempotency_key", ["done_at"], unique=False
    )
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_user_id", sa.Uuid(), nullable=True),
        sa.Column("recipient_organisation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("try_after", UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("way", sa.String(length=8), nullable=True),
        sa.CheckConstraint(
            "recipient_user_id IS NOT NULL OR recipient_organisation_id IS NOT NULL",
            name=op.f("ck_outbox_message_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["recipient_organisation_id"],
            ["organisation.id"],
            name=op.f("fk_outbox_message_recipient_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["recipient_user_id"],
            ["user.id"],
            name=op.f("fk_outbox_message_recipient_user_id_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
    )
    op.create_index(
        "ix_outbox_message_unsent",
        "outbox_message",
        ["created_at"],
        unique=False,
        sqlite_where=sa.text("sent_at IS NULL"),
        postgresql_where=sa.text("sent_at IS NULL"),
    )
    op.create_table(
        "password",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.String(length=200), nullable=False),
        sa.Column("chosen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_password_user_id_user")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_password")),
    )
    op.create_table(
        "task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_kind", sa.String(length=20), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("priority", sa.String(length=12), nullable=True),
        sa.Column("region", sa.String(length=5), nullable=True),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("escalated_to", sa.Uuid(), nullable=True),
        sa.CheckConstraint("level between 0 and 3", name=op.f("ck_task_level")),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["user.id"], name=op.f("fk_task_assignee_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["escalated_to"], ["user.id"], name=op.f("fk_task_escalated_to_user")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_task_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index("ix_task_assignee_id_due_at", "task", ["assignee_id", "due_at"], unique=False)
    op.create_index(
        "ix_task_open_due_at",
        "task",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_index(
        "ix_task_organisation_id_due_at", "task", ["organisation_id", "due_at"], unique=False
    )
    op.create_index("ix_task_region_due_at", "task", ["region", "due_at"], unique=False)
    op.create_index(
        "uq_task_open",
        "task",
        ["owner_kind", "owner_id", "kind"],
        unique=True,
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "user_region",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_user_region_user_id_user")),
        sa.PrimaryKeyConstraint("user_id", "region", name=op.f("pk_user_region")),
    )
    op.create_index(op.f("ix_user_region_region"), "user_region", ["region"], unique=False)
    op.create_table(
        "user_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("source_digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column("device", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_user_session_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_user_session_token_hash")),
    )
    op.create_index(
        op.f("ix_user_session_expires_at"), "user_session", ["expires_at"], unique=False
    )
    op.create_index("ix_user_session_open", "user_session", ["user_id", "ended_at"], unique=False)
    op.create_table(
        "consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=2), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("circumstance_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_consent_case_id_case")),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["organisation.id"], name=op.f("fk_consent_recipient_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_consent_recorded_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_consent_case_id_seq")),
    )
    op.create_index("ix_consent_ending", "consent", ["answer", "valid_until"], unique=False)
    op.create_table(
        "legal_duty_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("reported", sa.Boolean(), nullable=False),
        sa.Column("duty_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_legal_duty_record_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_legal_duty_record_recorded_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_duty_record")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_legal_duty_record_case_id_seq")),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("milestone_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_milestone_case_id_case")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_milestone_recorded_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_milestone_case_id_seq")),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("note_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_note_case_id_case")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["user.id"], name=op.f("fk_note_written_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_note_case_id_seq")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("identity_blob", sa.LargeBinary(), nullable=True),
        sa.Column("alias_blob", sa.LargeBinary(), nullable=True),
        sa.Column("contact_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_person_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("case_id", name=op.f("uq_person_case_id")),
    )
    op.create_table(
        "referral",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("service", sa.String(length=20), nullable=False),
        sa.Column("region", sa.String(length=8), nullable=False),
        sa.Column("priority", sa.String(length=12), nullable=False),
        sa.Column("sender_organisation_id", sa.Uuid(), nullable=False),
        sa.Column("sender_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_organisation_id", sa.Uuid(), nullable=False),
        sa.Column("consent_id", sa.Uuid(), nullable=True),
        sa.Column("prepared_at", UtcDateTime(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answer_reason", sa.String(length=24), nullable=True),
        sa.Column("preparation_blob", sa.LargeBinary(), nullable=True),
        sa.Column("packet_a_blob", sa.LargeBinary(), nullable=True),
        sa.Column("packet_b_blob", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user.id"], name=op.f("fk_referral_answered_by_id_user")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_referral_case_id_case")),
        sa.ForeignKeyConstraint(
            ["recipient_organisation_id"],
            ["organisation.id"],
            name=op.f("fk_referral_recipient_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["user.id"], name=op.f("fk_referral_sender_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["sender_organisation_id"],
            ["organisation.id"],
            name=op.f("fk_referral_sender_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("reference", name=op.f("uq_referral_reference")),
    )
    op.create_index("ix_referral_case", "referral", ["case_id", "prepared_at"], unique=False)
    op.create_index(
        "ix_referral_inbox",
        "referral",
        ["recipient_organisation_id", "state", "due_at", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_referral_state"), "referral", ["state"], unique=False)
    op.create_table(
        "reveal_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("words_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_reveal_grant_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_reveal_grant_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reveal_grant")),
    )
    op.create_index(
        "ix_reveal_grant_open", "reveal_grant", ["case_id", "user_id", "expires_at"], unique=False
    )
    op.create_table(
        "risk_assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("valid_until", UtcDateTime(), nullable=False),
        sa.Column("risks_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_risk_assessment_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user.id"], name=op.f("fk_risk_assessment_made_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_assessment")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_risk_assessment_case_id_seq")),
    )
    op.create_table(
        "screening",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=8), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("priority", sa.String(length=2), nullable=True),
        sa.Column("instrument_id", sa.String(length=40), nullable=False),
        sa.Column("instrument_version", sa.String(length=20), nullable=False),
        sa.Column("instrument_hash", sa.String(length=64), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("triaged_at", UtcDateTime(), nullable=True),
        sa.Column("triaged_by_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("answers_blob", sa.LargeBinary(), nullable=False),
        sa.Column("card_blob", sa.LargeBinary(), nullable=False),
        sa.Column("result_blob", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["user.id"], name=op.f("fk_screening_author_id_user")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_screening_case_id_case")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_screening_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["triaged_by_id"], ["user.id"], name=op.f("fk_screening_triaged_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening")),
        sa.UniqueConstraint("case_id", name=op.f("uq_screening_case_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_screening_reference")),
    )
    op.create_index(
        "ix_screening_author_list", "screening", ["author_id", "started_at", "id"], unique=False
    )
    op.create_index(
        op.f("ix_screening_organisation_id"), "screening", ["organisation_id"], unique=False
    )
    op.create_index(
        "ix_screening_queue",
        "screening",
        ["region", "state", "priority", "due_at", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_screening_state"), "screening", ["state"], unique=False)
    op.create_table(
        "victim_status",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column("status_blob", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_victim_status_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_victim_status_recorded_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_victim_status")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_victim_status_case_id_seq")),
    )
    op.create_table(
        "band_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("screening_id", sa.Uuid(), nullable=False),
        sa.Column("direction", sa.String(length=5), nullable=False),
        sa.Column("requested_by_id", sa.Uuid(), nullable=False),
        sa.Column("requested_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decision", sa.String(length=10), nullable=True),
        sa.Column("terms_blob", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_band_change_decided_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["user.id"], name=op.f("fk_band_change_requested_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["screening_id"], ["screening.id"], name=op.f("fk_band_change_screening_id_screening")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_band_change")),
    )
    op.create_index(op.f("ix_band_change_decision"), "band_change", ["decision"], unique=False)
    op.create_index(
        op.f("ix_band_change_screening_id"), "band_change", ["screening_id"], unique=False
    )
    dialect = op.get_bind().dialect.name
    for statement in (*append_only.statements(dialect), *immutable.statements(dialect)):
        op.execute(statement)


def downgrade() -> None:
    """Drop everything."""
    op.drop_index(op.f("ix_band_change_screening_id"), table_name="band_change")
    op.drop_index(op.f("ix_band_change_decision"), table_name="band_change")
    op.drop_table("band_change")
    op.drop_table("victim_status")
    op.drop_index(op.f("ix_screening_state"), table_name="screening")
    op.drop_index("ix_screening_queue", table_name="screening")
    op.drop_index(op.f("ix_screening_organisation_id"), table_name="screening")
    op.drop_index("ix_screening_author_list", table_name="screening")
    op.drop_table("screening")
    op.drop_table("risk_assessment")
    op.drop_index("ix_reveal_grant_open", table_name="reveal_grant")
    op.drop_table("reveal_grant")
    op.drop_index(op.f("ix_referral_state"), table_name="referral")
    op.drop_index("ix_referral_inbox", table_name="referral")
    op.drop_index("ix_referral_case", table_name="referral")
    op.drop_table("referral")
    op.drop_table("person")
    op.drop_table("note")
    op.drop_table("milestone")
    op.drop_table("legal_duty_record")
    op.drop_index("ix_consent_ending", table_name="consent")
    op.drop_table("consent")
    op.drop_index("ix_user_session_open", table_name="user_session")
    op.drop_index(op.f("ix_user_session_expires_at"), table_name="user_session")
    op.drop_table("user_session")
    op.drop_index(op.f("ix_user_region_region"), table_name="user_region")
    op.drop_table("user_region")
    op.drop_index(
        "uq_task_open",
        table_name="task",
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.drop_index("ix_task_region_due_at", table_name="task")
    op.drop_index("ix_task_organisation_id_due_at", table_name="task")
    op.drop_index(
        "ix_task_open_due_at",
        table_name="task",
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.drop_index("ix_task_assignee_id_due_at", table_name="task")
    op.drop_table("task")
    op.drop_table("password")
    op.drop_index(
        "ix_outbox_message_unsent",
        table_name="outbox_message",
        sqlite_where=sa.text("sent_at IS NULL"),
        postgresql_where=sa.text("sent_at IS NULL"),
    )
    op.drop_table("outbox_message")
    op.drop_index(op.f("ix_idempotency_key_done_at"), table_name="idempotency_key")
    op.drop_table("idempotency_key")
    op.drop_index(op.f("ix_enrolment_user_id"), table_name="enrolment")
    op.drop_table("enrolment")
    op.drop_index("ix_duty_turn_region_ends", table_name="duty_turn")
    op.drop_table("duty_turn")
    op.drop_index(op.f("ix_case_state"), table_name="case")
    op.drop_index("ix_case_region_list", table_name="case")
    op.drop_index(op.f("ix_case_backup_id"), table_name="case")
    op.drop_index("ix_case_assignee_list", table_name="case")
    op.drop_table("case")
    op.drop_index(op.f("ix_user_role"), table_name="user")
    op.drop_index(op.f("ix_user_organisation_id"), table_name="user")
    op.drop_table("user")
    op.drop_table("statistics_cell")
    op.drop_table("statistics_budget")
    op.drop_index(op.f("ix_organisation_service_service"), table_name="organisation_service")
    op.drop_table("organisation_service")
    op.drop_table("organisation_region")
    op.drop_table("step_taken")
    op.drop_table("statistics_release")
    op.drop_index(op.f("ix_sign_in_tally_last_at"), table_name="sign_in_tally")
    op.drop_table("sign_in_tally")
    op.drop_table("organisation")
    op.drop_index(op.f("ix_match_token_person_id"), table_name="match_token")
    op.drop_table("match_token")
    op.drop_table("keyring_check")
    op.drop_table("installation")
    op.drop_table("holiday")
    op.drop_index("ix_fact_kind_period_month", table_name="fact")
    op.drop_table("fact")
    op.drop_index(op.f("ix_data_key_kek_id"), table_name="data_key")
    op.drop_table("data_key")
    op.drop_index("ix_contact_region_kind", table_name="contact")
    op.drop_table("contact")
    op.drop_index(
        "ix_audit_stream_unsealed",
        table_name="audit_stream",
        sqlite_where=sa.text("seq > sealed_seq"),
        postgresql_where=sa.text("seq > sealed_seq"),
    )
    op.drop_table("audit_stream")
    op.drop_table("audit_sealed_head")
    op.drop_index("ix_audit_event_at", table_name="audit_event")
    op.drop_index("ix_audit_event_actor_id_at", table_name="audit_event")
    op.drop_table("audit_event")
    op.drop_table("audit_checkpoint")
