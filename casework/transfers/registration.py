"""What transfers add to the case file, the home page, the tasks and the jobs."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import url_for

from casework.cases.following import register_following
from casework.cases.panels import FileAction, register_file_action
from casework.cases.queries import case_scope, known_to
from casework.cases.withdrawals import register_narrowing, register_withdrawal
from casework.jobs.registry import register_periodic
from casework.letters.registry import Letter, register_letter
from casework.policy import Actor, Role
from casework.policy import Permission as P
from casework.tasks.owners import Described, register_climbing, register_owner_kind
from casework.transfers import queries, service, texts
from casework.transfers.domain import AGAIN_TASK, TransferState
from casework.transfers.letters import minutes, transfers_to_sign
from casework.transfers.pages import rows_of
from casework.transfers.texts import TASKS, register_texts
from casework.web.codes import register_words
from casework.web.languages import _, _l
from casework.web.navigation import (
    MOST_ROWS,
    WorkList,
    WorkRow,
    WorkRows,
    register_done,
    register_work_list,
)
from casework.workflow.service import on_step

DONE = {
    "transfer_proposed": _l("The organisation is asked. The case stays yours until they accept."),
    "transfer_cancelled": _l("The proposal is withdrawn. The case stays yours."),
    "transfer_declined": _l("You declined. Nothing of the case stays visible to you."),
    "transfer_taken": _l("The case is yours now. The former organisation sees it no more."),
}


def register() -> None:
    """Everything transfers hand to others."""
    register_words("CaseTransferStep", reason=texts.DECLINE_REASONS)
    register_texts()
    register_withdrawal(service.losses, service.take_back, service.shared)
    register_narrowing(service.end_beyond)
    register_following(service.tasks_of_worker)
    on_step("case", service.case_moved)
    register_owner_kind("transfer", describe)
    register_climbing(AGAIN_TASK)
    register_periodic("transfers.expire", timedelta(minutes=30), service.expire_due)
    register_file_action(
        FileAction(_l("Hand over"), "transfers.propose", P.TRANSFER_PROPOSE, "send", place=95)
    )
    register_work_list(
        Role.CASEWORKER,
        WorkList("transfers", _l("Cases proposed to you"), waiting, place=25, edge="soon"),
    )
    register_letter(
        Letter(
            "handover",
            _l("Hand-over minutes"),
            _l("For both organisations to sign when a case changes hands."),
            minutes,
            transfers_to_sign,
            place=60,
        )
    )
    for key, text in DONE.items():
        register_done(key, text)


def waiting(actor: Actor) -> WorkRows:
    """Cases that another organisation proposes to hand over."""
    rows = rows_of(queries.waiting_for(actor), received=True)
    return WorkRows(
        [
            WorkRow(
                title=_("Take a case over?"),
                href=url_for("transfers.received", ref=row["reference"]),
                detail=row["organisation"],
                code=row["reference"],
                due=row["due_at"],
            )
            for row in rows[:MOST_ROWS]
        ],
        total=len(rows),
        see_all=url_for("transfers.listed"),
    )


def describe(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """Name the tasks of transfers: for whoever is asked by the reference, else by the case."""
    found = queries.by_ids({task.owner_id for task in tasks})
    barred = known_to(actor, {row.case_id for row in found.values()})
    found = {id: row for id, row in found.items() if row.case_id not in barred}
    codes = case_scope(actor, {row.case_id for row in found.values()})
    named = {}
    for task in tasks:
        row = found.get(task.owner_id)
        if row is not None and (line := _described(task, row, codes, actor)) is not None:
            named[task.id] = line
    return named


def _open(row: Any) -> bool:
    return row.state == TransferState.PROPOSED and queries.still_agreed(row)


def _described(task: Any, row: Any, codes: Mapping[UUID, str], actor: Actor) -> Described | None:
    title = TASKS.get(task.kind, task.kind)
    asked = row.to_organisation_id == actor.organisation_id
    if asked and actor.role is Role.CASEWORKER and _open(row):
        return Described(title, row.reference, url_for("transfers.received", ref=row.reference))
    if row.case_id not in codes:
        return None
    code = codes[row.case_id]
    focal = actor.role is Role.FOCAL_POINT
    page = "cases.case_file" if focal else "transfers.propose"
    return Described(title, code, url_for(page, code=code))
