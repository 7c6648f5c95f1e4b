"""What shelters add to the pages of all, to the case file, to requests and to the worker."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from flask import url_for

from casework.cases import queries as cases
from casework.cases.domain.gates import Told
from casework.cases.following import register_following
from casework.cases.panels import Panel, register_panel
from casework.cases.queries import case_scope
from casework.cases.service import on_kept, on_risk, register_circumstances
from casework.cases.service.facts import on_facts
from casework.cases.withdrawals import register_narrowing, register_withdrawal
from casework.facts.providers import register_provider
from casework.kernel import clock
from casework.kernel.workflow import Transition
from casework.policy import Actor, Role
from casework.policy import Permission as P
from casework.referrals.follow_ups import FollowUp, register_follow_up
from casework.shelter import counted, keeping, queries, texts, withdrawal
from casework.shelter.domain.track import ALL_TASKS, COMING, HOLDING
from casework.shelter.facts import KIND, every_stay_handed, follow_case
from casework.shelter.for_the_person import register_copy
from casework.shelter.jobs import register_jobs
from casework.shelter.screens.board import GOING_SOON, STALE
from casework.shelter.screens.stay import state_of
from casework.shelter.service import guarding, incidents, steps
from casework.shelter.service.steps import day_ends
from casework.shelter.standing import shown_now
from casework.shelter.texts import KINDS, STATES, TASKS, TONES, register_texts
from casework.tasks.owners import Described, register_climbing, register_owner_kind
from casework.web.codes import register_words
from casework.web.languages import _l, _lp
from casework.web.navigation import (
    MOST_ROWS,
    Action,
    NavItem,
    WorkList,
    WorkRow,
    WorkRows,
    register_action,
    register_done,
    register_navigation,
    register_work_list,
)
from casework.workflow.service import on_step

DONE = {
    "board_confirmed": _l("Thank you: the board is confirmed."),
    "place_changed": _l("The board is changed."),
    "house_kept": _l("Recorded."),
    "log_written": _l("The line is in the log."),
    "stay_moved": _l("Recorded. Whoever has the case sees what concerns them."),
    "extension_decided": _l("Your answer is recorded; both sides see it."),
    "place_held": _l("The place is held for two hours. The house is told that somebody comes."),
    "place_waited": _l("The person is on the waiting list. You are told when a place is given."),
    "stay_withdrawn": _l("The place is given up."),
    "apart_said": _l("Recorded. The house is told what concerns it."),
    "report_heeded": _l("Recorded: you have read what the shelter reports."),
    "incident_kept": _l("The incident is recorded. What is grave was told at once."),
    "incident_heeded": _l("Recorded: you have taken note of it."),
}


def register() -> None:
    """Everything shelters hand to others."""
    reasons = {**texts.SYSTEM_REASONS, **texts.END_REASONS, **texts.EXITS}
    register_words("StayStepTaken", action=texts.HISTORY, reason=reasons)
    register_copy()
    register_texts()
    register_jobs()
    keeping.register()
    for key, text in DONE.items():
        register_done(key, text)
    register_provider(KIND, every_stay_handed)
    on_facts(follow_case)
    register_circumstances(told_by_stays)
    register_withdrawal(withdrawal.losses, withdrawal.take_back, withdrawal.shared, withdrawal.kept)
    register_narrowing(withdrawal.end_beyond)
    register_following(steps.tasks_of_worker)
    on_step("case", case_moved)
    on_kept(guarding.card_changed)
    on_risk(guarding.risk_assessed)
    register_owner_kind("stay", describe_stays)
    register_owner_kind("incident", describe_incidents)
    register_climbing(*ALL_TASKS, incidents.FOLLOW_TASK)
    register_panel(Panel("stay", _l("Shelter"), "shelter.of_case", P.STAY_SEEN, place=50))
    register_follow_up(
        FollowUp(
            frozenset({"SHELTER", "SHELTER_LT"}),
            _l("Give them a place"),
            "shelter.receive",
            P.STAY_PLACE,
        )
    )
    _register_work()


def _register_work() -> None:
    counted.register()
    house = Role.SHELTER
    register_navigation(
        house,
        [
            NavItem(_lp("navigation", "Places"), "shelter.board", "bed", 50),
            NavItem(_lp("navigation", "Stays"), "shelter.stays", "person", 55),
        ],
    )
    for work_list in (
        WorkList("arrivals", _l("People who arrive"), _arrivals, place=15, edge="soon"),
        WorkList("waiting", _l("Waiting for a place"), _waiting, place=25),
        WorkList("leaving", _l("Stays that end soon"), _leaving, place=35, aside=True),
        WorkList("to_confirm", _l("Places to confirm"), _to_confirm, place=40, aside=True),
    ):
        register_work_list(house, work_list)
    register_action(
        Role.FOCAL_POINT,
        Action(_l("Incidents in shelters"), "shelter.incidents", "shield", kind="alt", place=50),
    )


def told_by_stays(case_id: UUID) -> Iterable[Told]:
    """An open stay, under any file of the person, stands against closing the case."""
    files = cases.files_of_person(cases.case_by_id(case_id))
    if any(queries.open_stay_of(one) is not None for one in files):
        yield Told.STAY_OPEN


def case_moved(case: Any, arrow: Transition, actor: Actor | None) -> None:
    """Nobody waits for a place any more under a case that is closed, nor under a file that was
    merged into it."""
    if arrow.action == "close":
        for stay in chain.from_iterable(map(queries.unfinished_of, cases.files_of_person(case))):
            if stay.state in COMING:
                steps.revoke(stay)


def describe_stays(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """Name the tasks of stays: for the house by the stay, for whoever has the case by its code."""
    found = queries.by_ids({task.owner_id for task in tasks})
    codes, seen = case_scope(actor, {row.case_id for row in found.values()}), shown_now(found)
    named = {}
    for task in tasks:
        stay = found.get(task.owner_id)
        if stay is not None:
            href, code = _place_of(stay, codes, stay.id in seen, actor)
            if href:
                named[task.id] = Described(TASKS.get(task.kind, task.kind), code, href)
    return named


def _place_of(stay: Any, codes: Mapping[UUID, str], seen: bool, actor: Actor) -> tuple[str, str]:
    if actor.role is Role.SHELTER and stay.organisation_id == actor.organisation_id and seen:
        return url_for("shelter.stay", ref=stay.reference), stay.reference
    code = codes.get(stay.case_id)
    if code is None:
        return "", ""
    endpoint = "cases.case_file" if actor.role is Role.FOCAL_POINT else "shelter.of_case"
    return url_for(endpoint, code=code), code


def describe_incidents(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """Name the tasks of incidents, by their reference."""
    found = queries.incidents_by_ids(actor, {task.owner_id for task in tasks})
    return {
        task.id: Described(
            TASKS.get(task.kind, task.kind),
            found[task.owner_id].reference,
            url_for("shelter.incident", ref=found[task.owner_id].reference),
        )
        for task in tasks
        if task.owner_id in found
    }


def _row(stay: Any, **more: Any) -> WorkRow:
    return WorkRow(
        href=url_for("shelter.stay", ref=stay.reference),
        code=stay.reference,
        **more,
    )


def _arrivals(actor: Actor) -> WorkRows:
    found = [
        stay for stay, _resident in queries.stays_of(actor) if state_of(stay) == HOLDING[0]
    ]  # fmt: skip
    rows = [
        _row(stay, title=_l("Somebody is on the way"), due=stay.held_until)
        for stay in found[:MOST_ROWS]
    ]
    return WorkRows(rows, total=len(found), see_all=url_for("shelter.stays"))


def _waiting(actor: Actor) -> WorkRows:
    found = queries.waiting_of(actor)
    rows = [
        _row(
            stay,
            title=KINDS[stay.kind],
            tag=STATES[state_of(stay)],
            tone=TONES.get(state_of(stay), ""),
        )
        for stay, _resident in found[:MOST_ROWS]
    ]
    return WorkRows(rows, total=len(found), see_all=url_for("shelter.waiting"))


def _leaving(actor: Actor) -> WorkRows:
    found = queries.leaving_soon(actor, (clock.now() + GOING_SOON).date())
    rows = [
        _row(stay, title=_l("Decide how it goes on"), due=day_ends(stay.until))
        for stay in found[:MOST_ROWS]
    ]
    return WorkRows(rows, total=len(found), see_all=url_for("shelter.stays"))


def _to_confirm(actor: Actor) -> WorkRows:
    late, units = clock.now() - STALE, queries.units_of(actor)
    found = [one for one in units if one.confirmed_at is None or one.confirmed_at < late]
    rows = [WorkRow(_l("Confirm the board"), url_for("shelter.board"))] if found else []
    return WorkRows(rows, total=len(rows))
