"""Identification in full: instruments, visits, follow-up, the same person found again.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime
from casework.screening.administration import immutable

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what is new; nothing of the spine is lost."""
    op.create_table(
        "employer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("particulars_blob", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer")),
    )
    op.create_table(
        "instrument_example",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("saved_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["user.id"], name=op.f("fk_instrument_example_author_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_example")),
    )
    with op.batch_alter_table("instrument_example", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_instrument_example_instrument_id"), ["instrument_id"], unique=False
        )

    op.create_table(
        "instrument_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("base_hash", sa.String(length=64), nullable=True),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("saved_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("proposed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("reader_id", sa.Uuid(), nullable=True),
        sa.Column("returned", sa.String(length=500), nullable=False),
        sa.Column("published_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("published_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["user.id"], name=op.f("fk_instrument_version_author_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["user.id"],
            name=op.f("fk_instrument_version_published_by_id_user"),
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["user.id"], name=op.f("fk_instrument_version_reader_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_version")),
        sa.UniqueConstraint(
            "instrument_id", "number", name=op.f("uq_instrument_version_instrument_id_number")
        ),
    )
    with op.batch_alter_table("instrument_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_instrument_version_content_hash"), ["content_hash"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_instrument_version_state"), ["state"], unique=False)

    op.create_table(
        "instrument_withdrawal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.String(length=40), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"],
            ["user.id"],
            name=op.f("fk_instrument_withdrawal_withdrawn_by_id_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_withdrawal")),
        sa.UniqueConstraint(
            "instrument_id",
            "content_hash",
            name=op.f("uq_instrument_withdrawal_instrument_id_content_hash"),
        ),
    )
    op.create_table(
        "labour_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=8), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("handler_id", sa.Uuid(), nullable=True),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("employer_id", sa.Uuid(), nullable=False),
        sa.Column("content_blob", sa.LargeBinary(), nullable=False),
        sa.Column("complainant_blob", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_labour_record_employer_id_employer")
        ),
        sa.ForeignKeyConstraint(
            ["handler_id"], ["user.id"], name=op.f("fk_labour_record_handler_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_labour_record_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_labour_record")),
        sa.UniqueConstraint("employer_id", name=op.f("uq_labour_record_employer_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_labour_record_reference")),
    )
    with op.batch_alter_table("labour_record", schema=None) as batch_op:
        batch_op.create_index(
            "ix_labour_record_list", ["organisation_id", "opened_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_labour_record_state"), ["state"], unique=False)

    op.create_table(
        "submission_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.String(length=40), nullable=False),
        sa.Column("instrument_version", sa.String(length=20), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["user.id"], name=op.f("fk_submission_import_author_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_import")),
    )
    with op.batch_alter_table("submission_import", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_submission_import_author_id"), ["author_id"], unique=False
        )

    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=8), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("colleague_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("started_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("employer_id", sa.Uuid(), nullable=False),
        sa.Column("card_blob", sa.LargeBinary(), nullable=False),
        sa.Column("group_blob", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_visit_author_id_user")),
        sa.ForeignKeyConstraint(
            ["colleague_id"], ["user.id"], name=op.f("fk_visit_colleague_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_visit_employer_id_employer")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_visit_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("employer_id", name=op.f("uq_visit_employer_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_visit_reference")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index("ix_visit_author", ["author_id", "started_at", "id"], unique=False)
        batch_op.create_index(
            "ix_visit_colleague", ["colleague_id", "started_at", "id"], unique=False
        )
        batch_op.create_index("ix_visit_region", ["region", "started_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_state"), ["state"], unique=False)

    op.create_table(
        "match_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=8), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("earlier_case_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("earlier_region", sa.String(length=5), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=True),
        sa.Column("leading_id", sa.Uuid(), nullable=True),
        sa.Column("comparing_id", sa.Uuid(), nullable=True),
        sa.Column("compared_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("alike_blob", sa.LargeBinary(), nullable=False),
        sa.Column("compared_blob", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_match_review_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["comparing_id"], ["case.id"], name=op.f("fk_match_review_comparing_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["earlier_case_id"], ["case.id"], name=op.f("fk_match_review_earlier_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["leading_id"], ["case.id"], name=op.f("fk_match_review_leading_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user.id"], name=op.f("fk_match_review_made_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["user.id"], name=op.f("fk_match_review_proposed_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_review")),
        sa.UniqueConstraint(
            "case_id", "earlier_case_id", name=op.f("uq_match_review_case_id_earlier_case_id")
        ),
        sa.UniqueConstraint("reference", name=op.f("uq_match_review_reference")),
    )
    with op.batch_alter_table("match_review", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_match_review_earlier_case_id"), ["earlier_case_id"], unique=False
        )
        batch_op.create_index("ix_match_review_list", ["state", "made_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_match_review_state"), ["state"], unique=False)

    op.create_table(
        "match_search",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("found_blob", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_match_search_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_match_search_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_search")),
    )
    with op.batch_alter_table("match_search", schema=None) as batch_op:
        batch_op.create_index("ix_match_search_user", ["user_id", "at"], unique=False)

    op.create_table(
        "imported_submission",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("screening_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["submission_import.id"],
            name=op.f("fk_imported_submission_import_id_submission_import"),
        ),
        sa.ForeignKeyConstraint(
            ["screening_id"],
            ["screening.id"],
            name=op.f("fk_imported_submission_screening_id_screening"),
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_imported_submission")),
    )
    with op.batch_alter_table("imported_submission", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_imported_submission_import_id"), ["import_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_imported_submission_screening_id"), ["screening_id"], unique=False
        )

    op.create_table(
        "screening_revision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("screening_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("begun_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("sent_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("read_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("read_by_id", sa.Uuid(), nullable=True),
        sa.Column("revision_blob", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["user.id"], name=op.f("fk_screening_revision_author_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["read_by_id"], ["user.id"], name=op.f("fk_screening_revision_read_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["screening_id"],
            ["screening.id"],
            name=op.f("fk_screening_revision_screening_id_screening"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_revision")),
    )
    with op.batch_alter_table("screening_revision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_screening_revision_screening_id"), ["screening_id"], unique=False
        )

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_into_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("merged_at", UtcDateTime(timezone=True), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_case_merged_into_id"), ["merged_into_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_case_merged_into_id_case"), "case", ["merged_into_id"], ["id"]
        )

    with op.batch_alter_table("screening", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seen_again_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("visit_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_screening_visit_id"), ["visit_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_screening_seen_again_id_screening"),
            "screening",
            ["seen_again_id"],
            ["id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_screening_visit_id_visit"), "visit", ["visit_id"], ["id"]
        )
    for statement in immutable.statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Back to the spine."""
    with op.batch_alter_table("screening", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_screening_visit_id_visit"), type_="foreignkey")
        batch_op.drop_constraint(
            batch_op.f("fk_screening_seen_again_id_screening"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_screening_visit_id"))
        batch_op.drop_column("visit_id")
        batch_op.drop_column("seen_again_id")

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_case_merged_into_id_case"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_case_merged_into_id"))
        batch_op.drop_column("merged_at")
        batch_op.drop_column("merged_into_id")

    with op.batch_alter_table("screening_revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_screening_revision_screening_id"))

    op.drop_table("screening_revision")
    with op.batch_alter_table("imported_submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_imported_submission_screening_id"))
        batch_op.drop_index(batch_op.f("ix_imported_submission_import_id"))

    op.drop_table("imported_submission")
    with op.batch_alter_table("match_search", schema=None) as batch_op:
        batch_op.drop_index("ix_match_search_user")

    op.drop_table("match_search")
    with op.batch_alter_table("match_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_match_review_state"))
        batch_op.drop_index("ix_match_review_list")
        batch_op.drop_index(batch_op.f("ix_match_review_earlier_case_id"))

    op.drop_table("match_review")
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_state"))
        batch_op.drop_index("ix_visit_region")
        batch_op.drop_index("ix_visit_colleague")
        batch_op.drop_index("ix_visit_author")

    op.drop_table("visit")
    with op.batch_alter_table("submission_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_import_author_id"))

    op.drop_table("submission_import")
    with op.batch_alter_table("labour_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_labour_record_state"))
        batch_op.drop_index("ix_labour_record_list")

    op.drop_table("labour_record")
    op.drop_table("instrument_withdrawal")
    with op.batch_alter_table("instrument_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_instrument_version_state"))
        batch_op.drop_index(batch_op.f("ix_instrument_version_content_hash"))

    op.drop_table("instrument_version")
    with op.batch_alter_table("instrument_example", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_instrument_example_instrument_id"))

    op.drop_table("instrument_example")
    op.drop_table("employer")
