"""A visit from its beginning to its end, in the browser's requests, on both stores."""

import re

import pytest

from casework.screening.domain.instrument import Instrument
from tests.integration.visits.conftest import EMPLOYER

NEW = {
    "place": "establishment",
    "setting": "site_visit",
    "sector": "F",
    "province": "06.141",
    "day-day": "16",
    "day-month": "11",
    "day-year": "2026",
    "hour": "8",
}


def begun(browser, **typed):
    """Begin a visit through its page; gives its address."""
    return browser.submit("/v/new", {**NEW, **typed}).location.partition("?")[0]


def test_an_inspector_meets_five_people_with_what_was_noted_once(app, client_as):
    inspector = client_as("owner_inspector")
    visit = begun(inspector)
    inspector.submit(f"{visit}/facts", {"fact-papers": "kept", "workers": "14"})
    inspector.submit(f"{visit}/employer", {"name": EMPLOYER.name})
    for _person in range(5):
        form = inspector.get(visit).form("idempotency_key")
        draft = inspector.post(f"{visit}/person", form.fields).location
        assert re.fullmatch(r"/s/F-\w{6}", draft)
    page = inspector.get(visit)
    assert page.text.count('href="/s/F-') == 5
    assert EMPLOYER.name in page.text


def test_what_was_noted_for_all_stands_in_each_screening_and_can_be_changed(app, client_as, ground):
    visit = ground.noted()
    first, second = ground.person(visit), ground.person(visit)
    inspector = client_as("owner_inspector")
    page = inspector.get(f"/s/{first}/work")
    assert "Noté pour tout le lieu" in page.text
    form = page.form("a-hours")
    assert form.fields["a-hours"] == ["more_than_10"]
    assert form.fields["how-hours"] == ["observed"]
    inspector.post(f"/s/{first}/work", form.filled({"a-hours": "up_to_8", "how-hours": "stated"}))
    hours = {
        reference: ground.see(reference, lambda one: one.answers.reveal().responses["hours"])
        for reference in (first, second)
    }
    assert hours[first].options == ("up_to_8",)
    assert hours[second].options == ("more_than_10",)
    held = ground.see(first, lambda one: one.answers.reveal())
    assert not held.is_noted_for_all("hours")
    assert held.is_noted_for_all("hazardous")


def test_the_setting_and_the_sector_of_the_visit_are_in_each_screening(ground):
    reference = ground.person(ground.visit(sector="A"))
    responses = ground.see(reference, lambda one: one.answers.reveal().responses)
    assert responses["setting"].options == ("workplace",)
    assert responses["sector"].options == ("A",)


@pytest.mark.parametrize(
    "typed", [{"place": "household"}, {"sector": "domestic_work"}], ids=["household", "domestic"]
)
def test_a_private_home_is_refused_in_words_with_the_way_out(sqlite_app, client_as, typed):
    page = client_as("owner_inspector").submit("/v/new", {**NEW, **typed}, status=422)
    assert "Un domicile privé n’est pas un établissement" in page.text
    assert "au bureau" in page.text
    assert 'value="06.141" selected' in page.text, "nothing that was typed is lost"


def test_a_household_is_met_at_the_office_by_summons(sqlite_app, client_as):
    typed = {"place": "household", "sector": "domestic_work", "setting": "summons"}
    assert begun(client_as("owner_inspector"), **typed).startswith("/v/V-")


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"hour": "23"}, 422),
        ({"hour": "vingt"}, 422),
        ({"day-year": "2031"}, 422),
        ({"province": "09.001"}, 422),
        ({"sector": "<script>"}, 422),
        ({"colleague": "11111111-1111-4111-8111-111111111111"}, 422),
        ({"place": ""}, 422),
    ],
)
def test_what_cannot_be_a_visit_is_refused_beside_its_field(sqlite_app, client_as, typed, status):
    page = client_as("owner_inspector").submit("/v/new", {**NEW, **typed}, status=status)
    assert 'class="err"' in page.text


def test_a_note_that_names_somebody_comes_back_once_and_is_kept_when_sent_again(
    quick_ground, client_as
):
    visit, inspector = quick_ground.visit(), client_as("owner_inspector")
    typed = {"note": "Il s'appelle Canariomar, canarinom.", "workers": "3"}
    page = inspector.submit(f"/v/{visit}/facts", typed, status=422)
    assert "semble contenir un nom" in page.text
    assert "canarinom" in page.text
    inspector.post(f"/v/{visit}/facts", page.form("note").filled({}))
    assert "canarinom" in quick_ground.at(visit, lambda one: one.group.reveal().note)


