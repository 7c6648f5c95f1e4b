"""A place is given once, kept for two hours, and goes to those whom the rules let in."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from casework.cases import queries as case_queries
from casework.db import db
from casework.kernel import clock as clocks
from casework.referrals.domain.refusals import PersonSaidNo, SharingNotAgreed
from casework.shelter import queries
from casework.shelter.domain.needs import Band
from casework.shelter.domain.refusals import (
    AlreadyLodged,
    HoldOver,
    MixedHouse,
    MustNotMeet,
    PlaceInUse,
    PlaceTaken,
    RoomUnsuited,
    ThreatUnknown,
    TooNear,
)
from casework.shelter.models import PlaceUse
from casework.shelter.service import holding, houses
from tests.factories import actor_named
from tests.integration.shelter.conftest import TOLD, stay_named


def test_the_database_itself_refuses_a_second_use_of_a_place(shelter):
    unit = shelter.unit(places=1)
    ref = shelter.held(unit)

    def twice():
        used = db.session.query(PlaceUse).one()
        stay = stay_named(ref)
        db.session.add(
            PlaceUse(id=uuid4(), place_id=used.place_id, stay_id=stay.id, since=clocks.now())
        )
        db.session.flush()

    with pytest.raises(IntegrityError):
        shelter.do(twice)


def test_a_hold_ends_at_its_very_moment_before_any_job_has_run(shelter, clock):
    unit = shelter.unit(places=1)
    ref = shelter.held(unit)
    clock.advance(timedelta(hours=2) - timedelta(seconds=1))
    assert shelter.free(unit) == 0
    with pytest.raises(PlaceTaken):
        shelter.held(unit)
    clock.advance(timedelta(seconds=1))
    assert shelter.free(unit) == 1
    with pytest.raises(HoldOver):
        shelter.step(ref, "admit")
    other = shelter.held(unit)
    assert shelter.look(ref, lambda stay: (stay.state, stay.held_until)) == ("requested", None)
    shelter.step(other, "admit")
    assert shelter.free(unit) == 0


def test_the_job_writes_down_what_the_clock_ended(quick_shelter, clock):
    unit = quick_shelter.unit(places=1)
    ref = quick_shelter.held(unit)
    assert quick_shelter.do(holding.expire_due) == 0
    clock.advance(timedelta(hours=2))
    assert quick_shelter.do(holding.expire_due) == 1
    assert quick_shelter.look(ref, lambda stay: stay.state) == "requested"
    assert quick_shelter.do(holding.expire_due) == 0
    with quick_shelter.app.app_context():
        assert db.session.query(PlaceUse).filter_by(ended_at=None).count() == 0


def test_a_mother_and_her_children_get_places_in_one_room_or_none(quick_shelter):
    unit = quick_shelter.unit(places=2, profile="mothers")
    with pytest.raises(PlaceTaken):
        quick_shelter.held(unit, girls=1, boys=1)
    quick_shelter.room(unit, "mothers", 3)
    ref = quick_shelter.held(unit, girls=1, boys=1)
    with quick_shelter.app.app_context():
        stay = stay_named(ref)
        house = queries.house_now(queries.unit_by_id(unit))
        rooms = {room.id for room in house.rooms for one in room.places
                 if one.stay and one.stay.id == stay.id}  # fmt: skip
        assert len(rooms) == 1
        db.session.close()
    assert quick_shelter.free(unit) == 2


def test_a_man_is_not_put_among_women_nor_a_room_for_men_into_their_house(quick_shelter):
    unit, man = quick_shelter.unit(), quick_shelter.agreed()
    quick_shelter.card(man, sex="male")
    with pytest.raises(PlaceTaken):
        quick_shelter.held(unit, man)
    with pytest.raises(MixedHouse):
        quick_shelter.room(unit, "men")


def test_somebody_has_one_place_at_a_time(quick_shelter):
    unit = quick_shelter.unit(places=3)
    code = quick_shelter.agreed()
    quick_shelter.held(unit, code)
    with pytest.raises(AlreadyLodged):
        quick_shelter.held(unit, code)


def test_a_house_is_told_only_of_those_who_agreed_or_could_not_be_asked(quick_shelter):
    unit = quick_shelter.unit()
    code = quick_shelter.informed()
    with pytest.raises(SharingNotAgreed):
        quick_shelter.held(unit, code)
    quick_shelter.consent(code, "P3", "refused", quick_shelter.house())
    wanted = quick_shelter.wanted(code)
    with pytest.raises(PersonSaidNo):
        quick_shelter.on(code, lambda case: holding.hold_place(
            case, wanted, unit, actor_named("caseworker"), "Nuit dehors."))  # fmt: skip


def test_an_emergency_without_agreement_is_looked_at_by_a_focal_point(quick_shelter):
    unit, code = quick_shelter.unit(), quick_shelter.informed()
    wanted = quick_shelter.wanted(code)
    quick_shelter.on(code, lambda case: holding.hold_place(
        case, wanted, unit, actor_named("caseworker"), "Nuit dehors."))  # fmt: skip
    from casework.tasks.models import Task

    with quick_shelter.app.app_context():
        kinds = {row.kind for row in db.session.query(Task).filter_by(done_at=None)}
        db.session.close()
    assert "review_urgency" in kinds


def test_high_risk_keeps_away_from_where_the_danger_comes_from(quick_shelter):
    here, code = quick_shelter.unit(), quick_shelter.agreed()
    quick_shelter.risk(code, 3)
    with pytest.raises(ThreatUnknown):
        quick_shelter.held(here, code)
    with pytest.raises(TooNear):
        quick_shelter.held(here, code, threat="MA-06")
    offers = quick_shelter.see(
        code, lambda case: holding.offers(case, quick_shelter.wanted(code, threat="MA-06"))
    )
    assert offers == []
    assert quick_shelter.held(here, code, threat="MA-09")


def test_who_must_not_meet_is_told_to_the_house_and_never_to_who_searches(quick_shelter):
    unit = quick_shelter.unit(places=3)
    first = quick_shelter.admitted(unit)
    code = quick_shelter.agreed()
    apart = (quick_shelter.code_of(first),)
    offers = quick_shelter.see(
        code, lambda case: holding.offers(case, quick_shelter.wanted(code, apart=apart))
    )
    assert [one.band for one in offers] == [Band.FEW]
    ref = quick_shelter.held(unit, code, apart=apart)
    from casework.tasks.models import Task

    with quick_shelter.app.app_context():
        kinds = {row.kind for row in db.session.query(Task).filter_by(done_at=None)}
        db.session.close()
    assert "keep_apart" in kinds
    with pytest.raises(MustNotMeet):
        quick_shelter.step(ref, "admit")


def test_a_search_says_yes_few_or_no_and_never_a_count_or_an_address(quick_shelter):
    bands = []
    for places in (1, 2, 3, 7):
        unit = quick_shelter.unit(places=places)
        code = quick_shelter.agreed()
        wanted = quick_shelter.wanted(code)
        offers = quick_shelter.see(code, lambda case, asked=wanted: holding.offers(case, asked))
        bands += [one.band for one in offers if one.unit_id == unit]
        assert "Canarideladresse" not in repr(offers)
    assert bands == [Band.FEW, Band.FEW, Band.YES, Band.YES]


def test_a_place_out_of_use_is_not_given_and_one_in_use_not_taken_out(quick_shelter):
    unit = quick_shelter.unit(places=1)

    def place():
        return queries.house_now(queries.unit_by_id(unit)).places[0].id

    def out():
        actor = actor_named("shelter")
        found = queries.place_for(actor, place())
        houses.take_out(*found, "repair", actor)

    quick_shelter.do(out)
    with pytest.raises(PlaceTaken):
        quick_shelter.held(unit)
    quick_shelter.do(lambda: houses.put_back(
        *queries.place_for(actor_named("shelter"), place()), actor_named("shelter")))  # fmt: skip
    quick_shelter.held(unit)
    with pytest.raises(PlaceInUse):
        quick_shelter.do(out)


def test_overflow_places_are_given_last_and_only_in_need(quick_shelter):
    unit = quick_shelter.unit(places=1, overflow=1)
    quick_shelter.held(unit)
    quick_shelter.held(unit)
    with quick_shelter.app.app_context():
        places = queries.house_now(queries.unit_by_id(unit)).places
        assert [(one.overflow, one.standing) for one in places] == [(False, "held"), (True, "held")]
        db.session.close()


def test_a_waiting_person_is_given_only_a_room_that_suits(quick_shelter):
    unit = quick_shelter.unit(places=1)
    girls = quick_shelter.room(unit, "girls", 1)
    ref = quick_shelter.waiting(unit)
    with pytest.raises(RoomUnsuited):
        quick_shelter.step(ref, "reserve", girls)
    with quick_shelter.app.app_context():
        house = queries.house_now(queries.unit_by_id(unit))
        women = next(room.id for room in house.rooms if room.card.profile == "women")
        db.session.close()
    quick_shelter.step(ref, "reserve", women)
    assert quick_shelter.look(ref, lambda stay: stay.state) == "reserved"


def _many_cases(count):
    """Cases of the caseworker that are known well enough for an emergency."""
    from casework.cases import service as cases
    from tests.factories import user_named
    from tests.integration.cases.conftest import ADULT

    focal, worker = actor_named("focal_point"), user_named("caseworker").id
    codes = []
    for _number in range(count):
        case = cases.open_case(
            screening_id=None,
            search="no_name",
            region="MA-06",
            priority="P1",
            card=ADULT,
            actor=focal,
        )
        cases.assign(case, worker, focal)
        codes.append(case.code)
    return codes


def test_who_agrees_to_less_than_a_hold_tells_is_expected_there_no_more(quick_shelter):
    unit, code = quick_shelter.unit(), quick_shelter.agreed()
    quick_shelter.held(unit, code)
    less = replace(TOLD, data_groups=("profile",))
    quick_shelter.consent(code, "P3", "given", quick_shelter.house(), less)
    asked = quick_shelter.see(code, lambda case: case_queries.deletions_of(case.id))
    assert len(asked) == 1
    quick_shelter.consent(code, "P3", "given", quick_shelter.house(), TOLD)
    quick_shelter.held(unit, code)
