"""Who may be a child is lodged as one, who must not meet is parted, and nobody is lodged where the
danger is: at every place that is given, whoever gives it."""

import re
from dataclasses import replace

import pytest

from casework.cases import queries as case_queries
from casework.cases import service as cases
from casework.cases.domain.children import AgeAssessed
from casework.cases.domain.identity import PartialDate
from casework.db import db
from casework.kernel import clock as clocks
from casework.kernel.refusals import NotPermitted, StaleVersion, StepNotPossible
from casework.referrals import service as referrals
from casework.referrals.domain.refusals import BeyondAgreement
from casework.shelter import queries
from casework.shelter.domain.refusals import (
    DangerUnsaid,
    MustNotMeet,
    PlaceTaken,
    RoomUnsuited,
    TooNear,
)
from casework.shelter.queries.houses import room_of
from casework.shelter.service import guarding, holding
from casework.shelter.service.guarding import Safety
from casework.tasks.queries import open_tasks
from tests.factories import actor_named
from tests.integration.cases.conftest import AMINATA, IN_WORDS
from tests.integration.shelter.conftest import TOLD
from tests.integration.shelter.test_living_in_a_house import gone

FEW = replace(TOLD, data_groups=("profile", "needs"))


def agree_again(shelter, code, told=TOLD):
    """Whoever may speak for a child agrees that the house be told."""
    said = replace(told, guardian="Tutrice", child_view="D’accord")
    shelter.consent(code, "P3", recipient_id=shelter.house(), circumstance=said)


def doubt(shelter, code, **more):
    """The age came into doubt."""
    shelter.card(code, age_doubt=True, **more)


def accepted(shelter):
    """A request that a house accepted."""
    code, request = shelter.sent()
    shelter.referral(code, request, lambda one: referrals.accept(
        one, actor_named("shelter"), one.version))  # fmt: skip
    return code, request


def placed(shelter, code, request, **more):
    """The house places whoever was asked for; gives the reference of the stay."""
    wanted = shelter.wanted(code, **more)
    return shelter.referral(code, request, lambda one: holding.from_referral(
        one, wanted, actor_named("shelter")).reference)  # fmt: skip


def profile(shelter, ref):
    """Of which kind is the room of the stay; empty when it has none."""

    def see(stay):
        unit = queries.unit_by_id(stay.unit_id) if stay.unit_id else None
        room = room_of(queries.house_now(unit), stay) if unit else None
        return room.card.profile if room else ""

    return shelter.look(ref, see)


def room(shelter, unit):
    """The first room of a house."""
    with shelter.app.app_context():
        found = queries.house_now(queries.unit_by_id(unit)).rooms[0].id
        db.session.close()
    return found


def tasks(shelter, ref):
    """What the house has to do about a stay."""
    return {one.kind for one in shelter.look(ref, lambda stay: open_tasks("stay", stay.id))}


def say(shelter, ref, *apart, threat="", by="caseworker", version=None):
    """Whoever has the case says whom the person must not meet."""

    def act(stay):
        case = case_queries.case_by_id(stay.case_id)
        guarding.say_apart(stay, case, Safety(apart, threat), actor_named(by), version)

    shelter.stay(ref, act)


def test_who_may_be_under_18_is_lodged_as_a_child_when_a_request_is_accepted(quick_shelter):
    unit = quick_shelter.unit(places=1)
    quick_shelter.room(unit, "girls", 1)
    code, request = quick_shelter.sent()
    doubt(quick_shelter, code, age_band="18-24")
    quick_shelter.referral(code, request, lambda one: referrals.accept(
        one, actor_named("shelter"), one.version))  # fmt: skip
    ref = placed(quick_shelter, code, request, age_band="18-24")
    assert profile(quick_shelter, ref) == "girls"


def test_a_request_says_that_the_age_is_in_doubt_and_the_house_reads_it(quick_shelter, client_as):
    unit = quick_shelter.unit(places=1)
    quick_shelter.room(unit, "girls", 1)
    code = quick_shelter.informed()
    quick_shelter.consent(code, "P3", recipient_id=quick_shelter.house())
    quick_shelter.on(code, lambda case: cases.step(
        case, "help_directly", actor_named("caseworker")))  # fmt: skip
    doubt(quick_shelter, code, age_band="18-24")
    agree_again(quick_shelter, code, IN_WORDS)
    request = quick_shelter.prepared(code)

    def send(one):
        case = case_queries.case_by_id(one.case_id)
        referrals.send(one, case, actor_named("caseworker"), one.version)

    quick_shelter.referral(code, request, send)
    house = client_as("shelter")
    page = house.get(f"/r/{request}")
    assert "un enfant tant que le doute n’est pas levé" in page.text
    house.submit(f"/r/{request}", {}, containing="version")
    made = house.submit(f"/r/{request}/place", {"kind": "emergency"})
    assert "un enfant tant que le doute n’est pas levé" in house.get(made.location).text
    assert profile(quick_shelter, made.location.split("/stay/")[1][:8]) == "girls"


