"""A person who waits at several houses is given one place, whichever house is first."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from casework.db import db
from casework.shelter import queries
from casework.shelter.domain.refusals import AlreadyLodged
from casework.shelter.models import PlaceUse
from casework.shelter.service import staying
from tests.factories import actor_named
from tests.integration.shelter.conftest import TOLD, stay_named
from tests.integration.shelter.test_kept_safe import room


def at_two_houses(shelter, make):
    """A place asked for at two organisations; gives the houses and the stays."""
    first, second = shelter.unit(places=1), shelter.unit(places=1, by="other_shelter")
    code = shelter.agreed()
    shelter.consent(code, "P3", recipient_id=shelter.house("other_house"), circumstance=TOLD)
    return (first, second), (make(first, code), make(second, code))


def reserve(shelter, ref, unit, by):
    there = room(shelter, unit)
    shelter.stay(ref, lambda one: staying.reserve(one, there, actor_named(by), one.version))


def state(shelter, ref):
    return shelter.look(ref, lambda stay: stay.state)


def test_of_two_houses_where_somebody_waits_one_gives_a_place(shelter, clock):
    units, refs = at_two_houses(shelter, shelter.waiting)
    reserve(shelter, refs[0], units[0], "shelter")
    with pytest.raises(AlreadyLodged):
        reserve(shelter, refs[1], units[1], "other_shelter")
    clock.advance(timedelta(hours=2))
    reserve(shelter, refs[1], units[1], "other_shelter")
    assert state(shelter, refs[0]) == "requested", "nobody came within two hours"
    shelter.stay(refs[1], lambda one: staying.admit(one, actor_named("other_shelter"), one.version))
    assert [state(shelter, ref) for ref in refs] == ["cancelled", "admitted"]


def test_the_database_itself_refuses_a_second_place_of_a_person(shelter):
    units, refs = at_two_houses(shelter, shelter.waiting)
    reserve(shelter, refs[0], units[0], "shelter")

    def lodged():
        stay_named(refs[1]).state = "admitted"
        db.session.flush()

    with pytest.raises(IntegrityError):
        shelter.do(lodged)


@pytest.mark.parametrize("lodged_first", [True, False])
def test_two_files_of_one_person_are_one_person_in_one_place(shelter, lodged_first):
    unit = shelter.unit(places=2)
    ref, leading = shelter.held(unit), shelter.agreed()
    if lodged_first:
        shelter.step(ref, "admit")
    other = None if lodged_first else shelter.held(unit, leading)
    shelter.merge(shelter.code_of(ref), leading)
    with pytest.raises(AlreadyLodged):
        if other is None:
            shelter.held(unit, leading)
        else:
            shelter.step(other, "admit")


def test_places_given_twice_before_are_one_after_the_upgrade(app):
    """Without the index, as it was: of two holds the second goes back to waiting."""
    from casework.db import migrating
    from casework.starting import bring_up
    from tests.integration.shelter.conftest import Shelter

    shelter = Shelter(app)
    units, refs = at_two_houses(shelter, shelter.waiting)
    reserve(shelter, refs[0], units[0], "shelter")
    with app.app_context():
        migrating.downgrade("0037")
    clocked = shelter.look(refs[0], lambda stay: stay.held_until)

    def held_too():
        stay = stay_named(refs[1])
        stay.state, stay.held_until, stay.unit_id = "reserved", clocked, units[1]
        place = queries.house_now(queries.unit_by_id(units[1])).places[0]
        db.session.add(PlaceUse(place_id=place.id, stay_id=stay.id, since=clocked))

    shelter.do(held_too)
    with app.app_context():
        db.engine.dispose()
    bring_up(app)
    assert sorted(state(shelter, ref) for ref in refs) == ["requested", "reserved"]
    with app.app_context():
        open_uses = db.session.scalars(select(PlaceUse).where(PlaceUse.ended_at.is_(None))).all()
        assert len(open_uses) == 1
        db.session.close()
