"""What referrals add to the pages that belong to all, to the case file and to the worker."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for

from casework.cases.panels import FileAction, Panel, register_file_action, register_panel
from casework.cases.queries import case_scope
from casework.cases.service import register_circumstances
from casework.cases.withdrawals import register_withdrawal
from casework.directory.codes import service_name
from casework.policy import Actor, Role
from casework.policy import Permission as P
from casework.referrals import queries, withdrawal
from casework.referrals.case_follows import told_by_referrals
from casework.referrals.domain.track import ReferralState
from casework.referrals.jobs import register_jobs
from casework.referrals.pages import inbox_page
from casework.referrals.service import case_moved
from casework.referrals.texts import STATES, TASKS, TONES, register_texts
from casework.tasks.owners import Described, register_owner_kind
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

RECEIVING = (Role.SHELTER, Role.PROVIDER, Role.RETURN_OFFICER, Role.CASEWORKER)
DONE = {
    "referral_sent": _l("The request was sent. The answer will show here and on your home page."),
    "referral_cancelled": _l("The request is withdrawn. The organisation sees nothing of it now."),
    "referral_ended": _l("The referral is finished."),
    "referral_accepted": _l("You accepted. The arrival plan and the contact are shown below."),
    "referral_declined": _l("You declined. The information was withdrawn; the sender is told."),
    "referral_advanced": _l("Recorded. The sender sees it."),
}


def register() -> None:
    """Everything referrals hand to others."""
    register_texts()
    register_jobs()
    register_circumstances(told_by_referrals)
    on_step("case", case_moved)
    register_withdrawal(withdrawal.losses, withdrawal.take_back)
    register_owner_kind("referral", describe)
    register_panel(
        Panel("referrals", _l("Referrals"), "referrals.of_case", P.REFERRAL_SENT_READ, place=40)
    )
    register_file_action(
        FileAction(_l("Refer"), "referrals.refer", P.REFERRAL_SEND, "send", "primary", place=90)
    )
    for key, text in DONE.items():
        register_done(key, text)
    _register_work()


def _register_work() -> None:
    for role in RECEIVING:
        register_navigation(role, [NavItem(_l("Requests received"), "referrals.inbox", "send", 40)])
        register_work_list(
            role, WorkList("inbox", _l("Requests to answer"), to_answer, place=20, edge="soon")
        )
    answers = WorkList("answers", _l("Answers to my requests"), answered, place=30)
    register_work_list(Role.CASEWORKER, answers)


def to_answer(actor: Actor) -> WorkRows:
    """The requests that wait for the actor's organisation, by time left."""
    rows = inbox_page(actor, "waiting", "")["rows"]
    return WorkRows(
        [
            WorkRow(
                title=row["title"],
                href=url_for("referrals.received", ref=row["reference"]),
                detail=" · ".join(str(part) for part in row["detail"]),
                code=row["reference"],
                due=row["due_at"],
            )
            for row in rows[:MOST_ROWS]
        ],
        total=queries.count_waiting(actor) if rows else 0,
        see_all=url_for("referrals.inbox"),
    )


def answered(actor: Actor) -> WorkRows:
    """What others answered to the actor's requests in the last two weeks, while they have the
    case."""
    found = queries.lately_answered(actor, MOST_ROWS)
    codes = case_scope(actor, [row.case_id for row in found])
    rows = [row for row in found if row.case_id in codes]
    return WorkRows(
        [
            WorkRow(
                title=service_name(row.service),
                href=url_for("referrals.sent", code=codes[row.case_id], ref=row.reference),
                code=codes[row.case_id],
                tag=STATES[ReferralState(row.state)],
                tone=TONES.get(ReferralState(row.state), ""),
            )
            for row in rows
        ],
        total=len(rows),
    )


def describe(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """Name the tasks of referrals: for the recipient by the request, for the sender by the case."""
    found = queries.by_ids({task.owner_id for task in tasks})
    codes = case_scope(actor, {row.case_id for row in found.values()})
    return {
        task.id: _described(task, found[task.owner_id], codes, actor)
        for task in tasks
        if task.owner_id in found and _concerns(found[task.owner_id], codes, actor)
    }


def _concerns(row: Any, codes: Mapping[UUID, str], actor: Actor) -> bool:
    received = row.recipient_organisation_id == actor.organisation_id
    return row.case_id in codes or (received and actor.role is not Role.FOCAL_POINT)


def _described(task: Any, row: Any, codes: Mapping[UUID, str], actor: Actor) -> Described:
    title = TASKS.get(task.kind, task.kind)
    if actor.role is Role.FOCAL_POINT:
        code = codes[row.case_id]
        return Described(
            title, code, url_for("cases.case_file", code=code), service_name(row.service)
        )
    if actor.organisation_id == row.recipient_organisation_id:
        href = url_for("referrals.received", ref=row.reference)
        return Described(title, row.reference, href, service_name(row.service))
    code = codes[row.case_id]
    href = url_for("referrals.sent", code=code, ref=row.reference)
    return Described(title, code, href, service_name(row.service))
