"""Reports that were received: whoever reports stays apart, and what cannot wait does not wait."""

from dataclasses import replace

import pytest

from casework.audit.models import AuditEvent
from casework.db import db
from casework.encryption.data_keys import DataKey
from casework.screening import queries, service
from casework.screening.domain.answers import Reply, Response
from casework.screening.domain.finding import Priority
from casework.screening.service.reporter import contact_of, keep_apart
from tests.factories import actor_named
from tests.integration.screening.conftest import CONTACT, REPORT, Field, given

NUMBER = "06 00 00 77 77"
NOTHING = Response(Reply.UNKNOWN)


def _keys(field: Field) -> int:
    with field.app.app_context():
        return db.session.query(DataKey).filter_by(owner_kind="reporter").count()


def _mark(field: Field, reference: str, said: Response | None) -> None:
    """Leave the page of the report with this answer."""

    def save(one):
        page = queries.instrument_of(one).section_of("reporter_contact")
        marked = {"reporter_contact": said}
        service.save_section(one, page, marked, actor_named("owner_inspector"), one.version)

    field.on(reference, save)


def test_contact_lies_under_a_key_of_its_own_and_in_no_answer(field):
    reference = field.reported()
    assert field.see(reference, contact_of) == CONTACT
    answers = field.see(reference, lambda one: one.answers.reveal())
    assert NUMBER not in str([vars_of(said) for said in answers.responses.values()])
    assert answers.responses["reporter_contact"].is_answered
    assert _keys(field) == 1


def vars_of(said: Response) -> tuple:
    return said.reply, said.options, said.number, said.text, said.note


def test_author_sees_and_changes_it_in_the_draft_and_taking_it_back_destroys_the_key(
    quick_field, client_as
):
    reference = quick_field.draft(REPORT, instrument="report_received")
    author = client_as("owner_inspector")
    assert NUMBER in author.get(f"/s/{reference}/report").text
    assert NUMBER not in author.get(f"/s/{reference}/check").text
    _mark(quick_field, reference, Response(Reply.GIVEN, text="0800 00 00 00"))
    assert quick_field.see(reference, contact_of) == "0800 00 00 00"
    assert _keys(quick_field) == 1
    _mark(quick_field, reference, NOTHING)
    assert quick_field.see(reference, contact_of) == ""
    assert _keys(quick_field) == 0


def test_draft_thrown_away_takes_it_along(quick_field):
    reference = quick_field.draft(REPORT, instrument="report_received")
    author = actor_named_in(quick_field)
    quick_field.on(reference, lambda one: service.discard(one, author, one.version))
    assert _keys(quick_field) == 0


def actor_named_in(field: Field):
    with field.app.app_context():
        return actor_named("owner_inspector")


def test_focal_point_of_the_region_opens_it_on_a_page_that_writes_it_down(quick_field, client_as):
    reference = quick_field.reported()
    focal = client_as("focal_point")
    assert NUMBER not in focal.get(f"/q/{reference}").text
    assert "canaricontact" in focal.get(f"/q/{reference}/reporter").text
    for stranger in ("focal_point_elsewhere", "other_inspector", "caseworker"):
        client_as(stranger).get(f"/q/{reference}/reporter", 404)
    for other in ("administrator", "analyst", "dpo", "shelter"):
        client_as(other).get(f"/q/{reference}/reporter", 403)
    with quick_field.app.app_context():
        reads = db.session.query(AuditEvent).filter_by(kind="ScreeningRead").all()
        assert sum(b"reporter" in bytes(row.body) for row in reads) == 1
    plain = quick_field.reported({**REPORT, "reporter_contact": NOTHING})
    focal.get(f"/q/{plain}/reporter", 404)


def test_case_file_shows_the_report_without_whoever_reported(quick_field, client_as):
    signs = {
        "known_acts": given("brought"),
        "known_held": given("papers", "wages"),
        "known_work": given("hours", "pay"),
    }
    reference = quick_field.draft({**REPORT, **signs}, instrument="report_received")
    author, focal = "owner_inspector", "focal_point"
    quick_field.on(reference, lambda one: service.send(one, actor_named(author), one.version))
    answered = service.Answered(reason="Signalement à suivre.")
    quick_field.on(
        reference, lambda one: service.confirm(one, actor_named(focal), one.version, answered)
    )
    page = client_as(focal).get(f"/q/{reference}").text
    assert "gardé à part, pour le point focal" in page
    assert NUMBER not in page


def test_correction_keeps_what_it_does_not_show(quick_field):
    reference = quick_field.reported()

    def correct(one):
        answers = one.answers.reveal()
        without = {k: v for k, v in answers.responses.items() if k != "reporter_contact"}
        keep_apart(one, replace(answers, responses=without), clear=False)

    quick_field.on(reference, correct)
    assert quick_field.see(reference, contact_of) == CONTACT


@pytest.mark.parametrize(
    ("urgency", "priority"), [("today", Priority.P1), ("week", Priority.P4), ("later", Priority.P4)]
)
def test_report_that_asks_for_help_today_is_urgent_and_others_are_not(
    quick_field, urgency, priority
):
    reference = quick_field.reported({**REPORT, "urgency": given(urgency)})
    assert quick_field.see(reference, lambda one: one.priority) == priority


def test_draft_of_a_report_that_cannot_wait_is_due_the_same_day(quick_field):
    calm = quick_field.draft(REPORT, instrument="report_received")
    hurried = quick_field.draft({**REPORT, "urgency": given("today")}, instrument="report_received")
    due = [quick_field.see(one, lambda row: row.due_at) for one in (hurried, calm)]
    assert due[0] < due[1]
    assert quick_field.see(hurried, lambda one: one.priority) == "P1"
