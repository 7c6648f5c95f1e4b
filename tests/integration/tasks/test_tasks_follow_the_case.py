"""What hangs on a record of a case goes along when the case changes hands: to the next caseworker,
to the backup of who left, to the focal points while nobody has it."""

from typing import Any
from uuid import UUID

import pytest

from casework.accounts.models import User
from casework.cases import service as cases
from casework.cases.models import Case
from casework.db import db
from casework.tasks.models import Task
from casework.tasks.queries import agenda
from tests.factories import actor_named, organisation_named, user_named
from tests.integration.cases.conftest import IN_WORDS
from tests.integration.tasks.kinds import of_cases, of_houses, of_offices, of_requests
from tests.integration.tasks.kinds.world import World, then

OF_WORKERS = {
    "unanswered_referral", "answer_question", "heed_stay", "decide_extension", "compare_files",
    "transfer_unanswered", "confirm_deletion", "reintegration_visit_1",
}  # fmt: skip
OF_OTHERS = {"answer_sender_question", "review_stay"}


@pytest.fixture
def world(sqlite_app: Any) -> World:
    return World(sqlite_app)


def nobody_answers_there(w: World) -> None:
    """Nobody of the house has an account any more: what it was told is deleted by telephone."""

    def leave() -> None:
        house = organisation_named("shelter_house").id
        for one in db.session.query(User).filter_by(organisation_id=house):
            one.disabled_at = one.made_at

    code, _ref = w.sent()
    w.do(leave)
    w.on(
        code,
        lambda case: cases.withdraw_consent(
            case, ("P2", None), IN_WORDS, actor_named("caseworker")
        ),
    )


def everything_asked(w: World) -> None:
    """One of each, on cases of one caseworker, and what others do on the same records."""
    of_requests.unanswered("routine")(w)
    both_ask = of_requests.shelter_asks, of_requests.sender_asks
    then(of_requests.asked("routine"), of_requests.accept, *both_ask)(w)
    then(of_houses.lodged, of_houses.leaves("unknown"))(w)
    then(of_houses.lodged, of_houses.more_time)(w)
    w.pairs.asked_to_compare(of_offices.pair(w))
    of_requests.not_taken(w)
    of_cases.sign(w, of_cases.reintegrating(w))
    nobody_answers_there(w)


def hands(w: World) -> dict[str, set[tuple[UUID | None, UUID | None]]]:
    """Who has each kind that is asked for on a record of a case."""
    found: dict[str, set[tuple[UUID | None, UUID | None]]] = {}
    with w.app.app_context():
        rows = db.session.query(Task).filter(
            Task.owner_kind.not_in(("case", "screening")), Task.done_at.is_(None)
        )
        for task in rows:
            found.setdefault(task.kind, set()).add((task.assignee_id, task.organisation_id))
        db.session.close()
    return found


def each_case(w: World, worker: UUID, act: Any) -> None:
    """Do something with every case of somebody."""

    def run() -> None:
        for case in db.session.query(Case).filter_by(assignee_id=worker).all():
            act(case)

    w.do(run)


def in_agenda(w: World, key: str) -> set[str]:
    """What stands in somebody's own list."""
    found: set[str] = set()

    with w.app.test_request_context():
        for rows in agenda(actor_named(key)).values():
            found.update(row.task.kind for row in rows)
        db.session.close()
    return found


def test_what_hangs_on_records_of_a_case_follows_whoever_has_it(world: World) -> None:
    everything_asked(world)
    with world.app.app_context():
        first, second = user_named("caseworker").id, user_named("colleague_caseworker").id
        house = user_named("caseworker").organisation_id
    before = hands(world)
    mine, theirs, nobody = {(first, house)}, {(second, house)}, {(None, None)}
    assert set(before) >= OF_WORKERS and set(before) >= OF_OTHERS

    def give(case: Any) -> None:
        cases.assign(case, second, actor_named("focal_point"), backup_id=first)

    each_case(world, first, give)
    after = hands(world)
    assert {kind: after[kind] for kind in OF_WORKERS} == dict.fromkeys(OF_WORKERS, theirs)
    assert {kind: after[kind] for kind in OF_OTHERS} == {kind: before[kind] for kind in OF_OTHERS}
    assert in_agenda(world, "colleague_caseworker") >= OF_WORKERS

    world.do(lambda: cases.ask_hand_over(second))
    after = hands(world)
    assert {kind: after[kind] for kind in OF_WORKERS} == dict.fromkeys(OF_WORKERS, mine)
    assert in_agenda(world, "caseworker") >= OF_WORKERS

    each_case(
        world,
        first,
        lambda case: cases.declare_conflict(case, first, "", actor_named("caseworker")),
    )
    after = hands(world)
    assert {kind: after[kind] for kind in OF_WORKERS} == dict.fromkeys(OF_WORKERS, nobody)
    assert not in_agenda(world, "caseworker") & OF_WORKERS
    assert in_agenda(world, "focal_point") >= OF_WORKERS - {"compare_files"}

    world.do(
        lambda: [
            cases.assign(case, second, actor_named("focal_point"))
            for case in db.session.query(Case).filter_by(assignee_id=None).all()
        ]
    )
    after = hands(world)
    assert {kind: after[kind] for kind in OF_WORKERS} == dict.fromkeys(OF_WORKERS, theirs)
    assert {kind: after[kind] for kind in OF_OTHERS} == {kind: before[kind] for kind in OF_OTHERS}
