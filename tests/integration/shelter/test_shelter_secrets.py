"""Where a house is and who lives there stand nowhere in clear: not in the database, the trace or
the log, and not on the pages of those who need not know."""

import logging
import re

import pytest

from casework.db import db
from casework.encryption import DataKeyMissing, destroy_data_key
from casework.shelter import queries
from casework.shelter.domain.records import IncidentReport, Leaving, Words
from casework.shelter.models import Incident, Place, Room, ShelterAddress, ShelterUnit, Stay
from casework.shelter.service import houses, incidents, staying
from tests.factories import actor_named
from tests.integration.screening.test_screening_secrets import everything_on_disk
from tests.integration.shelter.conftest import ALIAS, INTAKE

WORDS = (
    ALIAS, "Canari", "canari", "Maison Zenobie", "05 22 00 00 00", "Chambre 1", "violence",
    "afraid", "women", "receipt",
)  # fmt: skip


def lived_in(shelter, clock):
    """A house in which everything was written down that can be."""
    unit = shelter.unit()
    ref = shelter.admitted(unit, arrival="Taxi, canariarrivee.", health="Asthme, canarisante.")
    shelter.step(ref, "complete_intake", INTAKE)
    shelter.stay(ref, lambda one: staying.write_care(
        one, Words("Mange bien, canaricare.", "daily"), actor_named("shelter")))  # fmt: skip

    def write():
        actor = actor_named("shelter")
        house = queries.unit_for(actor, unit)
        houses.write_log(house, "Nuit calme, canarilog.", actor)
        what = IncidentReport("violence", clock.now(), ALIAS, "canariquoi", "canariaction")
        return incidents.report(house, 3, what, [ref], actor).reference

    incident = shelter.do(write)
    return unit, ref, incident


def test_no_address_alias_or_word_stands_in_the_database_or_the_log(
    quick_shelter, sqlite_app, client_as, caplog, clock
):
    with caplog.at_level(logging.DEBUG):
        unit, ref, incident = lived_in(quick_shelter, clock)
        house = client_as("shelter")
        for path in ("/b", "/b/night", "/b/stays", f"/b/unit/{unit}/address", f"/b/stay/{ref}",
                     f"/b/stay/{ref}/care", f"/b/incident/{incident}"):  # fmt: skip
            house.get(path)
        quick_shelter.step(ref, "exit_stay", Leaving("family", "canariplan", "canaricontact"))
    content = everything_on_disk(sqlite_app)
    assert ref.encode() in content
    # the schema itself has a column of this name: how many women took part in a training session
    content = content.replace(b"women INTEGER", b"")
    assert [word for word in WORDS if word.encode() in content] == []
    assert [word for word in WORDS if word in caplog.text] == []


def test_the_columns_in_clear_are_those_that_routing_needs():
    def clear(model):
        columns = model.__table__.columns
        return {column.name for column in columns if column.info["holds"] != "special"}

    assert clear(ShelterAddress) == {"id", "unit_id"}
    assert clear(Room) == {"id", "unit_id", "number"}
    assert clear(Place) == {"id", "unit_id", "room_id", "number", "overflow", "out_reason"}
    assert clear(ShelterUnit) == {
        "id", "organisation_id", "region", "active", "rules_version", "confirmed_at",
        "confirmed_by_id", "version",
    }  # fmt: skip
    assert clear(Incident) == {
        "id", "reference", "unit_id", "organisation_id", "region", "severity", "recorded_at",
        "recorded_by_id", "heeded_at", "heeded_by_id", "closed_at", "version", "key_kind",
    }  # fmt: skip
    assert clear(Stay) == {
        "id", "reference", "case_id", "organisation_id", "unit_id", "referral_id", "region",
        "priority", "kind", "requested_by_id", "requested_at", "arrival_on", "held_until",
        "escort_id", "arrived_at", "until", "intake_at", "absent_since", "absence_told_at",
        "ended_at", "basis", "taken_back_at", "state", "version",
    }  # fmt: skip


