"""A case that was closed long ago is kept and not used: it opens again only with a reason."""

from datetime import timedelta

from sqlalchemy import select

from casework.audit.queries import events_of
from casework.cases.models import RestrictedOpening
from casework.cases.service.restriction import TOPIC
from casework.db import db
from casework.jobs.models import OutboxMessage
from tests.factories import user_named
from tests.integration.retention.conftest import Archive

YEAR = timedelta(days=365)
DAY = timedelta(days=1)


def closed(app, clock, ago):
    archive = Archive(app)
    code = archive.closed()
    clock.advance(ago)
    return archive, code


def opened(worker, code):
    worker.submit(f"/c/{code}/restricted", {"reason": "person_back"}, containing="reason")


def test_whoever_had_it_uses_a_closed_file_for_a_year_and_then_no_more(app, clock, client_as):
    _archive, code = closed(app, clock, YEAR - DAY)
    worker = client_as("caseworker")
    assert code in worker.get("/c?state=S16").text
    worker.get(f"/c/{code}/timeline")
    clock.advance(DAY)
    worker = client_as("caseworker")
    assert code not in worker.get("/c?state=S16").text
    page = worker.get(f"/c/{code}").text
    assert "Il est limité" in page
    assert "canaricloture" not in page
    for part in ("timeline", "risk", "records", "identity", "documents"):
        worker.get(f"/c/{code}/{part}", 403)
    assert code not in client_as("focal_point").get("/c?state=S16").text


def test_it_opens_for_half_an_hour_with_a_reason_and_the_officer_is_told(
    app, clock, client_as
) -> None:
    archive, code = closed(app, clock, YEAR)
    worker = client_as("caseworker")
    opened(worker, code)
    worker.get(f"/c/{code}/timeline")
    worker.get(f"/c/{code}/restricted", 303)
    case_id = archive.id_of(code)
    with app.app_context():
        (event,) = events_of("case", case_id, kinds=("RestrictedFileOpened",))
        assert event.code("reason") == "person_back"
        wanted = select(OutboxMessage.recipient_user_id).where(OutboxMessage.topic == TOPIC)
        assert set(db.session.scalars(wanted)) == {user_named("dpo").id}
        db.session.close()
    assert "a rouvert à la lecture le dossier clos" in worker.get(f"/c/{code}/access").text
    clock.advance(timedelta(minutes=31))
    client_as("caseworker").get(f"/c/{code}/timeline", 403)


def test_without_a_reason_of_the_list_it_stays_shut(sqlite_app, clock, client_as) -> None:
    _archive, code = closed(sqlite_app, clock, YEAR)
    worker = client_as("caseworker")
    form = worker.get(f"/c/{code}/restricted").form("reason")
    for reason in ("", "curious", "<script>", "شخص"):
        worker.post(f"/c/{code}/restricted", form.filled({"reason": reason}), 422)
    worker.get(f"/c/{code}/timeline", 403)
    with sqlite_app.app_context():
        assert db.session.query(RestrictedOpening).count() == 0
        db.session.close()


def test_one_who_opened_it_opens_it_for_nobody_else(sqlite_app, clock, client_as) -> None:
    _archive, code = closed(sqlite_app, clock, YEAR)
    opened(client_as("caseworker"), code)
    for stranger in ("colleague_caseworker", "caseworker_elsewhere"):
        client_as(stranger).get(f"/c/{code}/restricted", 404)
        client_as(stranger).get(f"/c/{code}/timeline", 404)
    client_as("focal_point").get(f"/c/{code}/restricted", 403)
