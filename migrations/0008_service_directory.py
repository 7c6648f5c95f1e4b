"""The service directory: what organisations say of themselves.

Revision ID: 0008
"""

import sqlalchemy as sa
from alembic import op

from casework.db import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the entries; an organisation without one has said nothing yet."""
    op.create_table(
        "service_capacity",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("service", sa.String(length=20), nullable=False),
        sa.Column("band", sa.String(length=3), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_service_capacity_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "service", name=op.f("pk_service_capacity")),
    )
    op.create_table(
        "service_profile",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("sex", sa.String(length=6), nullable=False),
        sa.Column("age_from", sa.Integer(), nullable=False),
        sa.Column("age_to", sa.Integer(), nullable=False),
        sa.Column("languages", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=120), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("reported_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("reported", sa.String(length=12), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_service_profile_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_service_profile")),
    )


def downgrade() -> None:
    """Without the entries the directory shows what it did before."""
    op.drop_table("service_profile")
    op.drop_table("service_capacity")
