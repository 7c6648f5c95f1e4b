"""What gives power is sealed: sessions, links, roles, second factors, who stands in for whom.

A migration has no keys and seals nothing. Every session, link and calendar address of before ends;
what is kept counts when `accounts seal` has sealed it, once.

Revision ID: 0049
"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

SEALED = (
    "user_session",
    "half_sign_in",
    "enrolment",
    "delegation",
    "external_identity",
    "recovery_code",
    "two_person_act",
)


def upgrade() -> None:
    """A place for every seal; none fits yet."""
    for table in SEALED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(_seal("seal"))
    with op.batch_alter_table("half_sign_in", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wrong", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.add_column(_seal("powers_seal"))
        batch_op.add_column(_seal("factors_seal"))
    with op.batch_alter_table("password", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sealed_hash", sa.LargeBinary(), nullable=True))
        batch_op.alter_column("hash", existing_type=sa.String(200), nullable=True)
    op.execute("DELETE FROM half_sign_in")
    op.execute("DELETE FROM calendar_feed")
    op.execute("UPDATE enrolment SET used_at = made_at WHERE used_at IS NULL")
    op.execute("UPDATE user_session SET ended_at = last_seen_at WHERE ended_at IS NULL")
    op.execute("UPDATE setup SET code_hash = NULL")


def downgrade() -> None:
    """Without seals. A password that was sealed cannot be read without the keys: its owner chooses
    another one with a link."""
    op.execute("DELETE FROM password WHERE hash IS NULL")
    with op.batch_alter_table("password", schema=None) as batch_op:
        batch_op.alter_column("hash", existing_type=sa.String(200), nullable=False)
        batch_op.drop_column("sealed_hash")
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_column("factors_seal")
        batch_op.drop_column("powers_seal")
    with op.batch_alter_table("half_sign_in", schema=None) as batch_op:
        batch_op.drop_column("wrong")
    for table in reversed(SEALED):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("seal")


def _seal(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(32), nullable=True)
