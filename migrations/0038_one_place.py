"""One person has one place: a second one is refused by the database, too.

Revision ID: 0038
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

WITH_A_PLACE = "state IN ('reserved', 'admitted', 'absent')"
SECOND_HOLDS = """
SELECT stay.id FROM stay JOIN stay AS other ON other.case_id = stay.case_id
WHERE stay.state = 'reserved' AND other.id <> stay.id
  AND (other.state IN ('admitted', 'absent') OR (other.state = 'reserved' AND other.id < stay.id))
"""
PLACES_BACK = f"""
UPDATE place_use SET ended_at = (SELECT held_until FROM stay WHERE stay.id = place_use.stay_id)
WHERE ended_at IS NULL AND stay_id IN ({SECOND_HOLDS})
"""  # noqa: S608 - no value comes from outside
WAITING_AGAIN = f"""
UPDATE stay SET state = 'requested', held_until = NULL, unit_id = NULL, escort_id = NULL,
  version = version + 1
WHERE id IN (SELECT id FROM ({SECOND_HOLDS}) AS second)
"""  # noqa: S608 - no value comes from outside
TWICE_LODGED = """
SELECT reference FROM stay WHERE state IN ('admitted', 'absent') AND case_id IN (
    SELECT case_id FROM stay WHERE state IN ('admitted', 'absent')
    GROUP BY case_id HAVING COUNT(*) > 1
) ORDER BY reference
"""


def upgrade() -> None:
    """A second hold goes back to waiting, as it would within two hours. Where somebody is lodged
    twice, nobody but the houses knows which of the two is true: they end one first."""
    twice = op.get_bind().execute(sa.text(TWICE_LODGED)).scalars().all()
    if twice:
        raise RuntimeError(f"One person in two houses; end one stay of each first: {list(twice)}")
    op.execute(PLACES_BACK)
    op.execute(WAITING_AGAIN)
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.create_index(
            "uq_stay_one_place",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text(WITH_A_PLACE),
            postgresql_where=sa.text(WITH_A_PLACE),
        )


def downgrade() -> None:
    """Without the index."""
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_stay_one_place",
            sqlite_where=sa.text(WITH_A_PLACE),
            postgresql_where=sa.text(WITH_A_PLACE),
        )
