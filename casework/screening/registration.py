"""What screenings put on the pages that belong to all."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for

from casework.cases.panels import Panel, register_extras, register_panel
from casework.journal.queries import register_subject
from casework.kernel import clock
from casework.policy import Actor, Permission, Role
from casework.screening import counted, follow_up, following_up, keeping, queries, service, texts
from casework.screening.following_texts import LATE_DRAFT
from casework.screening.service import facts
from casework.screening.texts import TASKS
from casework.screening.views.answers_due import answer_words
from casework.screening.views.of_case import where_from
from casework.screening.views.of_visit import Meetings, met_with
from casework.screening.views.words import state_tag
from casework.tasks.owners import Described, register_owner_kind
from casework.visits.people import register_meeting
from casework.web.codes import register_words
from casework.web.languages import _, _l, _lp, _n, _p
from casework.web.navigation import (
    Action,
    NavItem,
    WorkList,
    WorkRow,
    WorkRows,
    register_action,
    register_navigation,
    register_work_list,
)
from casework.workflow.service import on_step

SHOWN = 5
WITH_OWN_LIST = frozenset({"finish_draft", "confirm_band", "decide_lowering", "triage"})
SCREENERS = (Role.INSPECTOR, Role.CASEWORKER)


def register() -> None:
    """Navigation, buttons and work lists of those who screen and of focal points."""
    for event in ("ScreeningSent", "ScreeningTriaged"):
        register_words(event, priority=texts.PRIORITIES)
    register_navigation(
        Role.INSPECTOR, [NavItem(_l("Screenings"), "screening.own", "file", place=20)]
    )
    register_navigation(
        Role.FOCAL_POINT, [NavItem(_l("To triage"), "screening.queue", "list", place=25)]
    )
    following_up.register()
    counted.register()
    keeping.register()
    register_owner_kind("screening", describe)
    register_subject("screening", queries.references_of)
    register_extras(where_from)
    register_extras(met_with)
    register_meeting(Meetings())
    on_step("screening", service.follow_labour_law)
    facts.register()
    register_panel(
        Panel("screening", _lp("form", "Screening"), "screening.of_case", Permission.CASE_READ, 42)
    )
    for role in SCREENERS:
        register_action(
            role, Action(_l("New screening"), "screening.begin", "file", _kind(role), place=20)
        )
        register_work_list(
            role, WorkList("drafts", _l("Drafts"), _drafts, place=20, aside=role != SCREENERS[0])
        )
        register_work_list(
            role,
            WorkList(
                "answers", _l("Answers to my screenings"), _answers, place=30,
                aside=role != SCREENERS[0],
            ),
        )  # fmt: skip
    register_work_list(Role.FOCAL_POINT, WorkList("triage", _l("To triage"), _to_triage, place=20))
    register_work_list(
        Role.FOCAL_POINT, WorkList("lowerings", _l("Lowering requests"), _lowerings, place=25)
    )


def describe(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """Name the tasks of the screenings this person may know of. Drafts and what waits for a focal
    point have lists of their own, and stand only there."""
    late = _late_drafts(tasks, actor)
    tasks = [task for task in tasks if task.kind not in WITH_OWN_LIST and _is_time(task)]
    found = queries.scope(actor, {task.owner_id for task in tasks})
    return late | {
        task.id: Described(
            TASKS.get(task.kind, task.kind),
            found[task.owner_id].reference,
            _address(found[task.owner_id], actor),
        )
        for task in tasks
        if task.owner_id in found
    }


def _is_time(task: Any) -> bool:
    """The answer to whoever screened comes with confirming: it is asked for when that is late."""
    return task.kind != "give_feedback" or bool(task.due_at <= clock.now())


def _late_drafts(tasks: Sequence[Any], actor: Actor) -> dict[UUID, Described]:
    """Drafts of others that were not sent in time, by their code alone."""
    climbed = [one for one in tasks if one.kind == "finish_draft" and one.level > 0]
    found = follow_up.late_drafts(actor, {one.owner_id for one in climbed}) if climbed else {}
    return {
        task.id: Described(
            LATE_DRAFT,
            found[task.owner_id],
            url_for("screening.late", reference=found[task.owner_id]),
        )
        for task in climbed
        if task.owner_id in found
    }


def _address(screening: Any, actor: Actor) -> str:
    mine = screening.author_id == actor.user_id
    return url_for("screening.resume" if mine else "screening.item", reference=screening.reference)


def _kind(role: Role) -> str:
    return "primary" if role is Role.INSPECTOR else "alt"


def _drafts(actor: Actor) -> WorkRows:
    rows, total = queries.own_drafts(actor, SHOWN)
    return WorkRows(
        [
            WorkRow(
                _("Resume"),
                url_for("screening.resume", reference=row.reference),
                _n("%(num)s answer", "%(num)s answers", row.card.answered),
                code=row.reference,
                due=row.due_at,
            )
            for row in rows
        ],
        total,
        url_for("screening.own"),
    )


def _answers(actor: Actor) -> WorkRows:
    rows = queries.own_answers(actor, SHOWN)
    return WorkRows(
        [
            WorkRow(
                _p("form", "Screening"),
                url_for("screening.result", reference=row.reference),
                answer_words(row),
                code=row.reference,
                tag=state_tag(row)[0],
                tone=state_tag(row)[1],
            )
            for row in rows
        ],
        len(rows),
        url_for("screening.own"),
    )


def _to_triage(actor: Actor) -> WorkRows:
    rows, total = queries.queue_head(actor, SHOWN)
    return WorkRows(
        [
            WorkRow(
                _("Set the risk level") if row.state == "S05" else _("Confirm"),
                url_for("screening.item", reference=row.reference),
                row.priority,
                code=row.reference,
                due=row.due_at,
            )
            for row in rows
        ],
        total,
        url_for("screening.queue"),
    )


def _lowerings(actor: Actor) -> WorkRows:
    rows, total = queries.lowerings_to_decide(actor, SHOWN)
    return WorkRows(
        [
            WorkRow(
                _("Decide"),
                url_for("screening.item", reference=row.reference),
                _("somebody asked to lower the level"),
                code=row.reference,
                due=row.due_at,
            )
            for row in rows
        ],
        total,
    )
