"""What reintegration adds to the case file, to the pages of officers, to tasks and to the gates."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for

from casework.cases.following import register_following
from casework.cases.panels import Panel, register_panel
from casework.cases.queries import case_scope
from casework.cases.service import on_kept, on_risk, register_circumstances, register_resting
from casework.policy import Actor, Role
from casework.policy import Permission as P
from casework.reintegration import counted, facts, queries, service, texts
from casework.reintegration.domain.lists import MONTHS, visit_task
from casework.reintegration.for_the_person import register_copy
from casework.reintegration.texts import DONE, TASKS, register_texts
from casework.tasks.owners import Described, register_climbing, register_owner_kind
from casework.web.codes import register_words
from casework.web.languages import _l
from casework.web.navigation import NavItem, register_done, register_navigation
from casework.workflow.service import on_step


def register() -> None:
    """Everything reintegration hands to others."""
    states = {"source": texts.GRANT_STATES, "target": texts.GRANT_STATES}
    register_words("GrantStepTaken", action=texts.GRANT_ACTIONS, **states)
    register_copy()
    register_texts()
    facts.register()
    counted.register()
    register_resting(service.resting_when_merged)
    register_circumstances(service.told_by_reintegration)
    register_following(service.tasks_of_worker)
    on_step("case", service.case_moved)
    on_step("return", service.return_moved)
    on_risk(service.risk_assessed)
    on_kept(service.person_known_better)
    register_owner_kind("reintegration", describe)
    register_owner_kind("grant", describe_grants)
    register_climbing(*map(visit_task, MONTHS["closely"]), "approve_grant")
    panel = Panel("reintegration", _l("Reintegration"), "reintegration.of_case", P.CASE_READ, 65)
    register_panel(panel)
    item = NavItem(_l("Reintegration"), "reintegration.files", "arrow", 46)
    register_navigation(Role.RETURN_OFFICER, [item])
    for key, text in DONE.items():
        register_done(key, text)


def describe(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """Name the visits that are due: by the case for its people, by the reintegration for those who
    run the return before it."""
    files = queries.by_ids({task.owner_id for task in tasks})
    codes = case_scope(actor, {row.case_id for row in files.values()})
    runs = queries.officers_of(files.values())
    named = {task.id: _visit(task, files.get(task.owner_id), codes, runs, actor) for task in tasks}
    return {task_id: what for task_id, what in named.items() if what is not None}


def _visit(
    task: Any, file: Any, codes: Mapping[UUID, str], runs: Mapping[UUID, Any], actor: Actor
) -> Described | None:
    if file is None:
        return None
    title = TASKS.get(task.kind, task.kind)
    if file.case_id in codes:
        code = codes[file.case_id]
        if actor.role is Role.FOCAL_POINT:
            return Described(title, code, url_for("cases.case_file", code=code))
        return Described(title, code, url_for("reintegration.of_case", code=code))
    if actor.role is Role.RETURN_OFFICER and runs.get(file.id, (None,))[0] == actor.organisation_id:
        href = url_for("reintegration.overview", reference=file.reference)
        return Described(title, file.reference, href)
    return None


def describe_grants(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """Name the grants that wait for a second person, for those who may say yes."""
    grants = queries.grants_by_ids({task.owner_id for task in tasks})
    files = queries.by_ids({row.file_id for row in grants.values()})
    codes = case_scope(actor, {row.case_id for row in grants.values()})
    return {
        task.id: Described(
            TASKS["approve_grant"],
            codes[grants[task.owner_id].case_id],
            url_for(
                "reintegration.grant",
                reference=files[grants[task.owner_id].file_id].reference,
                grant_id=task.owner_id,
            ),
        )
        for task in tasks
        if task.owner_id in grants and grants[task.owner_id].case_id in codes
    }
