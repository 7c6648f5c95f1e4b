"""What visits and labour records add to the pages that belong to all."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for

from casework.accounts.queries import organisation_names
from casework.policy import Actor, Role
from casework.tasks.owners import Described, register_climbing, register_owner_kind
from casework.visits import counted, facts, keeping, people, queries, texts
from casework.visits.code_lists import sector_name
from casework.visits.domain.labour import DEADLINES
from casework.visits.texts import LABOUR_STATES, TASKS, register_texts
from casework.web.codes import register_words
from casework.web.formats import short_date
from casework.web.languages import _, _l, _lp, _n, current_language
from casework.web.navigation import (
    MOST_ROWS,
    Action,
    NavItem,
    WorkList,
    WorkRow,
    WorkRows,
    register_action,
    register_navigation,
    register_work_list,
)


def register() -> None:
    """The bar, the home page and the deadlines."""
    states = {"source": texts.LABOUR_STATES, "target": texts.LABOUR_STATES}
    register_words("LabourStepTaken", action=texts.ACTIONS, **states)
    register_words("LabourRecordRead", reason=texts.WHY_SHOWN)
    register_texts()
    facts.register()
    counted.register()
    keeping.register()
    register_owner_kind("labour", describe)
    register_climbing(*DEADLINES)
    inspector = Role.INSPECTOR
    register_navigation(
        inspector,
        [
            NavItem(_lp("navigation", "Visits"), "visits.visits", "building", place=22),
            NavItem(_lp("navigation", "Labour records"), "labour.records", "list", place=24),
        ],
    )
    register_work_list(inspector, WorkList("visits", _l("Open visits"), _open, place=15))
    register_work_list(
        inspector, WorkList("labour", _l("Labour records to take up"), _to_take_up, place=40)
    )
    register_action(
        Role.FOCAL_POINT,
        Action(_l("Visits of the region"), "visits.visits", "building", kind="alt", place=40),
    )


def describe(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """Name the deadlines of the labour records this person may know of. A focal point, to whom one
    goes up that was missed, reads which record it is and whom to ask, and opens none."""
    if actor.role is Role.FOCAL_POINT:
        return _described_to_region(tasks, actor)
    found = queries.labour_ids(actor, {task.owner_id for task in tasks})
    return {
        task.id: Described(
            TASKS.get(task.kind, task.kind),
            found[task.owner_id].reference,
            url_for("labour.item", reference=found[task.owner_id].reference),
        )
        for task in tasks
        if task.owner_id in found
    }


def _described_to_region(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    found = queries.whose_labour(actor, {task.owner_id for task in tasks})
    names = organisation_names({house for _ref, house in found.values()}, current_language())
    return {
        task.id: Described(
            TASKS.get(task.kind, task.kind),
            found[task.owner_id][0],
            url_for("visits.visits"),
            names.get(found[task.owner_id][1], ""),
        )
        for task in tasks
        if task.owner_id in found
    }


def _open(actor: Actor) -> WorkRows:
    rows, total = queries.open_visits(actor, MOST_ROWS)
    met = people.counts(row.id for row in rows)
    return WorkRows(
        [
            WorkRow(
                sector_name(row.card.sector),
                url_for("visits.visit", reference=row.reference),
                _n("%(num)s person met", "%(num)s people met", met.get(row.id, 0)),
                code=row.reference,
                when=short_date(row.card.day),
            )
            for row in rows
        ],
        total,
        url_for("visits.visits"),
    )


def _to_take_up(actor: Actor) -> WorkRows:
    rows, total = queries.waiting_for_somebody(actor, MOST_ROWS)
    return WorkRows(
        [
            WorkRow(
                _("Take it up"),
                url_for("labour.item", reference=row.reference),
                LABOUR_STATES[row.state],
                code=row.reference,
                when=short_date(row.opened_on),
            )
            for row in rows
        ],
        total,
        url_for("labour.records"),
    )
