"""Nothing of an employer, a note or a complainant can be read from the database, the trace or the
log; each compartment has a key of its own."""

import logging
from datetime import date

import pytest

from casework.db import db
from casework.encryption import DataKeyMissing, destroy_data_key
from casework.encryption.data_keys import DataKey
from casework.visits import service
from casework.visits.domain.labour import Complainant, HowAgreed
from casework.visits.models import EmployerRecord, LabourRecord, Visit
from tests.factories import actor_named
from tests.integration.screening.test_screening_secrets import everything_on_disk

WORDS = (
    "Canari", "canari", "CANARI", "more_than_10", "06.141", "dépôt", "Casanegra", "young_workers",
    "site_visit", "establishment",
)  # fmt: skip
SOMEBODY = Complainant("Canariplaignante", "Casanegra", date(2026, 11, 16), HowAgreed.SIGNED)


def followed(ground):
    """A visit with everything that can be written down at it, and its labour record."""
    visit = ground.noted()
    ground.person_sent(visit)
    record = ground.record(visit)
    ground.in_record(
        record,
        lambda one: service.put_complainant(
            one, SOMEBODY, actor_named("owner_inspector"), one.version
        ),
    )
    return visit, record


def test_no_employer_note_or_name_stands_in_the_database_or_the_log(
    quick_ground, sqlite_app, client_as, caplog
):
    with caplog.at_level(logging.DEBUG):
        visit, record = followed(quick_ground)
        inspector = client_as("owner_inspector")
        for path in (f"/v/{visit}", f"/l/{record}", f"/l/{record}/complainant?why=report"):
            inspector.get(path)
    content = everything_on_disk(sqlite_app)
    assert record.encode() in content
    assert [word for word in WORDS if word.encode() in content] == []
    assert [word for word in WORDS if word in caplog.text] == []


def test_the_visit_the_employer_and_the_record_have_keys_of_their_own(quick_ground):
    followed(quick_ground)
    with quick_ground.app.app_context():
        kinds = [row.owner_kind for row in db.session.query(DataKey)]
        db.session.close()
    assert {kind: kinds.count(kind) for kind in ("visit", "employer", "labour")} == {
        "visit": 1, "employer": 2, "labour": 1,
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["visit", "labour"])
def test_destroying_one_key_leaves_the_other_compartments_readable(quick_ground, kind):
    visit, record = followed(quick_ground)

    def destroy(one):
        destroy_data_key(kind, one.id)

    if kind == "visit":
        quick_ground.at(visit, destroy)
        with pytest.raises(DataKeyMissing):
            quick_ground.at(visit, lambda one: one.group.reveal())
        assert quick_ground.in_record(record, lambda one: one.content.reveal().infractions)
    else:
        quick_ground.in_record(record, destroy)
        with pytest.raises(DataKeyMissing):
            quick_ground.in_record(record, lambda one: one.content.reveal())
        assert quick_ground.at(visit, lambda one: one.group.reveal().note)


def test_the_columns_in_clear_are_those_that_routing_needs():
    def clear(model):
        columns = model.__table__.columns
        return {column.name for column in columns if column.info["holds"] != "special"}

    assert clear(EmployerRecord) == {"id", "version"}
    assert clear(Visit) == {
        "id", "reference", "author_id", "colleague_id", "organisation_id", "region", "started_at",
        "employer_id", "state", "version",
    }  # fmt: skip
    assert clear(LabourRecord) == {
        "id", "reference", "organisation_id", "handler_id", "region", "opened_on", "employer_id",
        "state", "version",
    }  # fmt: skip


def test_every_opening_of_an_employer_or_a_name_is_written_down(quick_ground, client_as):
    from casework.audit.models import AuditEvent

    visit, record = followed(quick_ground)
    inspector = client_as("owner_inspector")
    inspector.get(f"/v/{visit}")
    inspector.get(f"/l/{record}/complainant?why=conciliation")
    with quick_ground.app.app_context():
        kinds = [row.kind for row in db.session.query(AuditEvent)]
        bodies = b" ".join(row.body for row in db.session.query(AuditEvent))
        db.session.close()
    assert {"VisitRead", "EmployerRead", "LabourRecordRead"} <= set(kinds)
    assert b"conciliation" in bodies
    assert [word for word in WORDS if word.encode() in bodies] == []
