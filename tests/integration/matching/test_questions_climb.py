"""What is asked about two files is not left lying: it climbs as other deadlines do."""

from datetime import timedelta

import pytest

from casework.db import db, unit_of_work
from casework.kernel.clock import now
from casework.tasks.domain import Level
from casework.tasks.firing import escalate_due
from casework.tasks.models import Task
from tests.integration.matching.conftest import House


def _open(house: House, kind: str) -> list[Task]:
    with house.app.app_context():
        rows = db.session.query(Task).filter(Task.done_at.is_(None), Task.kind.startswith(kind))
        return rows.all()


@pytest.mark.parametrize("kind", ["judge_match", "confirm_match", "compare_files"])
def test_what_is_asked_about_a_pair_climbs_when_nobody_answers(quick_house, client_as, kind):
    _earlier, newer, ref = quick_house.both()
    if kind == "compare_files":
        quick_house.asked_to_compare(ref)
    else:
        client_as("caseworker_elsewhere").submit(f"/c/{newer}/earlier", {})
    if kind == "confirm_match":
        quick_house.judge(ref, "propose_merge", leading="newer")
    for late, level in (
        (timedelta(minutes=1), Level.FOCAL_POINTS),
        (timedelta(days=4), Level.NATIONAL),
    ):
        with quick_house.app.app_context(), unit_of_work():
            moved = db.session.query(Task).filter(
                Task.done_at.is_(None), Task.kind.startswith(kind)
            )
            assert moved.update({"due_at": now() - late}, synchronize_session=False)
        with quick_house.app.app_context(), unit_of_work():
            escalate_due()
        assert {task.level for task in _open(quick_house, kind)} == {level}