@pytest.mark.parametrize(
    "note", ["ملاحظة \u202eعكس", "x" * 281, "a\x00b"], ids=["bidi", "long", "control"]
)
def test_hostile_notes_are_cleaned_or_refused(quick_ground, client_as, note):
    visit = quick_ground.visit()
    status = 303 if "\u202e" in note else 422
    client_as("owner_inspector", "ar").submit(f"/v/{visit}/facts", {"note": note}, status=status)
    kept = quick_ground.at(visit, lambda one: one.group.reveal().note)
    assert "\u202e" not in kept


def test_a_stale_page_changes_nothing_and_loses_nothing(quick_ground, client_as):
    visit, inspector = quick_ground.visit(), client_as("owner_inspector")
    old = inspector.get(f"/v/{visit}/facts").form("note")
    inspector.submit(f"/v/{visit}/facts", {"note": "La première."})
    page = inspector.post(f"/v/{visit}/facts", old.filled({"note": "La seconde."}), status=409)
    assert "La seconde." in page.text
    assert quick_ground.at(visit, lambda one: one.group.reveal().note) == "La première."


def test_the_button_pressed_twice_begins_one_screening(quick_ground, client_as):
    visit, inspector = quick_ground.visit(), client_as("owner_inspector")
    form = inspector.get(f"/v/{visit}").form("idempotency_key")
    both = [inspector.post(f"/v/{visit}/person", form.fields).location for _twice in range(2)]
    assert both[0] == both[1]
    assert inspector.get(f"/v/{visit}").text.count('href="/s/F-') == 1


def test_nobody_is_added_to_a_closed_visit_until_it_is_opened_again(ground, client_as):
    visit, inspector = ground.visit(), client_as("owner_inspector")
    form = inspector.get(f"/v/{visit}").form("idempotency_key")
    inspector.submit(f"/v/{visit}/close", {})
    page = inspector.post(f"/v/{visit}/person", form.fields, status=409)
    assert "Cette visite est close" in page.text
    inspector.submit(f"/v/{visit}/reopen", {"reason": ""}, status=422)
    inspector.submit(f"/v/{visit}/reopen", {"reason": "Une équipe de nuit est arrivée."})
    inspector.post(
        f"/v/{visit}/person", inspector.get(f"/v/{visit}").form("idempotency_key").fields
    )


def test_another_questionnaire_can_be_chosen_for_the_next_person(quick_ground, client_as):
    visit, inspector = quick_ground.visit(), client_as("owner_inspector")
    inspector.submit(f"/v/{visit}/person", {"instrument": "labour_inspection"})
    inspector.submit(f"/v/{visit}/person", {"instrument": "nothing_like_it"}, status=422)


@pytest.mark.parametrize("instrument", ["prescreen", "observation"])
def test_a_visit_also_offers_the_forms_for_when_time_or_words_are_missing(
    quick_ground, client_as, instrument
):
    visit, inspector = quick_ground.visit(), client_as("owner_inspector")
    assert f'href="/v/{visit}/person"' in inspector.get(f"/v/{visit}").text
    inspector.submit(f"/v/{visit}/person", {"instrument": instrument})
    assert "/s/F-" in inspector.get(f"/v/{visit}").text
    inspector.submit(f"/v/{visit}/person", {"instrument": "report_received"}, status=422)


def test_nobody_is_met_by_a_form_that_the_language_of_the_page_lacks(
    quick_ground, client_as, monkeypatch
):
    monkeypatch.setattr(Instrument, "languages", property(lambda _one: ("fr",)))
    visit, inspector = quick_ground.visit(), client_as("owner_inspector", "en")
    page = inspector.submit(f"/v/{visit}/person", {}, status=422)
    assert "not yet complete in the language of the page" in page.text
    client_as("owner_inspector").submit(f"/v/{visit}/person", {})


def test_the_home_page_shows_open_visits_with_how_many_were_met(quick_ground, client_as):
    visit = quick_ground.visit()
    quick_ground.person(visit)
    assert visit in (page := client_as("owner_inspector").get("/")).text
    assert "1 personne rencontrée" in page.text
