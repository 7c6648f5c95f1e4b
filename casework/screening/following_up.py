"""What follow-up puts on the pages that belong to all: work lists, and tasks that climb."""

from flask import url_for

from casework.policy import Actor, Role
from casework.screening import follow_up
from casework.tasks.owners import register_climbing
from casework.web.languages import _, _l
from casework.web.navigation import Action, WorkList, WorkRow, WorkRows
from casework.web.navigation import register_action as action
from casework.web.navigation import register_work_list as work_list

SHOWN = 5
CLIMBING = (
    "finish_draft",
    "confirm_band",
    "triage",
    "screen_again",
    "give_feedback",
    "read_correction",
    "decide_lowering",
)


def register() -> None:
    """Who is to be met again, for whoever screens and for focal points; the second look."""
    register_climbing(*CLIMBING)
    for role, aside in ((Role.INSPECTOR, True), (Role.CASEWORKER, True), (Role.FOCAL_POINT, True)):
        watch = WorkList("watch", _l("To be met again"), _watched, place=35, aside=aside)
        work_list(role, watch)
    action(Role.FOCAL_POINT, Action(_l("Second look"), "screening.review", "list", "alt", 26))


def _watched(actor: Actor) -> WorkRows:
    rows = follow_up.watch_head(actor, SHOWN)
    page = "screening.watch" if actor.role is Role.FOCAL_POINT else "screening.own_watch"
    shown = [
        WorkRow(
            _("Meet the person again"),
            url_for(
                "screening.item" if actor.role is Role.FOCAL_POINT else "screening.result",
                reference=one.reference,
            ),
            code=one.reference,
            due=one.due_at,
        )
        for one in rows[0]
    ]
    return WorkRows(shown, rows[1], url_for(page))
