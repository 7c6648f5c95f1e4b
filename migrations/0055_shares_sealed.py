"""What lets somebody look into a case is sealed: a referral, an emergency access, a conference and
its invitations, an identity that is shown.

A migration has no keys and seals nothing. Emergency accesses and identities that are open end, and
are asked for again; referrals and conferences count when `accounts seal` has sealed them, once, as
the trace says them.

Revision ID: 0055
"""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

SEALED = (
    "referral",
    "urgent_access",
    "conference",
    "conference_invitation",
    "reveal_grant",
)


def upgrade() -> None:
    """A place for every seal; none fits yet."""
    for table in SEALED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("seal", sa.LargeBinary(32), nullable=True))
    op.execute("UPDATE urgent_access SET ends_at = opened_at WHERE ends_at > opened_at")
    op.execute("UPDATE reveal_grant SET expires_at = given_at WHERE expires_at > given_at")


def downgrade() -> None:
    """Without seals: believed as the rows stand."""
    for table in reversed(SEALED):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("seal")
