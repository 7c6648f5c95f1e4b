"""The case file: its summary, and for a focal point its skeleton."""

from typing import Any

from casework.cases import timeline
from casework.cases.domain.pathway import BY_REFERRALS
from casework.cases.panels import extras_of, notices_of
from casework.cases.progress import next_steps, way
from casework.cases.queries import Case, case_by_code, safe_contact_of
from casework.cases.registration import task_words
from casework.cases.views.blueprint import blueprint, page
from casework.policy import Actor, Permission, decide
from casework.tasks.queries import open_tasks
from casework.tasks.titles import own_href, own_title
from casework.web.guard import guard, signed_in_actor


@blueprint.get("/c/<code>")
@guard(Permission.CASE_SKELETON, load=case_by_code)
def case_file(case: Case) -> Any:
    """What matters now, in half a minute, without the name."""
    actor = signed_in_actor()
    tasks = [
        (*_task_words(task, case, actor), task)
        for task in open_tasks("case", case.id)
        if task.made_by_id in (None, actor.user_id)
    ]
    shown = {
        "tasks": tasks,
        "way": way(case),
        "steps": next_steps(case, actor, without=BY_REFERRALS),
        "extras": extras_of(case, actor),
        "notices": notices_of(case, actor),
    }
    if not decide(actor, Permission.CASE_READ, case.resource()).allowed:
        reopen = decide(actor, Permission.CASE_OPEN_RESTRICTED, case.resource()).allowed
        return page("cases/skeleton.html", case, "summary", reopen=reopen, **shown)
    return page(
        "cases/summary.html",
        case,
        "summary",
        contact=safe_contact_of(case),
        lately=timeline.lately(case, signed_in_actor()),
        **shown,
    )


def _task_words(task: Any, case: Case, actor: Actor) -> tuple[Any, str | None]:
    if task.own:
        return own_title(task), own_href(task)
    return task_words(task.kind, case.code, actor, nobody_yet=case.assignee_id is None)
