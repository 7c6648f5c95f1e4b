"""What distributions and training add to the pages that belong to all."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import url_for

from casework.assistance import counted, queries, texts
from casework.assistance.domain.track import OPEN
from casework.assistance.service import MEET_TASK, ask_to_meet, destroy_ended
from casework.assistance.texts import DONE, STATES, TASKS, TONES, register_texts
from casework.jobs import register_periodic
from casework.policy import Actor, Permission, Role, decide
from casework.tasks.owners import Described, register_climbing, register_owner_kind
from casework.web.codes import register_words
from casework.web.languages import _l
from casework.web.navigation import (
    MOST_ROWS,
    NavItem,
    WorkList,
    WorkRow,
    WorkRows,
    register_done,
    register_navigation,
    register_work_list,
)
from casework.workflow.service import on_step


def register() -> None:
    """Distributions and training in the bar and on the home page of those who run programmes."""
    register_words("OperationChanged", what=texts.ACTIONS)
    register_texts()
    counted.register()
    items = [
        NavItem(_l("Distributions"), "assistance.operations", "users", 20),
        NavItem(_l("Training"), "assistance.trainings", "file", 30),
    ]
    register_navigation(Role.DISTRIBUTION_OFFICER, items)
    work = WorkList("distributions", _l("Distributions to prepare or finish"), open_ones, place=10)
    register_work_list(Role.DISTRIBUTION_OFFICER, work)
    register_owner_kind("operation", describe)
    register_climbing(MEET_TASK)
    on_step("operation", lambda row, arrow, actor: ask_to_meet(row))
    register_periodic("assistance.tokens", timedelta(hours=6), destroy_ended)
    for key, text in DONE.items():
        register_done(key, text)


def describe(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """Name who is asked to meet somebody, for the caseworkers of the organisation and the focal
    points of the region, who read no more than that."""
    found = queries.by_ids({task.owner_id for task in tasks})
    named = {task.id: _meeting(task, found.get(task.owner_id), actor) for task in tasks}
    return {task_id: what for task_id, what in named.items() if what is not None}


def _meeting(task: Any, row: Any, actor: Actor) -> Described | None:
    if row is None:
        return None
    if decide(actor, Permission.DISTRIBUTION_MEET, row.resource()).allowed:
        href = url_for("assistance.meet", reference=row.reference)
        return Described(TASKS[task.kind], row.reference, href)
    if actor.role is Role.FOCAL_POINT and row.region in actor.regions:
        return Described(TASKS[task.kind], row.reference, url_for("directory.search"))
    return None


def open_ones(actor: Actor) -> WorkRows:
    """The distributions that are planned or under way."""
    found = [one for one in queries.operations(actor) if one.state in OPEN]
    return WorkRows(
        [
            WorkRow(
                title=one.title,
                href=url_for("assistance.operation", reference=one.reference),
                code=one.reference,
                tag=STATES[one.state],
                tone=TONES.get(one.state, ""),
            )
            for one in found[:MOST_ROWS]
        ],
        total=len(found),
        see_all=url_for("assistance.operations"),
    )
