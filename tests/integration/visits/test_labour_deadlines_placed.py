"""Deadlines of labour records that were opened before they named a region."""

from sqlalchemy import select, update

from casework.db import db, migrating, unit_of_work
from casework.starting import bring_up
from casework.tasks.models import Task

OF_LABOUR = Task.owner_kind == "labour"


def regions():
    return set(db.session.scalars(select(Task.region).where(OF_LABOUR)))


def test_the_upgrade_places_them_where_their_record_is(ground):
    """What was missed reached no focal point; now it goes up in the region of the visit."""
    reference = ground.record()
    with ground.app.app_context():
        migrating.downgrade("0044")
        with unit_of_work() as session:
            session.execute(update(Task).where(OF_LABOUR).values(region=None))
        assert regions() == {None}
        db.session.close()
        db.engine.dispose()
    bring_up(ground.app)
    place = ground.in_record(reference, lambda row: row.region)
    with ground.app.app_context():
        assert regions() == {place}
        db.session.close()
