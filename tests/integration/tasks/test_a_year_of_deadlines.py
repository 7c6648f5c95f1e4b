"""A year of deadlines, from November 2026 on, by a clock that stands still between its steps.

In it Morocco leaves UTC+1 for UTC when Ramadan begins (7 February 2027) and comes back to UTC+1
when it ends (14 March). Each kind of deadline is begun on days around both and in every month.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask

from casework.cases.domain.closure import FOLLOW_UP_TASKS
from casework.cases.domain.pathway import TABLE
from casework.cases.registration import CLIMBING
from casework.db import db, unit_of_work
from casework.jobs.models import OutboxMessage
from casework.kernel.clock import MOROCCO, SteppedClock, use
from casework.kernel.workflow import Span
from casework.tasks.domain import Level, add_months
from casework.tasks.firing import pass_deadlines
from casework.tasks.models import Task
from casework.tasks.owners import climbing, climbs
from casework.tasks.service import complete_tasks, open_task
from casework.workflow.service import due
from tests.factories import user_named
from tests.personas import CASABLANCA

BEGINNINGS = (
    "2026-11-17 10:00", "2026-12-15 10:00", "2027-01-31 10:00", "2027-02-05 10:00",
    "2027-02-06 23:30", "2027-02-07 04:00", "2027-02-20 10:00", "2027-03-12 10:00",
    "2027-03-13 23:30", "2027-03-14 04:00", "2027-06-15 10:00", "2027-10-29 16:45",
)  # fmt: skip
PRIORITIES = ("P1", "P2", "P4")
A_MINUTE = timedelta(minutes=1)


def by_hand(span: Span, begun: datetime) -> datetime | None:
    """The moment as somebody with a calendar and a watch in Casablanca would find it: days keep the
    hour on the wall, hours are counted one by one. None for working days, which have their own
    tests with their holidays."""
    if span.working_days:
        return None
    wall = begun.astimezone(MOROCCO).replace(tzinfo=None) + timedelta(days=span.days)
    return wall.replace(tzinfo=MOROCCO).astimezone(UTC) + timedelta(hours=span.hours)


def spans() -> dict[str, dict[str, Span]]:
    """What the first step that opens each kind allows, by priority."""
    found: dict[str, dict[str, Span]] = {}
    for opens in (arrow.deadline for arrow in TABLE if arrow.deadline is not None):
        allowed = {priority: opens.span_for(priority) for priority in PRIORITIES}
        found.setdefault(opens.task, allowed)
    return found


@dataclass(frozen=True)
class Begun:
    """One deadline of the year."""

    id: UUID
    owner: UUID
    kind: str
    priority: str | None
    due_at: datetime


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MOROCCO).astimezone(UTC)


def begin(kind: str, priority: str | None, due_at: datetime) -> Begun:
    owner = uuid4()
    task = open_task(
        "case", owner, kind, due_at,
        assignee_id=user_named("caseworker").id, region=CASABLANCA, priority=priority,
    )  # fmt: skip
    return Begun(task, owner, kind, priority, due_at)


@pytest.fixture
def year(sqlite_app: Flask) -> list[Begun]:
    """Every kind of deadline of a case, begun on each of the days."""
    begun = []
    with sqlite_app.app_context(), unit_of_work():
        for start in map(local, BEGINNINGS[::2]):
            with use(SteppedClock(start)):
                for kind, allowed in spans().items():
                    begun += [begin(kind, one, due(allowed[one])) for one in ("P1", "P2")]
                begun += [
                    begin(kind, None, add_months(start, int(kind.removeprefix("follow_up_"))))
                    for kind in FOLLOW_UP_TASKS
                ]
                begun.append(begin("review_risk", "P2", start + timedelta(days=7)))
    return begun


def passed() -> int:
    return pass_deadlines()


def test_morocco_changes_its_clocks_twice_in_this_year() -> None:
    hours = {
        day: local(f"{day} 12:00").hour
        for day in ("2026-12-01", "2027-02-06", "2027-02-08", "2027-03-13", "2027-03-15")
    }
    assert list(hours.values()) == [11, 11, 12, 12, 11]


@pytest.mark.parametrize(
    ("kind", "priority", "begun", "ends"),
    [
        # a week, begun before Ramadan and ending in it, at the same hour on the wall
        ("ask_consent", "P2", "2027-02-05 10:00", "2027-02-12 10:00"),
        # and begun in it and ending after it
        ("ask_consent", "P2", "2027-03-12 10:00", "2027-03-19 10:00"),
        # 72 hours are 72 hours: an hour earlier on the wall when the clocks went back
        ("first_contact", "P2", "2027-02-05 10:00", "2027-02-08 09:00"),
        ("first_contact", "P2", "2027-03-12 10:00", "2027-03-15 11:00"),
        # twelve hours over the night of the change
        ("first_contact", "P1", "2027-02-06 23:30", "2027-02-07 10:30"),
        ("review_urgency", "P1", "2027-03-13 23:30", "2027-03-15 00:30"),
        ("review_plan", "P4", "2027-01-31 10:00", "2027-05-01 10:00"),
    ],
)
def test_a_deadline_ends_at_the_right_hour_of_morocco(
    sqlite_app: Flask, kind, priority, begun, ends
) -> None:
    with sqlite_app.app_context(), use(SteppedClock(local(begun))):
        assert due(spans()[kind][priority]) == local(ends)


def test_every_deadline_of_the_pathway_ends_when_a_calendar_and_a_watch_say(
    sqlite_app: Flask,
) -> None:
    for start in map(local, BEGINNINGS):
        with sqlite_app.app_context(), use(SteppedClock(start)):
            for kind, allowed in spans().items():
                for priority, span in allowed.items():
                    expected = by_hand(span, start)
                    assert expected in (None, due(span)), (kind, priority, start)


def test_each_deadline_of_the_year_is_said_once_at_its_minute_and_climbs(
    sqlite_app: Flask, clock: SteppedClock, year: list[Begun]
) -> None:
    told: Counter[UUID] = Counter()
    with sqlite_app.app_context():
        told.update(_messages(since=clock.now()))
        assert set(told.values()) == {1}  # that each was set
        for moment in sorted({one.due_at for one in year}):
            clock.set(max(clock.now(), moment - A_MINUTE))
            passed()
            before = _fired()
            clock.set(moment)
            passed()
            assert _fired() - before == {one.id for one in year if one.due_at == moment}
            assert passed() == 0  # a second time says nothing
        _check_said_once()
        _check_levels(year, clock)


def _fired() -> set[UUID]:
    db.session.rollback()
    return {row[0] for row in db.session.query(Task.id).filter(Task.fired_at.is_not(None))}


def _messages(since: datetime) -> list[UUID]:
    rows = db.session.query(OutboxMessage.subject_id).filter(OutboxMessage.created_at >= since)
    return [row[0] for row in rows]


def _check_said_once() -> None:
    """Each task was fired at its very deadline, and its owner was told then, once."""
    worker = user_named("caseworker").id
    tasks = {task.id: task for task in db.session.query(Task)}
    assert all(task.fired_at == task.due_at for task in tasks.values())
    at_due = Counter(
        message.subject_id
        for message in db.session.query(OutboxMessage)
        if message.recipient_user_id == worker
        and message.created_at == tasks[message.subject_id].due_at
    )
    assert at_due == Counter(dict.fromkeys(tasks, 1))
    assert all(task.done_at is None for task in tasks.values())  # nothing but an act ends them


def _check_levels(year: list[Begun], clock: SteppedClock) -> None:
    """P1 climbs to the national level; so does what climbs, after three days more; the rest, which
    waits for the person, never."""
    clock.advance(timedelta(days=4))
    passed()
    db.session.rollback()
    levels = {task.id: task.level for task in db.session.query(Task)}
    for one in year:
        up = one.priority == "P1" or climbs(one.kind)
        assert levels[one.id] == (Level.NATIONAL if up else Level.RESPONSIBLE), one.kind
    assert {"ask_consent", "check_in", *FOLLOW_UP_TASKS}.isdisjoint(climbing())
    assert set(CLIMBING) <= climbing()


def test_only_its_own_act_ends_a_deadline(
    sqlite_app: Flask, clock: SteppedClock, year: list[Begun]
) -> None:
    clock.advance(timedelta(days=800))
    with sqlite_app.app_context():
        one = year[0]
        with unit_of_work():
            for kind in {other.kind for other in year} - {one.kind}:
                assert complete_tasks("case", one.owner, kind) == 0
        with unit_of_work():
            assert complete_tasks("case", one.owner, one.kind) == 1
        passed()
        assert db.session.get_one(Task, one.id).fired_at is None  # what was done is never said


MET_BY = {
    "first_contact": {"inform", "refer_urgent", "refer_child", "close"},
    "send_referral": {"close"},
    "ask_consent": {"decline", "refer", "help_directly", "close"},
    "make_plan": {"plan", "close"},
    "review_plan": {"start_return", "reintegrate", "follow_up", "close"},
    "plan_reintegration": {"reintegrate", "follow_up", "close"},
    "check_in": {"resume", "close"},
    "triage_again": {"triage_again", "close"},
    "review_urgency": {"close"},
    "answer_closure": {"keep_open", "close"},
    "answer_withdrawal": {"propose_closure", "keep_open", "close"},
    "review_risk": {"close"},
    **{kind: {"reopen"} for kind in FOLLOW_UP_TASKS},
}
"""Which steps of the pathway end which deadline; written by hand. What is recorded in the file (an
assessment, a plan, a note of a call, a follow-up) ends some of them besides, each its own."""


@pytest.mark.parametrize("kind", MET_BY)
def test_the_steps_that_end_a_deadline_are_those_and_no_others(kind) -> None:
    assert {arrow.action for arrow in TABLE if kind in arrow.meets} == MET_BY[kind]