def test_a_search_and_a_hold_go_by_the_file_not_by_what_was_typed(quick_shelter):
    unit, code = quick_shelter.unit(places=1), quick_shelter.agreed()
    girls = quick_shelter.unit(places=1, profile="girls")
    doubt(quick_shelter, code)
    agree_again(quick_shelter, code)
    asked = quick_shelter.wanted(code, child=False)
    found = quick_shelter.see(code, lambda case: holding.offers(case, asked))
    assert [one.unit_id for one in found] == [girls]
    ref = quick_shelter.waiting(unit, code)
    with pytest.raises(RoomUnsuited):
        quick_shelter.step(ref, "reserve", room(quick_shelter, unit))


def test_no_typed_sex_nor_age_brings_anybody_among_those_who_must_live_apart(quick_shelter):
    women = quick_shelter.unit(places=2)
    quick_shelter.room(women, "girls", 2)
    man = quick_shelter.agreed()
    quick_shelter.card(man, sex="male")
    with pytest.raises(PlaceTaken):
        quick_shelter.held(women, man, sex="female")
    grown = quick_shelter.held(women, age_band="9-17", child=True)
    assert profile(quick_shelter, grown) == "women"
    assert quick_shelter.look(grown, queries.resident_of).age_band == "25-34"


def test_a_search_says_that_the_file_counts_where_it_knows(quick_shelter, client_as):
    code, said = quick_shelter.agreed(), "c’est lui qui compte"
    there = f"/c/{code}/place"
    assert client_as("caseworker").get(there).text.count(said) == 2
    quick_shelter.card(code, sex="unknown")
    assert client_as("caseworker").get(there).text.count(said) == 1


def test_what_the_file_does_not_know_stays_as_it_was_typed(quick_shelter):
    unit = quick_shelter.unit(places=2)
    quick_shelter.room(unit, "girls", 2)
    code = quick_shelter.agreed()
    quick_shelter.card(code, sex="unknown", age_band="unknown")
    ref = quick_shelter.held(unit, code, age_band="9-17", child=True)
    assert profile(quick_shelter, ref) == "girls"
    quick_shelter.card(code, languages=("fr",))
    assert quick_shelter.look(ref, queries.resident_of).child is True


def test_a_sex_that_is_known_better_asks_for_another_room(quick_shelter):
    ref = quick_shelter.admitted(quick_shelter.unit())
    quick_shelter.card(quick_shelter.code_of(ref), sex="male")
    assert quick_shelter.look(ref, queries.resident_of).sex == "male"
    assert "keep_apart" in tasks(quick_shelter, ref)


def test_a_doubt_that_comes_up_asks_for_another_room_and_a_move_meets_it(quick_shelter, client_as):
    unit = quick_shelter.unit(places=1)
    girls = quick_shelter.room(unit, "girls", 1)
    ref = quick_shelter.admitted(unit)
    code = quick_shelter.code_of(ref)
    doubt(quick_shelter, code)
    assert "keep_apart" in tasks(quick_shelter, ref)
    page = client_as("shelter").get(f"/b/stay/{ref}")
    assert "la chambre ne convient pas à son âge" in page.text
    quick_shelter.step(ref, "move", girls)
    assert "keep_apart" not in tasks(quick_shelter, ref)
    adult = AgeAssessed(case_queries.today(), "adult", "Équipe", "Aucun document", True, True)
    quick_shelter.on(code, lambda case: cases.record_age_assessed(
        case, adult, actor_named("caseworker")))  # fmt: skip
    assert "keep_apart" in tasks(quick_shelter, ref)
    assert quick_shelter.look(ref, lambda stay: queries.resident_of(stay).child) is False


def test_whoever_turns_out_to_be_a_child_when_the_identity_is_written_is_lodged_as_one(
    quick_shelter,
):
    unit = quick_shelter.unit(places=1)
    girls = quick_shelter.room(unit, "girls", 1)
    ref = quick_shelter.admitted(unit)
    quick_shelter.identity(
        quick_shelter.code_of(ref), replace(AMINATA, birth=PartialDate(2012, 4, 1))
    )
    assert quick_shelter.look(ref, lambda stay: queries.resident_of(stay).child) is True
    assert "keep_apart" in tasks(quick_shelter, ref)
    quick_shelter.step(ref, "move", girls)
    assert "keep_apart" not in tasks(quick_shelter, ref)