def test_the_address_the_house_and_each_stay_have_keys_of_their_own(quick_shelter):
    unit = quick_shelter.unit(places=3)
    first, second = quick_shelter.held(unit), quick_shelter.held(unit)
    quick_shelter.stay(first, lambda one: destroy_data_key("stay", one.id))
    with pytest.raises(DataKeyMissing):
        quick_shelter.look(first, queries.resident_of)
    assert quick_shelter.look(second, queries.resident_of).alias == ALIAS
    assert quick_shelter.do(lambda: queries.address_of(unit)).lines.startswith("12, rue")


def test_whoever_has_the_case_reads_since_when_and_never_where(quick_shelter, client_as, clock):
    _unit, ref, _incident = lived_in(quick_shelter, clock)
    page = client_as("caseworker").get(f"/c/{quick_shelter.code_of(ref)}/stay").text
    for word in ("Canaridel", "Maison Zenobie", "Chambre", "canarirendezvous", "Maison Essai",
                 "05 22 00 00 00"):  # fmt: skip
        assert word not in page
    assert "16 novembre 2026" in page
    assert "23 nov. 2026" in page


def test_a_search_shows_bands_and_a_meeting_point_only(quick_shelter, client_as):
    unit = quick_shelter.unit(places=2)
    code = quick_shelter.agreed()
    browser = client_as("caseworker")
    page = browser.submit(f"/c/{code}/place", {"need": "none"}, status=200, containing="night")
    assert "canarirendezvous" in page.text
    assert str(unit) in page.text
    for word in ("Canaridel", "Maison Zenobie", "Chambre 1"):
        assert word not in page.text
    shown = re.sub(r"<[^>]+>", " ", page.text)
    assert not re.search(r"\b2 (lits|places)\b", shown)


def test_a_house_sees_nothing_of_the_case_file(quick_shelter, client_as, clock):
    _unit, ref, _incident = lived_in(quick_shelter, clock)
    house, code = client_as("shelter"), quick_shelter.code_of(ref)
    assert "canarimessage" not in house.get(f"/b/stay/{ref}").text
    for path in (f"/c/{code}", f"/c/{code}/stay", f"/c/{code}/timeline"):
        house.get(path, 403)
    client_as("other_shelter").get(f"/b/stay/{ref}", 404)


def test_a_focal_point_reads_how_grave_and_never_who(quick_shelter, client_as, clock):
    _unit, _ref, incident = lived_in(quick_shelter, clock)
    focal = client_as("focal_point")
    page = focal.get(f"/b/incident/{incident}").text
    for word in (ALIAS, "canariquoi", "canariaction", "Maison Zenobie"):
        assert word not in page
    assert incident in focal.get("/").text
    focal.submit(f"/b/incident/{incident}", {}, containing="csrf_token")
    assert "canari" not in focal.get("/b/incidents").text


def test_every_sight_of_an_address_is_written_down_with_as_whom(
    quick_shelter, client_as, sqlite_app
):
    from casework.audit.models import AuditEvent

    unit = quick_shelter.unit()
    ref = quick_shelter.held(unit)
    quick_shelter.step(ref, "name_escort", quick_shelter.actor("caseworker").user_id)
    assert "Canaridel" in client_as("shelter").get(f"/b/unit/{unit}/address").text
    assert "Canaridel" in client_as("caseworker").get(f"/b/escort/{ref}").text
    client_as("colleague_caseworker").get(f"/b/escort/{ref}", 404)
    quick_shelter.step(ref, "admit")
    client_as("caseworker").get(f"/b/escort/{ref}", 404)
    with sqlite_app.app_context():
        bodies = b" ".join(
            row.body for row in db.session.query(AuditEvent).filter_by(kind="AddressRead")
        )
        db.session.close()
    assert b"house" in bodies and b"escort" in bodies
