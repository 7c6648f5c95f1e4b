"""What referrals add to the pages that belong to all, to the case file and to the worker."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for

from casework.accounts.service.sealing import register_round
from casework.cases.domain.pathway import SEND_FOR_CHILD
from casework.cases.following import register_following
from casework.cases.labels import TASKS as TASK_WORDS
from casework.cases.panels import (
    FileAction,
    Panel,
    register_case_task,
    register_file_action,
    register_panel,
)
from casework.cases.queries import case_scope, files_of_persons, known_to
from casework.cases.service import register_circumstances
from casework.cases.service.checking import register_check
from casework.cases.withdrawals import register_narrowing, register_withdrawal
from casework.directory.codes import service_name
from casework.directory.finding import register_answer_times
from casework.letters.registry import Letter, register_letter
from casework.policy import Actor, Role
from casework.policy import Permission as P
from casework.referrals import counted, facts, queries, sealing, texts, withdrawal
from casework.referrals.answer_times import shown_to
from casework.referrals.case_follows import tasks_of_worker, told_by_referrals
from casework.referrals.domain.track import (
    CLOSE_TASK,
    QUESTION_TASK,
    RECEIVE_TASK,
    REPORT_TASK,
    SENDER_ASKS_TASK,
    UNANSWERED_TASK,
    ReferralState,
)
from casework.referrals.jobs import register_jobs
from casework.referrals.keeping import those_told
from casework.referrals.letters import disclosed_requests, letter_of_request
from casework.referrals.pages import inbox_page
from casework.referrals.service import case_moved
from casework.referrals.standing import told_now
from casework.referrals.texts import STATES, TASKS, TONES, register_texts
from casework.retention.subjects import register_mentions
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

RECEIVING = (Role.SHELTER, Role.PROVIDER, Role.RETURN_OFFICER, Role.CASEWORKER)
DONE = {
    "referral_sent": _l("The request was sent. The answer will show here and on your home page."),
    "referral_cancelled": _l("The request is withdrawn. The organisation sees nothing of it now."),
    "referral_ended": _l("The referral is finished."),
    "referral_accepted": _l("You accepted. The arrival plan and the contact are shown below."),
    "referral_declined": _l("You declined. The information was withdrawn; the sender is told."),
    "referral_advanced": _l("Recorded. The sender sees it."),
    "referral_asked": _l("The question was sent. The answer will show on this page."),
    "referral_replied": _l("The answer was sent."),
    "referral_noted": _l("Their answer is on record."),
    "referral_to_team": _l("All who answer requests in your organisation see it now."),
}


def register() -> None:
    """Everything referrals hand to others."""
    steps = {**texts.STEPS, **texts.BY_HAND_STEPS}
    register_words("ReferralAnswered", answer=steps, reason=texts.DECLINE_REASONS)
    register_words("ReferralCancelled", reason=texts.CANCEL_REASONS)
    register_words("ReferralDiscussed", topic=texts.TOPICS)
    register_texts()
    register_jobs()
    register_round(sealing.seal_earlier)
    register_check("referral", sealing.touched_referrals)
    register_mentions("told", those_told)
    register_answer_times(shown_to)
    facts.register()
    register_circumstances(told_by_referrals)
    register_following(tasks_of_worker)
    on_step("case", case_moved)
    register_withdrawal(withdrawal.losses, withdrawal.take_back, withdrawal.shared)
    register_narrowing(withdrawal.end_beyond)
    register_owner_kind("referral", describe)
    register_climbing(
        UNANSWERED_TASK, RECEIVE_TASK, REPORT_TASK, CLOSE_TASK, QUESTION_TASK, SENDER_ASKS_TASK
    )
    register_case_task(SEND_FOR_CHILD.task, TASK_WORDS[SEND_FOR_CHILD.task], "referrals.refer")
    register_panel(
        Panel("referrals", _l("Referrals"), "referrals.of_case", P.REFERRAL_SENT_READ, place=40)
    )
    register_file_action(
        FileAction(_l("Refer"), "referrals.refer", P.REFERRAL_SEND, "send", "primary", place=90)
    )
    for key, text in DONE.items():
        register_done(key, text)
    register_letter(
        Letter(
            "referral",
            _l("Referral letter"),
            _l("What the organisation sees now, and no more. By hand or with the person."),
            letter_of_request,
            disclosed_requests,
            place=10,
        )
    )
    _register_work()


def _register_work() -> None:
    counted.register(RECEIVING)
    for role in RECEIVING:
        register_navigation(role, [NavItem(_l("Requests received"), "referrals.inbox", "send", 40)])
        register_work_list(
            role, WorkList("inbox", _l("Requests to answer"), to_answer, place=20, edge="soon")
        )
    answers = WorkList("answers", _l("Answers to my requests"), answered, place=30)
    register_work_list(Role.CASEWORKER, answers)


def to_answer(actor: Actor) -> WorkRows:
    """The requests that wait for the actor's organisation, by time left."""
    rows = inbox_page(actor, "waiting", most=MOST_ROWS)["rows"]
    return WorkRows(
        [
            WorkRow(
                title=row["title"],
                href=url_for("referrals.received", ref=row["reference"]),
                detail=" · ".join(str(part) for part in row["detail"]),
                code=row["reference"],
                due=row["due_at"],
            )
            for row in rows
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
    barred = known_to(actor, {row.case_id for row in found.values()})
    found = {id: row for id, row in found.items() if row.case_id not in barred}
    codes, told = case_scope(actor, {row.case_id for row in found.values()}), told_now(found)
    named = {
        task.id: _described(task, found[task.owner_id], codes, actor)
        for task in tasks
        if task.owner_id in found and _concerns(found[task.owner_id], codes, told, actor)
    }
    asking = [task for task in tasks if task.kind == UNANSWERED_TASK and task.owner_id in found]
    return named | _where_it_is_asked(asking, found, actor)


def _where_it_is_asked(
    tasks: Sequence[Any], found: Mapping[UUID, Any], actor: Actor
) -> dict[UUID, Described]:
    """Another service is found from the file that leads: that one is named where the request was
    sent from a file that was merged into it."""
    leads = {one: ids[0] for one, ids in files_of_persons(_cases_of(tasks, found)).items()}
    codes, named = case_scope(actor, leads.values()), {}
    for task in tasks:
        row = found[task.owner_id]
        leading = leads[row.case_id]
        if leading != row.case_id and leading in codes:
            href = url_for("referrals.of_case", code=codes[leading])
            title, service = TASKS[task.kind], service_name(row.service)
            named[task.id] = Described(title, codes[leading], href, service)
    return named


def _cases_of(tasks: Sequence[Any], found: Mapping[UUID, Any]) -> set[UUID]:
    return {found[task.owner_id].case_id for task in tasks}


def _concerns(row: Any, codes: Mapping[UUID, str], told: set[UUID], actor: Actor) -> bool:
    received = row.recipient_organisation_id == actor.organisation_id and row.id in told
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
