import re
from datetime import date
from functools import partial
from uuid import UUID

import pytest
from flask import Flask

from casework.audit.queries import Asked, journal
from casework.db import db, unit_of_work
from casework.directory import service
from casework.directory.domain import ContactKind
from casework.directory.finding import Need, service_cards
from casework.directory.models import Contact
from casework.directory.service import seed_contacts
from tests.at_once import at_once
from tests.client import SanadClient
from tests.factories import actor_named, organisation_named
from tests.personas import CASABLANCA, SOUSS

FIELD = ("owner_inspector", "focal_point", "caseworker", "shelter", "provider")
NEW_NUMBER = {
    "kind": "CHILD_LINE",
    "number": "2511",
    "source": "Avis officiel",
    "effective_from-day": "1",
    "effective_from-month": "1",
    "effective_from-year": "2026",
}


def number(kind: str) -> Contact:
    return db.session.query(Contact).filter_by(kind=kind, withdrawn_on=None).one()


def id_of(app: Flask, kind: str) -> UUID:
    with app.app_context():
        return number(kind).id


def numbers_on(client: SanadClient, path: str) -> list[str]:
    return re.findall(r'href="tel:([^"]+)"', client.get(path).text)


def test_the_urgent_page_dials_the_numbers_of_the_country(app: Flask, client_as) -> None:
    dialled = numbers_on(client_as("owner_inspector"), "/urgent")
    assert dialled == ["19", "177", "15", "141", "0800004747"]


@pytest.mark.parametrize("persona", FIELD)
def test_whoever_meets_people_can_open_the_urgent_page(sqlite_app, client_as, persona) -> None:
    page = client_as(persona).get("/urgent")
    assert "Danger immédiat" in page.text
    assert "pas encore vérifié" in page.text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_pages_speak_the_language_of_the_reader(sqlite_app, client_as, language) -> None:
    for path in ("/urgent", "/d", "/d?service=SHELTER"):
        page = client_as("caseworker", language).get(path)
        assert f'<html lang="{language}"' in page.text


def test_the_directory_shows_who_offers_a_service_in_a_region(app: Flask, client_as) -> None:
    client = client_as("caseworker")
    with app.app_context():
        house, other = organisation_named("shelter_house"), organisation_named("other_house")
        here, elsewhere = house.name, other.name
    found = client.get(f"/d?service=SHELTER&region={CASABLANCA}").text
    assert here in found
    assert elsewhere in found
    only = client.get(f"/d?service=SHELTER&region={SOUSS}").text
    assert here not in only
    assert elsewhere in only


def test_an_empty_search_says_where_the_service_is_found(app: Flask, client_as) -> None:
    page = client_as("caseworker").get(f"/d?service=MED_EMERG&region={SOUSS}")
    assert "Aucun organisme ne propose ce service ici." in page.text
    assert f"region={CASABLANCA}" in page.text


@pytest.mark.parametrize(
    "asked", ["?region=MA-99&service=XX", "?region=<b>", "?service=%00", "?region=" + "x" * 5000]
)
def test_a_search_that_makes_no_sense_opens_on_the_own_region(sqlite_app, client_as, asked) -> None:
    page = client_as("caseworker").get(f"/d{asked}")
    assert "Casablanca-Settat" in page.text
    assert "<b>" not in page.text.partition("<main")[2].partition("</main>")[0]


def test_a_shelter_is_shown_without_any_address(app: Flask) -> None:
    with app.app_context():
        (card,) = [
            one
            for one in service_cards(CASABLANCA, Need("SHELTER_LT"), "fr")
            if one.name == organisation_named("shelter_house").name
        ]
    assert card.shelter
    assert not {field for field in card.__dataclass_fields__ if "address" in field}


def test_an_administrator_can_publish_a_number_from_its_first_day_on(app: Flask, client_as) -> None:
    admin, field = client_as("administrator"), client_as("owner_inspector")
    admin.submit("/a/contacts/new", NEW_NUMBER, containing="kind")
    admin.submit(
        "/a/contacts/new",
        {**NEW_NUMBER, "number": "0537 00 00 00", "effective_from-year": "2027"},
        containing="kind",
    )
    dialled = numbers_on(field, "/urgent")
    assert "2511" in dialled
    assert "0537000000" not in dialled  # in service from next year


def test_a_number_of_another_region_is_not_shown(app: Flask, client_as) -> None:
    client_as("administrator").submit(
        "/a/contacts/new", {**NEW_NUMBER, "region": SOUSS}, containing="kind"
    )
    field = client_as("owner_inspector")
    assert "2511" not in numbers_on(field, "/urgent")
    assert "2511" in numbers_on(field, f"/urgent?region={SOUSS}")