def test_whom_they_must_not_meet_is_said_on_the_page_at_any_time_of_a_stay(
    quick_shelter, client_as
):
    unit = quick_shelter.unit(places=4)
    first, second = quick_shelter.admitted(unit), quick_shelter.admitted(unit)
    worker = client_as("caseworker")
    code, other = quick_shelter.code_of(second), quick_shelter.code_of(first)
    there = f"/c/{code}/stay/{second}/apart"
    assert there in worker.get(f"/c/{code}/stay").text
    page = worker.submit(there, {"apart": "MA-26-0000-0"}, status=422)
    assert "codes de vos propres dossiers" in page.text
    answer = worker.submit(there, {"apart": other})
    page = worker.get(answer.location)
    assert other in page.text and "Dites" not in page.text
    assert "keep_apart" in tasks(quick_shelter, second)
    assert "ne doit pas rencontrer" in client_as("shelter").get(f"/b/stay/{second}").text
    worker.submit(there, {"apart": ""})
    assert "keep_apart" not in tasks(quick_shelter, second)


def test_what_is_answered_outside_does_not_tell_who_lives_where(quick_shelter, client_as):
    unit, far = quick_shelter.unit(places=3), quick_shelter.unit(places=3)
    near, elsewhere = quick_shelter.admitted(unit), quick_shelter.admitted(far)
    ref = quick_shelter.admitted(unit)
    code, worker, seen = quick_shelter.code_of(ref), client_as("caseworker"), []
    for other in (near, elsewhere):
        apart = quick_shelter.code_of(other)
        answer = worker.submit(f"/c/{code}/stay/{ref}/apart", {"apart": apart})
        page = worker.get(f"/c/{code}/stay")
        shown = re.sub(r"<input[^>]*csrf_token[^>]*>", "", page.text.split("<main")[1])
        seen.append((answer.location, shown.replace(apart, "")))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("state", ["requested", "reserved", "admitted", "absent"])
def test_it_can_be_said_in_every_state_of_a_stay_that_is_open(quick_shelter, state):
    unit, other = quick_shelter.unit(places=4), quick_shelter.agreed()
    made = {"requested": quick_shelter.waiting, "reserved": quick_shelter.held}
    ref = made.get(state, quick_shelter.admitted)(unit)
    if state == "absent":
        quick_shelter.step(ref, "note_absence", clocks.now())
    say(quick_shelter, ref, other)
    assert quick_shelter.look(ref, lambda stay: (stay.state, queries.resident_of(stay).apart)) == (
        state, (other,))  # fmt: skip


def test_who_left_is_not_spoken_of_any_more_and_only_whoever_has_the_case_speaks(quick_shelter):
    unit = quick_shelter.unit()
    ref = quick_shelter.admitted(unit)
    with pytest.raises(NotPermitted):
        say(quick_shelter, ref, by="shelter")
    with pytest.raises(StaleVersion):
        say(quick_shelter, ref, version=99)
    quick_shelter.step(ref, "exit_stay", gone("own_home"))
    with pytest.raises(StepNotPossible):
        say(quick_shelter, ref)


def test_a_house_is_told_no_more_than_the_person_agreed_to(quick_shelter):
    unit, other = quick_shelter.unit(), quick_shelter.agreed()
    code = quick_shelter.informed()
    quick_shelter.consent(code, "P3", recipient_id=quick_shelter.house(), circumstance=FEW)
    wanted = quick_shelter.wanted(code)
    wanted = replace(wanted, resident=replace(wanted.resident, arrival=""))
    ref = quick_shelter.on(code, lambda case: holding.hold_place(
        case, wanted, unit, actor_named("caseworker")).reference)  # fmt: skip
    with pytest.raises(BeyondAgreement):
        say(quick_shelter, ref, other)


def test_people_who_must_not_meet_are_parted_wherever_a_place_is_given(shelter):
    unit = shelter.unit(places=6)
    here = shelter.code_of(shelter.admitted(unit))
    waits = shelter.waiting(unit)
    say(shelter, waits, here)
    with pytest.raises(MustNotMeet):
        shelter.step(waits, "reserve", room(shelter, unit))
    coming = shelter.held(unit)
    say(shelter, coming, here)
    with pytest.raises(MustNotMeet):
        shelter.step(coming, "admit")
    elsewhere = shelter.unit(places=2)
    lodged = shelter.admitted(elsewhere)
    say(shelter, lodged, here)
    with pytest.raises(MustNotMeet):
        shelter.step(lodged, "move", room(shelter, unit))


