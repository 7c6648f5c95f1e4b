"""Tasks that people set for themselves; putting off; standing in; month, week and calendar."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from icalendar import Calendar

from casework.audit.queries import Asked, journal
from casework.cases import service as cases
from casework.db import db, unit_of_work
from casework.kernel.clock import SteppedClock, now
from casework.tasks import own
from casework.tasks.domain import OnlyByTheAct
from casework.tasks.firing import pass_deadlines
from casework.tasks.models import CalendarFeed, Task, TaskSnooze
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import Desk

DAY = {"day-day": "18", "day-month": "11", "day-year": "2026"}
UNTIL = {"until-day": "25", "until-month": "11", "until-year": "2026"}
CANARY = "papiers canaritude"


@pytest.fixture
def desk(sqlite_app: Flask) -> Desk:
    return Desk(sqlite_app)


def newest() -> Task:
    return db.session.query(Task).order_by(Task.opened_at.desc(), Task.id.desc()).first()


def set_one(client_as, **typed: str):
    worker = client_as("caseworker")
    worker.submit("/t/new", {"verb": "call", **DAY, **typed})
    return worker


def own_task(app: Flask) -> Task:
    with app.app_context():
        return db.session.query(Task).filter(Task.made_by_id.is_not(None)).one()


def ruled(desk: Desk) -> tuple[str, UUID]:
    """A case of the caseworker, and the deadline of its first conversation."""
    code = desk.assigned()
    with desk.app.app_context():
        return code, db.session.query(Task.id).filter_by(kind="first_contact").scalar()


def test_a_task_of_ones_own_is_seen_by_nobody_else(desk, client_as) -> None:
    worker = set_one(client_as, words=CANARY)
    assert f"Appeler : {CANARY}".replace(" :", "\u00a0:") in _text(worker.get("/t"))
    path = f"/t/{own_task(desk.app).id}"
    for other in ("colleague_caseworker", "focal_point", "administrator", "dpo"):
        assert CANARY not in client_as(other).get("/t").text
        client_as(other).get(path, 404)


def test_the_words_of_a_task_lie_sealed(desk, client_as) -> None:
    set_one(client_as, words=CANARY)
    task = own_task(desk.app)
    assert CANARY.encode() not in task.words_blob
    assert (task.key_kind, task.key_owner_id) == ("task", task.id)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"verb": ""}, "words"),
        ({"words": "x" * 81}, "words"),
        ({"words": "Appeler Mme Zubayda"}, "words"),
        ({"words": "06 61 77 66 42"}, "words"),
        ({"verb": "hack"}, "verb"),
        ({"day-year": "2025"}, "day"),
        ({"hour": "24"}, "hour"),
        ({"code": "MA-26-0000-0"}, "code"),
        ({"code": "<script>"}, "code"),
    ],
)
def test_a_task_without_sense_is_refused_beside_its_field(desk, client_as, typed, problem) -> None:
    page = client_as("caseworker").submit("/t/new", {"verb": "call", **DAY, **typed}, 422)
    assert f'id="{problem}-error"' in page.text


def test_words_that_seem_to_name_are_kept_when_their_author_is_sure(desk, client_as) -> None:
    set_one(client_as, words="Voir Mme le juge", sure="y")
    assert "Voir Mme le juge" in client_as("caseworker").get("/t").text


def test_a_task_about_a_case_goes_along_when_the_case_does(desk, client_as) -> None:
    code, _task = ruled(desk)
    set_one(client_as, code=code, words=CANARY)
    assert own_task(desk.app).key_kind == "case"
    assert CANARY in client_as("caseworker").get(f"/c/{code}").text
    assert CANARY not in client_as("focal_point").get(f"/c/{code}").text
    desk.on(
        code,
        lambda case: cases.assign(
            case, user_named("colleague_caseworker").id, actor_named("focal_point")
        ),
    )
    assert CANARY not in client_as("caseworker").get("/t").text
    assert CANARY in client_as("colleague_caseworker").get("/t").text


def test_a_task_of_a_focal_point_stays_with_them_when_the_case_moves(desk, client_as) -> None:
    code, _task = ruled(desk)
    client_as("focal_point").submit("/t/new", {"verb": "check", **DAY, "code": code})
    desk.on(
        code,
        lambda case: cases.assign(
            case, user_named("colleague_caseworker").id, actor_named("focal_point")
        ),
    )
    assert own_task(desk.app).assignee_id == user(desk, "focal_point")


def user(desk, name):
    with desk.app.app_context():
        return user_named(name).id


def test_the_code_of_a_case_one_does_not_work_on_says_nothing(desk, client_as) -> None:
    code, _task = ruled(desk)
    stranger = client_as("colleague_caseworker")
    page = stranger.submit("/t/new", {"verb": "call", **DAY, "code": code}, 422)
    other = stranger.submit("/t/new", {"verb": "call", **DAY, "code": "MA-26-0000-0"}, 422)
    assert page.text.count("Aucun de vos dossiers") == other.text.count("Aucun de vos dossiers")


def test_ones_own_task_is_finished_by_saying_what_was_done(desk, client_as) -> None:
    worker = set_one(client_as)
    path = f"/t/{own_task(desk.app).id}"
    worker.submit(f"{path}/done", {"words": "Messages laissés", "outcome": "partly"})
    task = own_task(desk.app)
    assert (task.outcome, task.done_at is not None) == ("partly", True)
    assert b"Messages" not in task.result_blob
    worker.get(path, 404)


def test_a_deadline_of_a_rule_is_never_finished_by_saying_so(desk, client_as) -> None:
    _code, task_id = ruled(desk)
    client_as("caseworker").get(f"/t/{task_id}/done", 404)
    with desk.app.app_context(), pytest.raises(OnlyByTheAct), unit_of_work():
        task = db.session.get_one(Task, task_id)
        own.finish(task, "done", "", actor_named("caseworker"))


def test_ones_own_deadline_moves_when_it_is_put_off_and_every_time_is_kept(desk, client_as) -> None:
    worker = set_one(client_as)
    path = f"/t/{own_task(desk.app).id}"
    for day in ("25", "27"):
        worker.submit(f"{path}/snooze", {**UNTIL, "until-day": day, "reason": "person"})
    page = worker.get(path)
    assert page.text.count("La personne a besoin de temps") == 2
    assert own_task(desk.app).due_at == datetime(2026, 11, 27, 22, 59, tzinfo=UTC)
    with desk.app.app_context():
        kept = db.session.query(TaskSnooze).order_by(TaskSnooze.at, TaskSnooze.until).all()
        assert [(one.moved, one.until.day) for one in kept] == [(True, 25), (True, 27)]
        assert len(journal(Asked(kinds=("TaskSnoozed",)))) == 2


def test_a_deadline_of_a_rule_stands_when_it_is_put_off_and_everybody_sees_it(
    desk, client_as, clock: SteppedClock
) -> None:
    code, task_id = ruled(desk)
    worker = client_as("caseworker")
    with desk.app.app_context():
        due = db.session.get_one(Task, task_id).due_at
    worker.submit(f"/t/{task_id}/snooze", {**UNTIL, "reason": "document"})
    assert "reportée au" in worker.get("/t").text
    assert code not in worker.get("/").text.split("Nouveaux dossiers")[0]
    with desk.app.app_context():
        task = db.session.get_one(Task, task_id)
        assert (task.due_at, task.fired_at) == (due, None)
        clock.set(due)
        assert pass_deadlines() == 2  # it is said, and it goes up
        db.session.expire_all()
        assert (task.fired_at, task.level) == (due, 2)
    page = client_as("focal_point").get(f"/t/{task_id}").text
    assert "Un document est attendu" in page
    assert "Chez tous les points focaux" in page


@pytest.mark.parametrize("until", ["16", "15"])
def test_a_task_is_put_off_to_a_later_day_only(desk, client_as, until) -> None:
    _code, task_id = ruled(desk)
    typed = {**UNTIL, "until-day": until, "reason": "away"}
    page = client_as("caseworker").submit(f"/t/{task_id}/snooze", typed, 422)
    assert 'id="until-error"' in page.text


def test_who_stands_in_sees_a_task_once_it_is_late(desk, client_as, clock: SteppedClock) -> None:
    code = desk.open()
    desk.on(
        code,
        lambda case: cases.assign(
            case,
            user_named("caseworker").id,
            actor_named("focal_point"),
            backup_id=user_named("colleague_caseworker").id,
        ),
    )
    backup = client_as("colleague_caseworker")
    assert code not in backup.get("/t").text
    clock.advance(timedelta(hours=72))
    backup = client_as("colleague_caseworker")
    assert "en remplacement" in backup.get("/t").text
    assert code in backup.get("/t").text


def test_the_month_is_a_table_of_weeks_that_begin_on_monday(desk, client_as) -> None:
    set_one(client_as, words=CANARY)
    page = client_as("caseworker").get("/t/month?m=2026-11").text
    assert page.count("<tr>") == 7
    assert page.index("lundi") < page.index("dimanche")
    cell = page.split('<time datetime="2026-11-18">')[1].split("</td>")[0]
    assert CANARY in cell


@pytest.mark.parametrize("asked", ["", "2026-13", "x" * 9000, "9999-01", "2026-11-01", "٢٠٢٦-١١"])
def test_a_month_that_is_none_is_the_present_one(desk, client_as, asked) -> None:
    assert "novembre 2026" in client_as("caseworker").get(f"/t/month?m={asked}").text


def test_the_week_on_paper_holds_codes_and_nobodys_words(desk, client_as) -> None:
    code, _task = ruled(desk)
    set_one(client_as, code=code, words=CANARY)
    page = client_as("caseworker").get("/t/week").text
    assert CANARY not in page
    assert page.count(code) == 2


# -- the calendar ------------------------------------------------------------------------------


def address_of(client_as, persona: str = "caseworker") -> str:
    browser = client_as(persona)
    made = browser.post("/t/calendar", browser.get("/t/calendar").form().fields, 200)
    found = made.text.split("http://localhost")[1].split("<")[0]
    assert found.endswith("/feed.ics")
    return found


def test_a_calendar_reads_when_and_nothing_else(desk, client_as) -> None:
    code, task_id = ruled(desk)
    set_one(client_as, code=code, words=CANARY)
    answer = client_as("signed_out").http.get(address_of(client_as))
    assert answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.data)
    events = calendar.walk("VEVENT")
    with desk.app.app_context():
        due = {one.due_at for one in db.session.query(Task).all()}
    assert {event.decoded("dtstart") for event in events} == due
    assert {str(event["summary"]) for event in events} == {"1 élément à traiter"}
    for secret in (code, str(task_id), CANARY, "Premier", "Appeler", "caseworker"):
        assert secret.encode() not in answer.data


def test_an_address_ends_at_once_and_a_new_one_ends_the_old(desk, client_as) -> None:
    worker, reader = client_as("caseworker"), client_as("signed_out").http
    first, second = address_of(client_as), address_of(client_as)
    assert reader.get(first).status_code == 404
    assert reader.get(second).status_code == 200
    worker.post("/t/calendar/end", worker.get("/t/calendar").form().fields)
    assert reader.get(second).status_code == 404


def test_the_address_of_somebody_who_left_is_dead(desk, client_as) -> None:
    address = address_of(client_as)
    with desk.app.app_context(), unit_of_work():
        user_named("caseworker").disabled_at = now()
    assert client_as("signed_out").http.get(address).status_code == 404


def test_an_address_of_ones_own_is_not_made_one_of_somebody_else_by_its_row(
    desk, client_as
) -> None:
    address = address_of(client_as)
    with desk.app.app_context(), unit_of_work():
        db.session.query(CalendarFeed).one().user_id = user_named("focal_point").id
    assert client_as("signed_out").http.get(address).status_code == 404


def test_only_the_hash_of_an_address_is_kept(desk, client_as) -> None:
    token = address_of(client_as).split("/")[2]
    with desk.app.app_context():
        kept = db.session.connection().exec_driver_sql("select * from calendar_feed").all()
    assert token not in repr(kept)
    assert token.encode() not in b"".join(one for one in kept[0] if isinstance(one, bytes))


# -- sharing out -------------------------------------------------------------------------------


def test_a_focal_point_hands_several_cases_over_by_code(desk, client_as) -> None:
    codes = [desk.assigned() for _number in range(3)]
    focal = client_as("focal_point")
    path = f"/t/team?who={user(desk, 'caseworker')}"
    to = str(user(desk, "colleague_caseworker"))
    focal.submit(path, {"codes": codes[:2], "caseworker": to}, containing="codes")
    seen = client_as("colleague_caseworker").get("/t").text
    assert [code in seen for code in codes] == [True, True, False]
    client_as("caseworker").get(f"/c/{codes[0]}", 404)


def test_nothing_is_handed_over_when_one_of_them_cannot_be(desk, client_as) -> None:
    code = desk.assigned()
    focal = client_as("focal_point")
    path = f"/t/team?who={user(desk, 'caseworker')}"
    to = str(user(desk, "colleague_caseworker"))
    for wrong in (
        {"codes": [code, "MA-26-0000-0"], "caseworker": to},
        {"codes": [code], "caseworker": str(uuid4())},
        {"codes": [], "caseworker": to},
    ):
        focal.submit(path, wrong, 422, containing="codes")
    client_as("caseworker").get(f"/c/{code}")


def test_a_focal_point_of_elsewhere_shares_out_nothing_of_here(desk, client_as) -> None:
    code = desk.assigned()
    page = client_as("focal_point_elsewhere").get(f"/t/team?who={user(desk, 'caseworker')}")
    assert code not in page.text


def test_every_role_has_its_own_overdue_and_today(desk, client_as) -> None:
    for persona in ("dpo", "administrator", "analyst", "distribution_officer", "inspector"):
        if persona == "inspector":
            persona = "owner_inspector"
        browser = client_as(persona)
        browser.submit("/t/new", {"verb": "prepare", **DAY, "day-day": "16"})
        home = browser.get("/").text
        assert "Préparer" in home
        assert "Mes échéances" in home or "Échéances" in home


def test_the_next_deadline_is_said_when_nothing_waits(desk, client_as) -> None:
    worker = set_one(client_as)
    assert "Prochaine échéance" in worker.get("/t").text


def _text(page) -> str:
    import html
    import re

    return html.unescape(re.sub(r"<[^>]+>|[\u2068\u2069]", "", page.text))
