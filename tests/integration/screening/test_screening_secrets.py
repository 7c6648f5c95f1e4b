"""Nothing of an interview can be read from the database, whatever became of the screening."""

import pytest

from casework.db import db
from casework.encryption import DataKeyMissing, destroy_data_key
from tests.integration.screening.conftest import NOTE, VIEW

WORDS = (
    NOTE, VIEW, "canari", "untrue_work", "more_than_10", "unpaid", "forced_labour", "darija",
    "yes_observed", "female", "25-34", "CD01", "ary",
)  # fmt: skip


def everything_on_disk(app):
    home = app.extensions["settings"].home
    files = [path for path in home.rglob("*.sqlite*") if path.is_file()]
    assert files
    return b"".join(path.read_bytes() for path in files)


@pytest.mark.parametrize("state", ["draft", "sent", "lowering", "triaged"])
def test_no_answer_note_or_reason_stands_in_the_database(quick_field, sqlite_app, state):
    getattr(quick_field, state)()
    content = everything_on_disk(sqlite_app)
    assert b"screening" in content
    found = [word for word in WORDS if word.encode() in content and word != "ary"]
    assert found == []


def test_the_columns_in_clear_are_those_that_routing_needs():
    from casework.screening.models import BandChange, Screening, ScreeningRevision

    def clear(model):
        columns = model.__table__.columns
        return {column.name for column in columns if column.info["holds"] != "special"}

    assert clear(Screening) == {
        "id", "reference", "author_id", "organisation_id", "region", "state", "version",
        "priority", "instrument_id", "instrument_version", "instrument_hash", "started_at",
        "saved_at", "sent_at", "answered_at", "due_at", "triaged_at", "triaged_by_id", "case_id",
        "visit_id", "seen_again_id",
    }  # fmt: skip
    assert clear(BandChange) == {
        "id", "screening_id", "direction", "requested_by_id", "requested_at", "decided_by_id",
        "decided_at", "decision",
    }  # fmt: skip
    assert clear(ScreeningRevision) == {
        "id", "screening_id", "author_id", "number", "version", "standing", "begun_at", "sent_at",
        "read_at", "read_by_id",
    }  # fmt: skip


def test_without_its_key_a_screening_says_nothing_more(quick_field):
    reference = quick_field.triaged()
    quick_field.on(reference, lambda one: destroy_data_key("screening", one.id))
    with pytest.raises(DataKeyMissing):
        quick_field.see(reference, lambda one: one.answers.reveal())


def test_the_answers_of_one_screening_do_not_open_in_another(quick_field):
    first, second = quick_field.sent(), quick_field.sent()
    blob = quick_field.see(first, lambda one: one.answers_blob)

    def moved(one):
        one.answers_blob = blob
        with pytest.raises(Exception, match="SealBroken"):
            one.answers.reveal()
        db.session.rollback()

    quick_field.on(second, moved)
