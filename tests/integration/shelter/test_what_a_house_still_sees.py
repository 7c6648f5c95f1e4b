"""What a house sees of somebody rests on their agreement; where they live, on their safety."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases import queries as case_queries
from casework.cases import service as cases
from casework.shelter.domain.records import Leaving
from casework.shelter.service import holding, staying
from tests.factories import actor_named
from tests.integration.shelter.conftest import ALIAS, TOLD

OVER_A_YEAR = timedelta(days=370)
LEFT = Leaving("family", "Chez sa sœur.", "Par le bureau, le matin.")
CLOSED_TO_IT = ("", "/care", "/costs", "/release")
STAYS_TOLD = "Ce que la maison où vit la personne garde pour l’instant"


def take_back(shelter, code, purpose="P2"):
    question = (purpose, shelter.house() if purpose == "P3" else None)
    shelter.on(
        code, lambda case: cases.withdraw_consent(case, question, TOLD, actor_named("caseworker"))
    )


def deletions(shelter, code):
    return shelter.see(code, lambda case: [
        (one.organisation_id, one.shared_as, one.answer)
        for one in case_queries.deletions_of(case.id)])  # fmt: skip


def sees_nothing(house, ref):
    for page in CLOSED_TO_IT:
        house.get(f"/b/stay/{ref}{page}", 404)
    for page in ("/", "/b", "/b/waiting", "/b/stays", "/b/stays?ended=1", "/b/night", "/t"):
        shown = house.get(page).text
        assert ref not in shown and ALIAS not in shown, page


def test_who_waits_is_not_shown_once_the_agreement_is_over_though_no_job_ran(
    quick_shelter, client_as, clock
):
    unit = quick_shelter.unit()
    ref = quick_shelter.waiting(unit)
    code = quick_shelter.code_of(ref)
    assert ref in client_as("shelter").get("/b/waiting").text
    clock.advance(OVER_A_YEAR)
    sees_nothing(client_as("shelter"), ref)
    assert quick_shelter.look(ref, lambda stay: stay.state) == "requested"
    assert quick_shelter.do(holding.expire_due) == 1
    assert quick_shelter.look(ref, lambda stay: stay.state) == "cancelled"
    assert quick_shelter.do(holding.expire_due) == 0
    assert deletions(quick_shelter, code) == []


def test_a_place_held_beyond_the_agreement_is_free_from_that_day_on(shelter, client_as, clock):
    unit = shelter.unit(places=1)
    ref = shelter.held(unit)
    shelter.stay(ref, lambda stay: setattr(stay, "held_until", clock.now() + 2 * OVER_A_YEAR))
    clock.advance(OVER_A_YEAR)
    assert shelter.free(unit) == 1
    sees_nothing(client_as("shelter"), ref)
    code = shelter.code_of(ref)
    for purpose, house in (("P2", None), ("P3", shelter.house("other_house"))):
        shelter.consent(code, purpose, "given", house, TOLD)
    shelter.held(shelter.unit(by="other_shelter"), code)
    other = shelter.held(unit)
    assert shelter.look(ref, lambda stay: stay.state) == "cancelled"
    assert shelter.look(other, lambda stay: stay.state) == "reserved"


def test_an_emergency_is_shown_to_the_house_until_the_person_answers(
    quick_shelter, client_as, clock
):
    unit, code = quick_shelter.unit(), quick_shelter.informed()
    wanted = quick_shelter.wanted(code)
    ref = quick_shelter.on(code, lambda case: holding.wait_for_place(
        case, wanted, unit, actor_named("caseworker"), "Nuit dehors.").reference)  # fmt: skip
    clock.advance(timedelta(hours=1))
    client_as("shelter").get(f"/b/stay/{ref}")
    quick_shelter.consent(code, "P3", "refused", quick_shelter.house())
    sees_nothing(client_as("shelter"), ref)
    assert deletions(quick_shelter, code) == [(quick_shelter.house(), ref, None)]


@pytest.mark.parametrize("purpose", ["P2", "P3"])
def test_a_house_that_the_person_left_is_listed_cut_and_asked_to_delete(
    quick_shelter, client_as, purpose
):
    ref = quick_shelter.admitted(quick_shelter.unit())
    code, house = quick_shelter.code_of(ref), client_as("shelter")
    quick_shelter.step(ref, "exit_stay", LEFT)
    assert ALIAS in house.get(f"/b/stay/{ref}").text
    to = f"&recipient={quick_shelter.house()}" if purpose == "P3" else ""
    page = client_as("caseworker").get(f"/c/{code}/consent/withdraw?purpose={purpose}{to}").text
    assert ref in page.split("Ce qui a été partagé avant")[0]
    take_back(quick_shelter, code, purpose)
    sees_nothing(house, ref)
    assert deletions(quick_shelter, code) == [(quick_shelter.house(), ref, None)]


def test_a_stay_that_never_came_about_is_listed_and_asked_to_be_deleted_too(quick_shelter):
    ref = quick_shelter.held(quick_shelter.unit())
    code = quick_shelter.code_of(ref)
    quick_shelter.step(ref, "release", "full")
    before = quick_shelter.see(code, lambda case: [
        one.reference for one in cases.shared_before(case, ("P2", None))])  # fmt: skip
    take_back(quick_shelter, code)
    assert before == [ref]
    assert [one[1] for one in deletions(quick_shelter, code)] == [ref]


@pytest.mark.parametrize("purpose", ["P2", "P3"])
def test_where_the_person_lives_the_house_keeps_what_it_needs_and_deletes_it_when_they_leave(
    quick_shelter, client_as, purpose
):
    ref = quick_shelter.admitted(quick_shelter.unit())
    code, house, worker = quick_shelter.code_of(ref), client_as("shelter"), client_as("caseworker")
    to = f"&recipient={quick_shelter.house()}" if purpose == "P3" else ""
    page = worker.get(f"/c/{code}/consent/withdraw?purpose={purpose}{to}").text
    assert STAYS_TOLD in page and ref in page and "Ce qui a été partagé avant" not in page
    assert "Aucun organisme ne voit rien" not in page
    said = "pour que votre maison soit informée n’est plus en vigueur"
    assert said not in house.get(f"/b/stay/{ref}").text
    take_back(quick_shelter, code, purpose)
    assert said in house.get(f"/b/stay/{ref}").text
    assert STAYS_TOLD in worker.get(f"/c/{code}/consent").text
    assert deletions(quick_shelter, code) == []
    quick_shelter.step(ref, "exit_stay", LEFT)
    sees_nothing(house, ref)
    assert STAYS_TOLD not in worker.get(f"/c/{code}/consent").text
    assert deletions(quick_shelter, code) == [(quick_shelter.house(), ref, None)]
    asked = quick_shelter.see(code, lambda case: case_queries.deletions_of(case.id)[0].reference)
    house.submit(f"/w/{asked}", {"answer": "deleted"})
    assert deletions(quick_shelter, code) == [(quick_shelter.house(), ref, "deleted")]


def test_where_the_agreement_is_over_the_house_reads_why_it_still_sees_who_lives_there(
    quick_shelter, client_as, clock
):
    ref = quick_shelter.admitted(quick_shelter.unit())
    clock.advance(OVER_A_YEAR)
    assert "n’est plus en vigueur" in client_as("shelter").get(f"/b/stay/{ref}").text
    code, worker = quick_shelter.code_of(ref), client_as("caseworker")
    assert STAYS_TOLD in worker.get(f"/c/{code}/consent").text
    quick_shelter.step(ref, "exit_stay", LEFT)
    sees_nothing(client_as("shelter"), ref)
    assert [one[1] for one in deletions(quick_shelter, code)] == [ref]


def test_who_goes_away_for_good_after_a_withdrawal_is_forgotten_by_the_house_too(
    quick_shelter, clock
):
    ref = quick_shelter.admitted(quick_shelter.unit())
    code = quick_shelter.code_of(ref)
    take_back(quick_shelter, code)
    quick_shelter.step(ref, "note_absence", clock.now())
    clock.advance(timedelta(hours=73))
    quick_shelter.do(staying.watch_absences)
    assert [one[1] for one in deletions(quick_shelter, code)] == [ref]


def test_who_agrees_to_less_is_seen_no_more_by_the_house_they_left(quick_shelter, client_as):
    ref = quick_shelter.admitted(quick_shelter.unit())
    code = quick_shelter.code_of(ref)
    quick_shelter.step(ref, "exit_stay", LEFT)
    less = replace(TOLD, data_groups=("profile",))
    quick_shelter.consent(code, "P3", "given", quick_shelter.house(), less)
    sees_nothing(client_as("shelter"), ref)
    assert [one[1] for one in deletions(quick_shelter, code)] == [ref]


def test_a_stay_that_ended_under_a_yes_is_seen_as_long_as_the_yes_lasts(
    quick_shelter, client_as, clock
):
    ref = quick_shelter.admitted(quick_shelter.unit())
    quick_shelter.step(ref, "exit_stay", LEFT)
    assert deletions(quick_shelter, quick_shelter.code_of(ref)) == []
    assert ref in client_as("shelter").get("/b/stays?ended=1").text
    clock.advance(OVER_A_YEAR)
    sees_nothing(client_as("shelter"), ref)
