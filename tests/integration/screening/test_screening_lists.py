"""Lists of screenings: whose, in which order, and what is opened to show them."""

import re
from datetime import timedelta

from sqlalchemy.exc import OperationalError

from casework.audit.models import AuditEvent
from casework.db import db
from casework.screening import queries
from tests.factories import actor_named
from tests.integration.screening.conftest import AT_RISK, BARE, CALM

CODE = re.compile(r"F-[0-9A-Z]{6}")


def in_order(text):
    return list(dict.fromkeys(CODE.findall(text)))


def written(app, kind):
    with app.app_context():
        rows = db.session.query(AuditEvent).filter_by(kind=kind)
        bodies = [bytes(row.body).decode() for row in rows]
        db.session.close()
        return bodies


def test_the_queue_goes_by_urgency_then_by_deadline(app, client_as, field, clock):
    low, old = field.sent(BARE), field.sent(AT_RISK)
    clock.advance(timedelta(minutes=5))
    urgent, later = field.sent(), field.sent(AT_RISK)
    calm = field.sent(CALM)
    field.draft()
    assert in_order(client_as("focal_point").get("/q").text) == [urgent, calm, old, later, low]


def test_the_queue_holds_what_waits_for_triage_and_lets_go_of_what_is_answered(
    app, client_as, field
):
    flagged, done, closed = field.flagged(), field.triaged(), field.confirmed(BARE)
    shown = in_order(client_as("focal_point").get("/q").text)
    assert shown == [flagged] and done not in shown and closed not in shown


def test_the_queue_shows_a_card_and_never_an_answer(app, client_as, field):
    field.sent()
    page = client_as("focal_point").get("/q").text
    for words in ("Indices forts", "25 à 34 ans", "femme ou fille", "Darija", "autre travail"):
        assert words in page
    assert "canari" not in page


def test_opening_the_cards_of_a_list_is_one_event(app, client_as, field):
    field.sent(), field.sent(AT_RISK)
    before = len(written(app, "CardsOpened"))
    client_as("focal_point").get("/q")
    events = written(app, "CardsOpened")[before:]
    assert len(events) == 1 and '"count":2' in events[0] and "queue" in events[0]


def test_reading_a_screening_is_written_down(app, client_as, field):
    reference = field.sent()
    client_as("focal_point").get(f"/q/{reference}")
    assert any("finding" in body for body in written(app, "ScreeningRead"))


def test_focal_points_see_their_regions_and_the_national_one_all(app, client_as, field):
    reference = field.sent()
    assert reference in client_as("national_focal_point").get("/q").text
    assert reference not in client_as("focal_point_elsewhere").get("/q").text


def test_long_lists_go_on_by_key(sqlite_app, quick_field, clock):
    made = []
    for _ in range(5):
        made.append(quick_field.sent(AT_RISK))
        clock.advance(timedelta(minutes=1))
    with sqlite_app.app_context():
        inspector, focal = actor_named("owner_inspector"), actor_named("focal_point")
        own, queue, after_own, after_queue = [], [], "", ""
        for _ in range(3):
            page = queries.own_page(inspector, after=after_own, size=2)
            own += [row.reference for row in page.rows]
            after_own = page.older or "none"
            page = queries.queue_page(focal, after=after_queue, size=2)
            queue += [row.reference for row in page.rows]
            after_queue = page.older or "none"
        db.session.close()
    assert own == made[::-1] and queue == made


def test_an_inspector_sees_no_screening_of_a_colleague(app, client_as, field):
    mine, theirs = field.sent(), field.sent(author="other_inspector")
    colleague = client_as("other_inspector")
    assert in_order(colleague.get("/s").text) == [theirs]
    for path in ("", "/result", "/safety", "/check", "/raise", "/danger", "/discard"):
        colleague.get(f"/s/{mine}{path}", 404)


def test_my_work_names_drafts_answers_and_what_waits(app, client_as, field):
    draft, answered, lowering = field.draft(), field.confirmed(AT_RISK), field.lowering()
    home = client_as("owner_inspector").get("/").text
    assert "Brouillons" in home and draft in home
    assert "Reçue, revoir la personne" in home and answered in home
    focal = client_as("second_focal_point").get("/").text
    assert "Demandes de baisse du niveau" in focal and lowering in focal
    assert "Demandes de baisse du niveau" not in client_as("focal_point").get("/").text


def test_answers_leave_my_work_after_two_weeks(app, client_as, field, clock):
    reference = field.confirmed(BARE)
    clock.advance(timedelta(days=15))
    assert reference not in client_as("owner_inspector").get("/").text


def test_what_was_not_explored_enough_says_so_in_the_own_list_even_when_closed(
    quick_field, client_as
):
    inspector = client_as("owner_inspector")
    quick_field.sent()
    assert "pas assez explor" not in inspector.get("/s").text
    quick_field.confirmed(BARE)
    assert "pas assez explor" in inspector.get("/s").text


def test_while_nothing_can_be_written_the_home_page_shows_no_card(
    sqlite_app, client_as, quick_field, monkeypatch
):
    reference = quick_field.draft()
    inspector = client_as("owner_inspector")
    assert reference in inspector.get("/").text

    def full() -> None:
        raise OperationalError("COMMIT", {}, Exception("database or disk is full"))

    # as on a full disk: the look cannot be written down
    monkeypatch.setattr("casework.audit.service.unit_of_work", full)
    page = inspector.get("/")
    assert page.status == 200 and reference not in page.text
    assert "Cette liste n’est pas disponible" in page.text
