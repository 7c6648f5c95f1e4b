"""What oversight puts on the pages that belong to all: work lists, tasks, words."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for

from casework.accounts.queries.powers import powers_waiting
from casework.accounts.service import on_leaving
from casework.cases import labels
from casework.cases.queries import codes_of
from casework.cases.service import ask_hand_over
from casework.cases.service.checking import register_check
from casework.oversight import queries, request_texts, requests
from casework.oversight.domain import (
    REVIEW_WITHIN,
    OwnReview,
    TooManyUrgent,
    UrgentReasonMissing,
)
from casework.oversight.protection import Queue, register_queue
from casework.oversight.request_rules import (
    AnsweredAlready,
    AnswerUngrounded,
    ReceivedAhead,
    RequestUnsaid,
)
from casework.oversight.sealing import touched_accesses
from casework.policy import Actor, Role
from casework.retention.queries import erasures
from casework.tasks.owners import Described, register_climbing, register_owner_kind
from casework.tasks.queries import SHARED
from casework.tasks.service import release_tasks
from casework.web.codes import register_words
from casework.web.errors import explain
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

DONE = {
    "urgent_ended": _l("The emergency access has ended. Its review follows within 72 hours."),
    "urgent_reviewed": _l("The review is recorded, with your name and your reason."),
}
DONE |= request_texts.DONE
TEXTS = {
    AnsweredAlready: _l("This request was answered already."),
    AnswerUngrounded: _l("Choose the answer; what is refused needs a ground of the list."),
    ReceivedAhead: _l("A request was received today or before."),
    RequestUnsaid: _l("Choose what the person asks and how the request came."),
    UrgentReasonMissing: _l("Choose the emergency and write at least 10 characters about it."),
    TooManyUrgent: _l(
        "You opened %(most)s files in an emergency within a day. Call the focal point of the "
        "region, who can assign the file to you."
    ),
    OwnReview: _l("Nobody reviews their own emergency access."),
}


def register() -> None:
    """Everything oversight hands to others."""
    register_words("PersonCopyMade", form=request_texts.FORMS, reason=request_texts.KINDS)
    register_words("PersonRequestChanged", kind=request_texts.KINDS)
    register_owner_kind("urgent_access", describe)
    register_climbing("review_urgent")
    register_check("urgent_access", touched_accesses)
    waiting = WorkList(
        "urgent", _l("Emergency accesses to review"), to_review, place=15, edge="soon"
    )
    register_work_list(Role.FOCAL_POINT, waiting)
    register_work_list(Role.DPO, waiting)
    register_navigation(
        Role.DPO,
        [
            NavItem(_l("Data protection"), "protection.overview", "shield", place=71),
            NavItem(_l("Emergency accesses"), "oversight.reviews", "alert", place=72),
        ],
    )
    _register_queues()
    on_leaving(pass_on)
    for key, text in DONE.items():
        register_done(key, text)
    for refusal, text in TEXTS.items():
        explain(refusal, text)


def _register_queues() -> None:
    register_queue(
        "urgent",
        Queue(
            _l("Emergency accesses to review"),
            lambda actor: len(queries.accesses(actor, waiting=True)),
            lambda: url_for("oversight.reviews"),
        ),
    )
    register_queue(
        "powers",
        Queue(
            _l("New powers to look at"),
            lambda actor: powers_waiting(actor, 0)[1],
            lambda: url_for("powers.powers"),
        ),
    )
    register_queue(
        "requests",
        Queue(
            _l("Requests of persons"),
            lambda actor: len(requests.waiting_requests()),
            lambda: url_for("requests.register"),
        ),
    )
    register_queue(
        "erasures",
        Queue(
            _l("Keeping and erasing"),
            lambda actor: len(erasures(actor)),
            lambda: url_for("retention.overview"),
        ),
    )


def pass_on(user: Any, actor: Actor) -> None:
    """Somebody left: files are handed over, and what else they had to do goes to those who share
    the work of the organisation, or to the focal points of the region."""
    ask_hand_over(user.id)
    shared = Role(user.role) in SHARED
    region = next(iter(sorted(user.place_codes)), None)
    release_tasks(user.id, user.organisation_id if shared else None, region)


def to_review(actor: Actor) -> WorkRows:
    """What nobody judged yet, the oldest first."""
    found = queries.accesses(actor, waiting=True)
    codes = codes_of(one.case_id for one in found[:MOST_ROWS])
    rows = [
        WorkRow(
            title=labels.URGENT_STATES[one.state],
            href=url_for("oversight.read_review", access_id=one.id),
            code=codes.get(one.case_id, ""),
            due=one.opened_at + REVIEW_WITHIN,
        )
        for one in found[:MOST_ROWS]
    ]
    return WorkRows(rows, len(found), url_for("oversight.reviews"))


def describe(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """Name the reviews that this person may make."""
    found = {}
    for task in tasks:
        access = queries.access_for(actor, task.owner_id)
        if access is not None:
            href = url_for("oversight.read_review", access_id=access.id)
            code = codes_of([access.case_id]).get(access.case_id, "")
            found[task.id] = Described(_l("Review an emergency access"), code, href)
    return found