def test_a_request_finds_no_room_beside_somebody_who_must_not_be_met(quick_shelter):
    unit = quick_shelter.unit(places=3)
    here = quick_shelter.admitted(unit)
    code, request = accepted(quick_shelter)
    say(quick_shelter, here, code)
    assert profile(quick_shelter, placed(quick_shelter, code, request)) == ""


def test_what_was_said_on_the_waiting_list_counts_when_a_request_is_accepted(quick_shelter):
    unit = quick_shelter.unit(places=3)
    here = quick_shelter.code_of(quick_shelter.admitted(unit))
    code, request = accepted(quick_shelter)
    say(quick_shelter, quick_shelter.waiting(unit, code), here, threat="MA-09")
    ref = placed(quick_shelter, code, request)
    told = quick_shelter.look(ref, queries.resident_of)
    assert (told.apart, told.threat) == ((here,), "MA-09")
    assert profile(quick_shelter, ref) == "", "a house where nobody need be avoided is looked for"


def test_no_house_gives_a_place_where_the_danger_is(quick_shelter):
    here, far = quick_shelter.unit(places=3), quick_shelter.unit(places=3, region="MA-09")
    waits, coming = quick_shelter.waiting(here), quick_shelter.held(here)
    lodged = quick_shelter.admitted(far)
    for ref in (waits, coming, lodged):
        quick_shelter.risk(quick_shelter.code_of(ref), 3)
    with pytest.raises(DangerUnsaid):
        quick_shelter.step(waits, "reserve", room(quick_shelter, here))
    with pytest.raises(DangerUnsaid):
        quick_shelter.step(lodged, "move", room(quick_shelter, here))
    for ref in (waits, coming, lodged):
        say(quick_shelter, ref, threat="MA-06")
    for ref, step, more in (
        (waits, "reserve", (room(quick_shelter, here),)),
        (coming, "admit", ()),
        (lodged, "move", (room(quick_shelter, here),)),
    ):
        with pytest.raises(TooNear):
            quick_shelter.step(ref, step, *more)
    say(quick_shelter, waits, threat="unknown")
    quick_shelter.step(waits, "reserve", room(quick_shelter, here))
    say(quick_shelter, coming, threat="MA-09")
    quick_shelter.step(coming, "admit")
    assert profile(quick_shelter, coming) == "women"


def test_a_request_under_high_risk_waits_until_the_danger_is_named(quick_shelter, client_as):
    here = quick_shelter.unit(places=3)
    code, request = accepted(quick_shelter)
    quick_shelter.risk(code, 3)
    ref = placed(quick_shelter, code, request)
    assert profile(quick_shelter, ref) == ""
    worker = client_as("caseworker")
    assert "dites de quelle région vient le danger" in worker.get(f"/c/{code}/stay").text
    there = f"/c/{code}/stay/{ref}/apart"
    worker.submit(there, {"apart": "", "threat": ""}, status=422)
    worker.submit(there, {"apart": "", "threat": "MA-06"})
    house = client_as("shelter")
    assert str(room(quick_shelter, here)) not in house.get(f"/b/stay/{ref}/reserve").text
    far = quick_shelter.unit(places=1, region="MA-09")
    house.submit(f"/b/stay/{ref}/reserve", {"room": str(room(quick_shelter, far))})
    assert profile(quick_shelter, ref) == "women"


def test_a_request_is_not_lodged_where_the_danger_was_said_to_be(quick_shelter):
    here = quick_shelter.unit(places=3)
    far = quick_shelter.unit(places=1, region="MA-09")
    code, request = accepted(quick_shelter)
    quick_shelter.risk(code, 3)
    ref = placed(quick_shelter, code, request, threat="MA-06")
    assert quick_shelter.look(ref, lambda stay: stay.unit_id) == far
    assert quick_shelter.free(here) == 3


def test_whoever_has_the_case_reads_that_the_danger_is_where_the_person_lives(
    quick_shelter, client_as
):
    ref = quick_shelter.admitted(quick_shelter.unit())
    code = quick_shelter.code_of(ref)
    quick_shelter.risk(code, 3)
    say(quick_shelter, ref, threat="MA-06")
    worker = client_as("caseworker")
    assert "Le danger vient de la région de cette maison" in worker.get(f"/c/{code}/stay").text
