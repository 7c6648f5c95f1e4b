"""What returns add to the case file, to the pages of those who run them, and to the gates."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for

from casework.accounts.service import on_leaving
from casework.cases.panels import Panel, register_panel
from casework.cases.queries import case_scope
from casework.cases.service import on_kept, register_circumstances, register_resting
from casework.cases.withdrawals import register_withdrawal
from casework.policy import Actor, Role
from casework.policy import Permission as P
from casework.returns import facts, queries, service, texts
from casework.returns.for_the_person import register_copy
from casework.returns.texts import DONE, STATES, TASKS, TONES, register_texts
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
    """Everything returns hand to others."""
    states = {"source": texts.STATES, "target": texts.STATES}
    register_words("ReturnStepTaken", action=texts.HAPPENED, **states)
    register_words("ReturnRecorded", part=texts.PARTS)
    register_copy()
    register_texts()
    register_circumstances(service.told_by_returns)
    register_withdrawal(service.losses, service.take_back, service.shared)
    on_step("case", service.case_moved)
    on_kept(service.agreement_or_card_changed)
    register_resting(service.resting_when_merged)
    on_leaving(service.officer_left)
    facts.register()
    register_owner_kind("return", describe)
    register_climbing("confirm_arrival", "note_departure", "counsel_return")
    register_panel(Panel("return", _l("Return"), "returns.of_case", P.CASE_READ, place=60))
    item = NavItem(_l("Returns"), "returns.files", "arrow", 45)
    register_navigation(Role.RETURN_OFFICER, [item])
    running = WorkList("returns", _l("Returns under way"), under_way, place=15)
    register_work_list(Role.RETURN_OFFICER, running)
    for key, text in DONE.items():
        register_done(key, text)


def under_way(actor: Actor) -> WorkRows:
    """The returns an officer runs or may take up, the oldest first."""
    found = queries.of_officer(actor)
    return WorkRows(
        [
            WorkRow(
                title=STATES[file.state],
                href=url_for("returns.tracker", reference=file.reference),
                code=file.reference,
                tag=_l("rests") if file.paused_at else "",
                tone=TONES.get(file.state, ""),
            )
            for file in found[:MOST_ROWS]
        ],
        total=len(found),
        see_all=url_for("returns.files"),
    )


def describe(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """Name the tasks of returns: by the case for its people, by the return for those who run it."""
    found = queries.by_ids({task.owner_id for task in tasks})
    codes = case_scope(actor, {row.case_id for row in found.values()})
    named = {task.id: _described(task, found.get(task.owner_id), codes, actor) for task in tasks}
    return {task_id: what for task_id, what in named.items() if what is not None}


def _described(task: Any, file: Any, codes: Mapping[UUID, str], actor: Actor) -> Described | None:
    if file is None:
        return None
    title = TASKS.get(task.kind, task.kind)
    if file.case_id in codes:
        code = codes[file.case_id]
        if actor.role is Role.FOCAL_POINT:
            return Described(title, code, url_for("cases.case_file", code=code))
        return Described(title, code, url_for("returns.tracker", reference=file.reference))
    if actor.role is Role.RETURN_OFFICER and file.organisation_id == actor.organisation_id:
        href = url_for("returns.tracker", reference=file.reference)
        return Described(title, file.reference, href)
    return None
