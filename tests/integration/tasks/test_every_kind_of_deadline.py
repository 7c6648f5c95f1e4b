"""Every kind of deadline there is, through a year in which Morocco changes its clocks twice.

Each is brought about and met by the acts of people, and its moment is typed by hand: what was begun
before a change of the clocks and ends after it is in the table for both changes of the year.
"""

import ast
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import text

from casework.accounts.models import DutyTurn
from casework.db import db, unit_of_work
from casework.jobs.models import OutboxMessage
from casework.kernel.clock import MOROCCO, SteppedClock
from casework.referrals import ending
from casework.tasks.domain import Level
from casework.tasks.firing import pass_deadlines
from casework.tasks.models import Task
from casework.transfers import service as transfers
from tests.factories import user_named
from tests.integration.tasks.kinds import (
    of_cases,
    of_houses,
    of_journeys,
    of_offices,
    of_requests,
    of_screenings,
)
from tests.integration.tasks.kinds.world import AT_ONCE, SLOWLY, Kind, World
from tests.personas import CASABLANCA

ROOT = Path(__file__).parents[3]
PARTS = (of_cases, of_requests, of_screenings, of_houses, of_journeys, of_offices)
KINDS = tuple(kind for part in PARTS for kind in part.KINDS)
BEFORE, AFTER = "2027-02-05 10:00", "2027-03-12 10:00"
OF_ONE_ROW = re.compile(r"\.[0-9a-f]{20}$")
HOUR, DAY, A_MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)


def local(text: str) -> datetime:
    """A moment on a wall in Casablanca."""
    return datetime.fromisoformat(text).replace(tzinfo=MOROCCO).astimezone(UTC)


def on_the_wall(moment: datetime) -> str:
    return f"{moment.astimezone(MOROCCO):%Y-%m-%d %H:%M}"


def named(task: Task) -> tuple[str, str]:
    """Whose kind it is."""
    return task.owner_kind, OF_ONE_ROW.sub("", task.kind)


@pytest.fixture
def world(sqlite_app: Flask) -> World:
    """Everybody, on SQLite, with a duty officer for the year."""
    with sqlite_app.app_context(), unit_of_work():
        officer = user_named("focal_point")
        turn = DutyTurn(
            region=CASABLANCA, user_id=officer.id, starts_at=local("2026-01-01 00:00"),
            ends_at=local("2029-01-01 00:00"),
        )  # fmt: skip
        db.session.add(turn)
    return World(sqlite_app)


def last_row(world: World) -> int:
    """Where the table of tasks ends now."""
    with world.app.app_context():
        found = db.session.scalar(text("select max(rowid) from task")) or 0
        db.session.close()
        return int(found)


def tasks(world: World, *wanted: Any) -> dict[UUID, Task]:
    """What is or was asked for, as it stands."""
    with world.app.app_context():
        found = {task.id: task for task in db.session.query(Task).where(*wanted)}
        db.session.expunge_all()
        db.session.close()
        return found


def done(world: World, id: UUID) -> bool:
    """Whether a task was met."""
    return tasks(world, Task.id == id)[id].done_at is not None


def brought_about(world: World, opens: Callable[[World], str]) -> tuple[str, dict[UUID, Task]]:
    """A record that somebody made, and what is asked for since."""
    last = last_row(world)
    record = opens(world)
    since = text("task.rowid > :last").bindparams(last=last)
    return record, tasks(world, since, Task.done_at.is_(None))


def asked_for(kind: Kind, fresh: dict[UUID, Task], number: int) -> UUID:
    """The task of this kind, which is due when the table says; of several, the soonest."""
    mine = [id for id in fresh if named(fresh[id]) == (kind.of, kind.name)]
    assert mine, f"{kind.name} is not asked for, but {sorted(map(named, fresh.values()))}"
    soonest = min(mine, key=lambda id: fresh[id].due_at)
    assert on_the_wall(fresh[soonest].due_at) == kind.due[number], kind.name
    return soonest


