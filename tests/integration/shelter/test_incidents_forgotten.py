"""What a house wrote about somebody in an incident goes with them, under a key of its own."""

import pytest

from casework.db import db, unit_of_work
from casework.encryption import DataKeyMissing, data_key, destroy_data_key
from casework.retention import subjects
from casework.retention.erasing import erase
from casework.shelter import queries
from casework.shelter.domain.records import IncidentReport
from casework.shelter.models import INCIDENT_KEY, UNIT_KEY, Incident
from casework.shelter.service import incidents
from casework.shelter.service.incidents import give_own_keys
from tests.factories import actor_named

SAID = "Dispute, canariquoi."


def happened(shelter, clock, unit, refs):
    """An incident that names these stays."""

    def write():
        actor = actor_named("shelter")
        what = IncidentReport("violence", clock.now(), "Deux alias", SAID, "canariaction")
        house = queries.unit_for(actor, unit)
        return incidents.report(house, 2, what, refs, actor).reference

    return shelter.do(write)


def erase_case_of(shelter, ref):
    """Erase the case of a stay, as two people did."""

    def run():
        stay = queries.stay_for(actor_named("shelter"), ref)
        erase(subjects.subject("case", stay.case_id))

    shelter.do(run)


def incident_now(app, reference):
    with app.app_context():
        row = db.session.query(Incident).filter_by(reference=reference).one_or_none()
        found = row and (row.id, row.report.reveal().what if row.report else None)
        db.session.close()
    return found


def test_words_about_two_people_go_with_the_first_and_their_key_with_them(shelter, clock):
    unit = shelter.unit(places=2)
    one, other = shelter.admitted(unit), shelter.admitted(unit)
    reference = happened(shelter, clock, unit, [one, other])
    incident_id, said = incident_now(shelter.app, reference)
    assert said == SAID
    with shelter.app.app_context():
        blob = db.session.get(Incident, incident_id).report_blob  # as an old backup has it
        db.session.close()
    erase_case_of(shelter, one)
    assert incident_now(shelter.app, reference) == (incident_id, None)
    with shelter.app.app_context():
        with pytest.raises(DataKeyMissing):
            data_key(INCIDENT_KEY, incident_id)
        with pytest.raises(DataKeyMissing):
            Incident.report.bind(
                row_id=incident_id, owner_id=incident_id, blob=blob, owner_kind=INCIDENT_KEY
            ).reveal()
        db.session.close()


def test_an_incident_about_nobody_else_goes_altogether(quick_shelter, clock):
    unit = quick_shelter.unit()
    ref = quick_shelter.admitted(unit)
    reference = happened(quick_shelter, clock, unit, [ref])
    erase_case_of(quick_shelter, ref)
    assert incident_now(quick_shelter.app, reference) is None


def test_the_house_reads_that_it_happened_and_why_the_words_are_gone(
    quick_shelter, client_as, clock
):
    unit = quick_shelter.unit(places=2)
    one, other = quick_shelter.admitted(unit), quick_shelter.admitted(unit)
    reference = happened(quick_shelter, clock, unit, [one, other])
    erase_case_of(quick_shelter, one)
    page = client_as("shelter").get(f"/b/incident/{reference}").text
    assert "canari" not in page
    assert "a été effacé" in page
    client_as("shelter").submit(
        f"/b/incident/{reference}/close", {"follow_up": "Rien.", "authority": ""}, 409
    )


def test_what_lies_under_the_key_of_the_house_is_sealed_anew_under_its_own(shelter, clock):
    unit = shelter.unit()
    reference = happened(shelter, clock, unit, [shelter.admitted(unit)])
    with shelter.app.app_context(), unit_of_work():
        row = db.session.query(Incident).filter_by(reference=reference).one()
        told = row.report.reveal()
        row.key_kind = UNIT_KEY
        row.report = told
        destroy_data_key(INCIDENT_KEY, row.id)
    for left in (1, 0):
        with shelter.app.app_context(), unit_of_work():
            assert give_own_keys() == left
    incident_id, said = incident_now(shelter.app, reference)
    assert said == SAID
    with shelter.app.app_context():
        assert data_key(INCIDENT_KEY, incident_id)
        db.session.close()
