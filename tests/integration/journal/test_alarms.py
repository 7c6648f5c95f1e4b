"""Alarms of own files and of watched ones, told by a neutral letter; the journal shows only the
unusual when asked."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select, text

from casework.audit import record
from casework.audit.catalogue import CaseRead
from casework.cases import service
from casework.db import db, unit_of_work
from casework.jobs.models import OutboxMessage
from casework.journal.marking import is_watched
from casework.journal.telling import TOPIC, tell_alarms
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import Desk
from tests.integration.journal.test_watching import reveals


def conflicted(app):
    """A case of somebody whom the colleague knows."""
    desk = Desk(app)
    code = desk.assigned()
    colleague = desk.actor("colleague_caseworker").user_id
    desk.on(
        code,
        lambda case: service.declare_conflict(
            case, colleague, "Sa cousine.", actor_named("focal_point")
        ),
    )
    return desk, code


def told(app):
    with app.app_context():
        wanted = select(OutboxMessage.recipient_user_id).where(OutboxMessage.topic == TOPIC)
        found = list(db.session.scalars(wanted))
        db.session.close()
    return found


def tell(app):
    with app.app_context():
        return tell_alarms()


def watch(client_as, code, what="watch"):
    client_as("dpo").submit("/a/audit/watched", {"code": code, "what": what}, containing="code")


def test_who_asks_for_the_file_of_somebody_they_know_gives_alarm(app, client_as) -> None:
    _desk, code = conflicted(app)
    colleague = client_as("colleague_caseworker")
    colleague.get(f"/c/{code}", 404)
    page = client_as("dpo").get("/a/audit/unusual").text
    assert "Dossier d’une personne connue" in page
    assert "Essai Colleague Caseworker" in page


def test_an_emergency_is_no_way_to_the_file_of_somebody_one_knows(sqlite_app, client_as) -> None:
    _desk, code = conflicted(sqlite_app)
    reason = {"reason": "danger", "words": "Elle est en danger chez elle."}
    client_as("colleague_caseworker").submit(
        f"/c/{code}/urgent-access", reason, 403, containing="words"
    )
    assert "Dossier d’une personne connue" in client_as("dpo").get("/a/audit/unusual").text


def test_what_was_read_before_the_conflict_was_declared_counts_too(sqlite_app, client_as) -> None:
    desk = Desk(sqlite_app)
    code = desk.assigned()
    client_as("caseworker").get(f"/c/{code}")
    assert "Dossier d’une personne connue" not in client_as("dpo").get("/a/audit/unusual").text
    worker = desk.actor("caseworker")
    desk.on(code, lambda case: service.declare_conflict(case, worker.user_id, "Ami.", worker))
    assert "Dossier d’une personne connue" in client_as("dpo").get("/a/audit/unusual").text


def test_every_opening_of_a_watched_file_gives_alarm_to_the_officer_alone(app, client_as) -> None:
    desk = Desk(app)
    decoy, other = desk.assigned(), desk.assigned()
    watch(client_as, decoy)
    client_as("caseworker").get(f"/c/{other}")
    assert "Dossier surveillé ouvert" not in client_as("dpo").get("/a/audit/unusual").text
    client_as("caseworker").get(f"/c/{decoy}")
    assert "Dossier surveillé ouvert" in client_as("dpo").get("/a/audit/unusual").text
    assert "Dossier surveillé ouvert" not in client_as("administrator").get("/a/audit/unusual").text
    watch(client_as, decoy, "leave")
    assert "Dossier surveillé ouvert" not in client_as("dpo").get("/a/audit/unusual").text


def test_nobody_who_reads_the_database_or_the_journal_learns_which_files_are_watched(
    app, client_as
) -> None:
    desk = Desk(app)
    code = desk.assigned()
    case_id = desk.see(code, lambda case: case.id)
    watch(client_as, code)
    watch(client_as, code)  # twice is once
    with app.app_context():
        assert is_watched(case_id)
        (digest,) = db.session.scalars(text("select digest from watched_file"))
        assert case_id.bytes not in bytes(digest)
        db.session.close()
    page = client_as("administrator").get("/a/audit").text
    assert "Dossiers surveillés modifiés" in page
    assert code not in page.split("Dossiers surveillés modifiés")[1].split("</tr>")[0]
    assert code not in client_as("dpo").get("/a/audit/watched").text


def test_a_code_of_no_file_is_refused_and_keeps_what_was_typed(sqlite_app, client_as) -> None:
    officer = client_as("dpo")
    for typed in ("MA-26-7KQ4-M", "x" * 500, "<script>", "رمز", ""):
        wanted = {"code": typed, "what": "watch"}
        officer.submit("/a/audit/watched", wanted, 422, containing="code")


def test_an_alarm_is_told_once_to_the_officer_and_the_focal_points_of_the_region(
    app, client_as
) -> None:
    reveals(app, 21)
    assert tell(app) == 1
    assert tell(app) == 0
    with app.app_context():
        expected = {user_named(one).id for one in ("dpo", "focal_point", "second_focal_point")}
        elsewhere = user_named("focal_point_elsewhere").id
        db.session.close()
    found = told(app)
    assert expected <= set(found)
    assert len(found) == len(set(found))
    assert elsewhere not in found
    page = client_as("focal_point").get("/m/alarms").text
    assert "Essai Caseworker" in page
    assert "Beaucoup d’identités affichées" in page
    assert "Essai Caseworker" not in client_as("focal_point_elsewhere").get("/m/alarms").text
    assert "/m/alarms" in client_as("dpo").get("/").text


def test_whom_an_alarm_is_about_is_not_told_of_it(sqlite_app, client_as) -> None:
    reveals(sqlite_app, 21, "focal_point")
    tell(sqlite_app)
    with sqlite_app.app_context():
        own = user_named("focal_point").id
        db.session.close()
    assert own not in told(sqlite_app)
    assert "Beaucoup d’identités" not in client_as("focal_point").get("/m/alarms").text
    assert "Beaucoup d’identités" in client_as("second_focal_point").get("/m/alarms").text


def test_the_journal_shows_the_unusual_alone_by_who_what_and_when(app, client_as, clock) -> None:
    reveals(app, 21)
    reveals(app, 3, "colleague_caseworker")
    clock.advance(timedelta(hours=13))
    with app.app_context(), unit_of_work():
        record(CaseRead(case_id=uuid4(), part="summary"), actor_named("colleague_caseworker"))
    officer = client_as("dpo")
    page = officer.get("/a/audit?unusual=yes").text
    rows = page.split("<tbody")[1] if "<tbody" in page else page
    assert rows.count("Identité affichée") == 21
    assert rows.count("Essai Colleague Caseworker") == 1
    with app.app_context():
        asked = f"/a/audit?unusual=yes&account={user_named('colleague_caseworker').id.hex}"
    assert "Identité affichée" not in officer.get(asked).text.split("<tbody")[1]
    nothing = officer.get("/a/audit?unusual=yes&first=2026-01-01&last=2026-01-02").text
    assert "<tbody" not in nothing
