"""What organisations say of themselves: kept by them, reported by the field, never a place."""

from datetime import UTC, datetime

import pytest

from casework.audit.queries import Asked, journal
from casework.db import db, unit_of_work
from casework.directory.finding import Need, alternatives, service_cards
from casework.directory.models import ServiceCapacity, ServiceProfile
from tests.factories import organisation_named
from tests.personas import CASABLANCA
from tests.printed import A4, Printed

SAID = {
    "sex": "female",
    "age_from": "18",
    "age_to": "120",
    "languages": ["ary", "fr"],
    "email": "contact@maison.ma",
    "band_SHELTER": "few",
    "band_SHELTER_LT": "no",
}


def id_of(app, key):
    with app.app_context():
        return organisation_named(key).id


def said(client, app, key="shelter_house", **changed):
    path = f"/d/{id_of(app, key)}/keep"
    return client.submit(path, {**SAID, **changed}, containing="sex")


def test_an_organisation_keeps_its_own_entry_with_the_day(sqlite_app, client_as):
    said(client_as("shelter"), sqlite_app)
    page = client_as("caseworker").get(f"/d/{id_of(sqlite_app, 'shelter_house')}")
    for words in ("Femmes et filles seulement", "18 ans et plus", "peu de places", "complet",
                  "darija", "contact@maison.ma", "vérifié le"):  # fmt: skip
        assert words in page.text, words
    with sqlite_app.app_context():
        assert [one.event.code("what") for one in journal(Asked(kinds=("DirectoryEntryChanged",)))]


WEEK = {"opening": "hours", "days": ["1", "2", "3", "4", "5"], "opens": "09:00", "closes": "16:00"}


def test_what_is_open_now_is_marked_by_its_own_hours(sqlite_app, client_as, clock):
    said(client_as("shelter"), sqlite_app, **WEEK)
    pages = ("/d?region=MA-06&service=SHELTER", f"/d/{id_of(sqlite_app, 'shelter_house')}")
    for hour, words in ((10, "ouvert maintenant"), (20, "fermé maintenant")):
        clock.set(datetime(2026, 11, 17, hour, tzinfo=UTC))
        for path in pages:
            assert words in client_as("caseworker").get(path).text, (hour, path)
    page = client_as("caseworker").get(pages[1]).text
    assert "lundi, mardi, mercredi, jeudi, vendredi, de 09:00 à 16:00" in page
    said(client_as("shelter"), sqlite_app, opening="")
    assert "maintenant" not in client_as("caseworker").get(pages[1]).text


@pytest.mark.parametrize(
    "wrong", [{"days": []}, {"closes": ""}, {"closes": "09:00"}, {"opens": "9 h"}, {"days": ["8"]}]
)
def test_half_a_week_is_refused_and_kept_on_the_form(sqlite_app, client_as, wrong):
    path = f"/d/{id_of(sqlite_app, 'shelter_house')}/keep"
    typed = {**SAID, **WEEK, **wrong}
    answer = client_as("shelter").submit(path, typed, containing="sex", status=422)
    assert "Il y a un problème" in answer.text


def test_two_who_keep_the_same_entry_lose_nothing(app, client_as):
    shelter, admin = client_as("shelter"), client_as("administrator")
    said(shelter, app)
    path = f"/d/{id_of(app, 'shelter_house')}/keep"
    shown = admin.get(path).form("sex")
    said(shelter, app, band_SHELTER="yes")
    admin.post(path, shown.filled(SAID), 409)
    with app.app_context():
        kept = db.session.get(ServiceCapacity, (id_of(app, "shelter_house"), "SHELTER"))
        assert kept.band == "yes"


