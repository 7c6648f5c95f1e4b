"""What is counted of requests, exactly, for those who may open them."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for

from casework.cases.queries import case_scope
from casework.counters import Block, Count, register_block
from casework.kernel import clock
from casework.policy import Actor, Role
from casework.referrals import queries
from casework.web.languages import _, _l


def register(receiving: Iterable[Role]) -> None:
    """Received ones for whoever answers, sent ones for whoever asked and the focal points."""
    inbox = Block("requests", _l("Requests received"), received, place=30)
    register_block(receiving, inbox)
    sent = Block("requests_sent", _l("Requests without an answer"), without_answer, place=35)
    register_block((Role.CASEWORKER, Role.FOCAL_POINT), sent)


def received(actor: Actor) -> list[Count]:
    """What the organisation has to answer and what it has taken on."""
    due = [row.due_at for row in queries.waiting_and_active(actor, "waiting")]
    active = queries.waiting_and_active(actor, "active")
    return [
        Count(_("To answer"), len(due), url_for("referrals.inbox")),
        Count(_("Answer overdue"), _late(due), url_for("referrals.inbox"), late=True),
        Count(_("Taken on"), len(active), url_for("referrals.inbox", box="active")),
    ]


def without_answer(actor: Actor) -> list[Count]:
    """What others have not answered, of the cases one may open."""
    rows = queries.unanswered(actor)
    mine = case_scope(actor, {row.case_id for row in rows})
    due = [row.due_at for row in rows if row.case_id in mine]
    there = url_for("cases.list_cases", all="yes")
    return [
        Count(_("Answer awaited"), len(due), there),
        Count(_("Answer overdue"), _late(due), there, late=True),
    ]


def _late(due: Iterable[datetime | None]) -> int:
    at = clock.now()
    return sum(one is not None and one < at for one in due)