def test_a_changed_number_has_to_be_verified_again(app: Flask, client_as) -> None:
    admin, path = client_as("administrator"), f"/a/contacts/{id_of(app, 'POLICE')}"
    (verify,) = [form for form in admin.get("/a/contacts").forms() if form.action.startswith(path)]
    admin.post(verify.action, verify.fields)
    with app.app_context():
        assert number("POLICE").verified_on == date(2026, 11, 16)
    admin.submit(path, {"source": "Lettre de novembre"}, containing="source")
    with app.app_context():
        assert number("POLICE").verified_on == date(2026, 11, 16)
    admin.submit(path, {"number": "190"}, containing="number")
    with app.app_context():
        assert number("POLICE").verified_on is None


def test_two_administrators_at_one_number_do_not_overwrite_each_other(
    app: Flask, client_as
) -> None:
    admin, path = client_as("administrator"), f"/a/contacts/{id_of(app, 'POLICE')}"
    form = admin.get(path).form("number")
    admin.submit(path, {"number": "191"}, containing="number")
    page = admin.post(path, form.filled({"number": "192"}), 409)
    assert "192" in page.text  # what was typed is kept
    with app.app_context():
        assert number("POLICE").number == "191"


def test_two_administrators_who_save_one_number_at_the_same_moment_are_told_apart(
    app: Flask, monkeypatch
) -> None:
    """Both read the page at the same version: one saves, the other is told, nothing is lost."""
    with app.app_context():
        shown = number("POLICE").version

    def change(to: str) -> None:
        with unit_of_work():
            row = number("POLICE")
            profile = service.ContactProfile(
                ContactKind.POLICE, to, "Essai", row.effective_from, row.name, row.region
            )
            service.change_contact(row, profile, shown, actor_named("administrator"))

    acts = [partial(change, "191"), partial(change, "192")]
    assert at_once(app, monkeypatch, acts, service, "_filled") == ["StaleVersion", "done"]
    with app.app_context():
        row = number("POLICE")
        assert row.version == shown + 1
        assert row.number in ("191", "192")


def test_a_number_reported_from_the_field_is_marked_for_the_administrator(
    app: Flask, client_as
) -> None:
    path = f"/d/contacts/{id_of(app, 'SAMU')}/report"
    client_as("caseworker").submit(path, {}, containing="idempotency_key")
    assert "ne répond pas" in client_as("administrator").get("/a/contacts").text
    with app.app_context():
        said = [line.event.code("what") for line in journal(Asked(kinds=("ContactChanged",)))]
    assert said == ["reported"]


def test_a_withdrawn_number_is_shown_no_more_and_kept(app: Flask, client_as) -> None:
    admin, path = client_as("administrator"), f"/a/contacts/{id_of(app, 'SAMU')}"
    admin.submit(f"{path}/withdraw", {}, containing="idempotency_key")
    assert "141" not in numbers_on(client_as("caseworker"), "/urgent")
    admin.get(path, 404)
    with app.app_context():
        assert db.session.query(Contact).filter_by(kind="SAMU").one().withdrawn_on is not None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "CONSULATE"}, "kind"),
        ({"number": ""}, "number"),
        ({"number": "abc"}, "number"),
        ({"number": "0" * 1_000_000}, "number"),
        ({"number": "05\u202e37"}, None),
        ({"source": ""}, "source"),
        ({"source": "\x00\x01"}, "source"),
        ({"region": "MA-99"}, "region"),
        ({"effective_from-day": "32"}, "effective_from"),
        ({"kind": "OTHER"}, "name"),
        ({"name": "<script>alert(1)</script>"}, None),
    ],
)
def test_a_number_without_sense_is_refused_beside_its_field(
    sqlite_app: Flask, client_as, change, field
) -> None:
    admin = client_as("administrator")
    page = admin.submit(
        "/a/contacts/new", {**NEW_NUMBER, **change}, 422 if field else 303, containing="kind"
    )
    if field:
        assert f'id="{field}-error"' in page.text
        with sqlite_app.app_context():
            assert db.session.query(Contact).filter_by(kind="CHILD_LINE").count() == 0
    else:
        assert "<script>alert" not in admin.get("/a/contacts").text


def test_seeding_again_adds_nothing(app: Flask) -> None:
    with app.app_context(), unit_of_work():
        assert seed_contacts() == 0