def left_alone(world: World) -> dict[UUID, Kind]:
    """One of each kind that nobody will meet. A record that has several is made once."""
    made: dict[Callable[[World], str], dict[UUID, Task]] = {}
    for kind in KINDS:
        if kind.opens not in made:
            made[kind.opens] = brought_about(world, kind.opens)[1]
    return {asked_for(kind, made[kind.opens], 0): kind for kind in KINDS}


def level_by_hand(climbs: str, late: timedelta) -> Level:
    """Whose turn it is by the words of the table."""
    if late < 0 * HOUR or climbs not in (AT_ONCE, SLOWLY):
        return Level.RESPONSIBLE
    if climbs == SLOWLY:
        return Level.NATIONAL if late >= 3 * DAY else Level.FOCAL_POINTS
    steps = (Level.DUTY, Level.FOCAL_POINTS, Level.NATIONAL)
    return steps[min(late // HOUR, 2)]


def otherwise_than_said(world: World, left: dict[UUID, Kind], at: datetime) -> set[str]:
    """What is late and was not said at its minute, was said before, or is whose turn it should not
    be."""
    found, wrong = tasks(world, Task.id.in_(left)), set()
    for id, kind in left.items():
        task, due = found[id], found[id].due_at
        if task.done_at is not None:
            continue
        if task.fired_at != (due if due <= at else None):
            wrong.add(f"{kind.name}: said at {task.fired_at}, due {on_the_wall(due)}")
        if task.level != (expected := level_by_hand(kind.climbs, at - due)):
            wrong.add(f"{kind.name}: {task.level}, not {expected}, at {on_the_wall(at)}")
    return wrong


def live(world: World, clock: SteppedClock, left: dict[UUID, Kind], until: datetime) -> set[str]:
    """Let time pass to a moment: at each at which one of these is due or goes up, and a minute
    before it, what passed is said. Gives what went otherwise than the table has it."""
    found, wrong = tasks(world), set()
    steps = (0 * HOUR, HOUR, 2 * HOUR, 3 * DAY)
    for moment in sorted({found[id].due_at + more for id in left for more in steps}):
        if not clock.now() < moment <= until:
            continue
        for at in (max(clock.now(), moment - A_MINUTE), moment):
            clock.set(at)
            with world.app.app_context():
                pass_deadlines()
            wrong |= otherwise_than_said(world, left, at)
    with world.app.app_context():
        assert pass_deadlines() == 0  # a second time says nothing more
    clock.set(until)
    return wrong


def test_each_is_said_once_at_its_minute_climbs_and_is_met_by_its_act_alone(
    world: World, clock: SteppedClock
) -> None:
    clock.set(local(BEFORE))
    left = left_alone(world)
    assert live(world, clock, left, local(AFTER)) == set()
    for job in (ending.expire_due, transfers.expire_due):
        world.job(job)  # what nobody answered ends, and somebody is asked to decide anew
    ended = _met_by_their_acts(world)
    assert live(world, clock, left, local("2028-04-01 00:00")) == set()
    found = tasks(world)
    assert all(found[id].fired_at is None for id in ended)  # what was done is never said
    never = {kind.name for id, kind in left.items() if found[id].done_at and not kind.ends}
    assert never == set()  # nothing but an act ends one, however late it is
    _each_was_told_once(world, left, found)


def _met_by_their_acts(world: World) -> list[UUID]:
    met = []
    for kind in KINDS:
        record, fresh = brought_about(world, kind.opens)
        id = asked_for(kind, fresh, 1)
        kind.other(world, record)
        assert not done(world, id), f"{kind.name} was met by another act"
        kind.act(world, record)
        assert done(world, id), f"{kind.name} was not met by its act"
        met.append(id)
    return met


def _each_was_told_once(world: World, left: dict[UUID, Kind], found: dict[UUID, Task]) -> None:
    """At its minute whoever has to act was told, each once."""
    with world.app.app_context():
        at_due = [
            (one.subject_id, one.recipient_user_id, one.recipient_organisation_id)
            for one in db.session.query(OutboxMessage)
            if one.subject_id in left and one.created_at == found[one.subject_id].due_at
        ]
        db.session.close()
    assert set(Counter(at_due).values()) == {1}
    told = {id for id, _user, _house in at_due}
    assert {kind.name for id, kind in left.items() if id not in told} == set()


BUILT = {
    ("casework/cases/jobs.py", "asks"): (
        "recovery_ending", "measure_ending", "permit_ending",
    ),
    ("casework/cases/jobs.py", "renew_task(line.key)"): ("renew_consent",),
    ("casework/cases/service/children.py", "renew_task(question)"): ("renew_consent",),
    ("casework/cases/service/closing.py", "kind"): (
        "follow_up_1", "follow_up_3", "follow_up_6", "follow_up_12",
    ),
    ("casework/cases/service/contacts.py", "kind"): ("follow_up_1",),
    ("casework/cases/service/keeping.py", "task"): (),
    ("casework/cases/service/keeping.py", "deadline.task"): (),
    ("casework/cases/service/notes.py", "rules.follow_up_task(note_id)"): ("follow_up",),
    ("casework/together/service/conferences.py", "kind"): ("conference", "decision"),
    ("casework/returns/service/recording.py", "kind"): ("remind_document_passport",),
    ("casework/reintegration/service/recording.py", "visit_task(month)"): (
        "reintegration_visit_1", "reintegration_visit_3", "reintegration_visit_6",
        "reintegration_visit_9", "reintegration_visit_12",
    ),
    ("casework/matching/service/pairs.py", "kind"): ("judge_match_0", "confirm_match_0"),
    ("casework/screening/service/steps.py", "task"): (),
    ("casework/shelter/service/incidents.py", "kind"): ("heed_incident", "follow_incident"),
    ("casework/visits/service/labour.py", "task"): (),
    ("casework/workflow/service.py", "arrow.deadline.task"): (),
    ("casework/referrals/questions.py",
     "QUESTION_TASK if from_recipient else SENDER_ASKS_TASK"): (
        "answer_question", "answer_sender_question",
    ),
}  # fmt: skip
"""Where the name of a kind is put together, and the kinds that come of it; none where what is
handed in was named by a `Deadline` or at another of these places."""


def named_in_the_code() -> set[str]:
    """Every kind that a `Deadline(…)` names, or an `open_task` or `ask_by`."""
    kinds: set[str] = set()
    for path in sorted((ROOT / "casework").rglob("*.py")):
        if path.is_relative_to(ROOT / "casework" / "demo"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            called = getattr(call.func, "id", getattr(call.func, "attr", ""))
            place = {"Deadline": 0, "open_task": 2, "ask_by": 1}.get(called)
            if place is not None:
                kinds |= _kinds_of(call.args[place], path)
    return kinds


def _kinds_of(written: ast.expr, path: Path) -> set[str]:
    if isinstance(written, ast.Constant):
        return {str(written.value)}
    words = ast.unparse(written)
    if words.split(".")[-1] == "task" and words.partition(".")[0].isupper():
        return set()  # of a `Deadline`, which is met where it is written
    if (there := (str(path.relative_to(ROOT)), words)) in BUILT:
        return set(BUILT[there])
    name = words.rpartition(".")[2]
    package = ROOT / Path(*path.relative_to(ROOT).parts[:2])
    for file in package.rglob("*.py"):
        if isinstance(found := constants(file).get(name), str):
            return {found}
    raise AssertionError(f"{there}: name the kind with a constant, or write into BUILT what it is")


@cache
def constants(file: Path) -> dict[str, Any]:
    """The plain values that stand in a file, by name."""
    found = {}
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
            many = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
            pairs = zip(target.elts, value.elts, strict=True) if many else [(target, value)]
            found |= {
                name.id: one.value
                for name, one in pairs
                if isinstance(name, ast.Name) and isinstance(one, ast.Constant)
            }
    return found


def test_every_kind_that_the_program_asks_for_is_in_the_table() -> None:
    assert named_in_the_code() == {kind.name for kind in KINDS}