@pytest.mark.parametrize(
    "wrong", [{"age_from": "40", "age_to": "12"}, {"age_to": "200"}, {"sex": "x"},
              {"email": "pas une adresse"}, {"band_SHELTER": "12"}, {"languages": ["xx"]}]
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_kept_on_the_form(sqlite_app, client_as, wrong):
    path = f"/d/{id_of(sqlite_app, 'shelter_house')}/keep"
    answer = client_as("shelter").submit(path, {**SAID, **wrong}, containing="sex", status=422)
    assert "Il y a un problème" in answer.text
    with sqlite_app.app_context():
        assert db.session.query(ServiceProfile).count() == 0


def test_nobody_can_write_where_a_shelter_stands(sqlite_app, client_as):
    admin = client_as("administrator")
    path = f"/a/orgs/{id_of(sqlite_app, 'shelter_house')}"
    page = admin.get(path)
    filled = {
        "name": "Maison Essai", "name_ar": "دار التجربة", "kind": "shelter",
        "regions": [CASABLANCA], "services": ["SHELTER"],
    }  # fmt: skip
    for hours in ("12 rue des Oliviers", "حي السلام", "33.5731, -7.5898"):
        refused = admin.submit(path, {**filled, "hours": hours}, containing="hours", status=422)
        assert "où se trouve l’hébergement" in refused.text
    refused = admin.submit(
        path, {**filled, "name": "Maison, avenue des FAR"}, containing="hours", status=422
    )
    assert "où se trouve l’hébergement" in refused.text
    assert "rue des Oliviers" not in admin.get(path).text
    assert page.status == 200


def test_a_wrong_entry_is_reported_and_answered_by_keeping_it(sqlite_app, client_as):
    path = f"/d/{id_of(sqlite_app, 'shelter_house')}"
    said(client_as("shelter"), sqlite_app)
    client_as("owner_inspector").submit(f"{path}/report", {"what": "number"}, containing="what")
    assert "signalé inexact" in client_as("caseworker").get(path).text
    assert "Le numéro ne répond pas" in client_as("administrator").get("/a/directory").text
    assert "signalé inexact" in client_as("shelter").get("/").text
    said(client_as("shelter"), sqlite_app)
    assert "signalé inexact" not in client_as("caseworker").get(path).text


def test_what_was_not_verified_for_ninety_days_is_marked(sqlite_app, client_as):
    path = f"/d/{id_of(sqlite_app, 'shelter_house')}"
    said(client_as("shelter"), sqlite_app)
    assert "à vérifier" not in client_as("caseworker").get(path).text
    with sqlite_app.app_context(), unit_of_work():
        row = db.session.get(ServiceProfile, id_of(sqlite_app, "shelter_house"))
        row.verified_on = datetime(2020, 1, 1, tzinfo=UTC).date()
    assert "à vérifier" in client_as("caseworker").get(path).text


def test_the_search_narrows_by_whom_and_language(sqlite_app, client_as):
    said(client_as("shelter"), sqlite_app)
    with sqlite_app.test_request_context():
        names = lambda **need: {  # noqa: E731
            one.name for one in service_cards(CASABLANCA, Need("SHELTER", **need), "fr")
        }
        assert names() == {"Maison Essai", "Maison Autre"}
        assert names(sex="male") == {"Maison Autre"}
        assert names(child=True) == {"Maison Autre"}
        assert names(language="wo") == {"Maison Autre"}
        assert names(sex="female", child=False, language="fr") == {"Maison Essai", "Maison Autre"}


def test_alternatives_leave_out_the_full_and_those_already_asked(sqlite_app, client_as):
    said(client_as("shelter"), sqlite_app, band_SHELTER="no")
    with sqlite_app.test_request_context():
        other = organisation_named("other_house").id
        need = Need("SHELTER", "female", False)
        assert [one.name for one in alternatives(CASABLANCA, need, ())] == ["Maison Autre"]
        assert alternatives(CASABLANCA, need, (other,)) == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_card_of_a_region_prints_what_the_directory_shows(sqlite_app, client_as, language):
    said(client_as("shelter"), sqlite_app, **WEEK)
    inspector = client_as("owner_inspector")
    assert "/d/card.pdf?region=MA-06" in inspector.get("/urgent?region=MA-06").text
    answer = inspector.http.get(f"/d/card.pdf?region=MA-06&paper={language}")
    assert answer.status_code == 200
    read = Printed(answer.data)
    assert read.sizes == {A4}
    assert "0800 00 47 47" in read.text
    assert "09:00" in read.text
    assert ("Maison Essai" if language == "fr" else "دار التجربة") in read.text


def test_an_empty_search_names_the_focal_point(sqlite_app, client_as):
    page = client_as("caseworker").get(f"/d?service=GUARDIAN&region={CASABLANCA}")
    assert "Point focal de la région" in page.text
    assert "Essai Focal Point" in page.text
