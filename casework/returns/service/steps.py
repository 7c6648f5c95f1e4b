"""Steps of a return: gather what is on record, let the gates answer, take the step; the case
follows."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from casework.audit.catalogue import ReturnStepTaken
from casework.cases import queries as cases
from casework.cases import service as case_service
from casework.cases.domain.children import SUITABLE
from casework.cases.domain.consent import Purpose
from casework.cases.domain.pathway import IN_RETURN
from casework.cases.service.writing import refuse_merged
from casework.kernel import clock
from casework.kernel.refusals import ReasonMissing
from casework.kernel.workflow import Planned, Transition, Verdict
from casework.policy import Actor
from casework.returns import queries
from casework.returns.domain.gates import Known, verdicts
from casework.returns.domain.lists import IN_DANGER, NEVER_ARRIVED, Part
from casework.returns.domain.track import (
    ARRIVED,
    CONFIRM_ARRIVAL,
    ENDED,
    NOTE_DEPARTURE,
    STOPPED,
    TABLE,
)
from casework.returns.models import ReturnFile
from casework.returns.queries import Seat
from casework.tasks.service import complete_tasks, open_task
from casework.workflow.service import Step, Track, history, register_track, take_step

OVER = (ARRIVED, STOPPED, ENDED)
ASKS_AGAIN = frozenset({"book", "resume"})
"""After these the person is asked once more whether they still want to leave."""
GOES_ON = frozenset({"counsel", "find_eligible", "choose", "book", "depart", "resume"})
"""What is not done any more in a file that another one leads; whoever is in it can always stop, and
whoever left always arrives."""


def task_owner(file: ReturnFile, task: str) -> Mapping[str, Any]:
    """Whoever runs the return; until somebody took it up, their organisation."""
    return {
        "assignee_id": file.officer_id,
        "organisation_id": file.organisation_id,
        "region": file.region,
    }


TRACK = register_track(
    Track(
        name="return",
        title="Voluntary return",
        table=TABLE,
        key=lambda file: ("case", file.case_id),
        event=lambda file, arrow: ReturnStepTaken(
            case_id=file.case_id,
            return_id=file.id,
            action=arrow.action,
            source=arrow.source,
            target=arrow.target,
        ),
        task_owner=task_owner,
    )
)


def step(
    seat: Seat,
    action: str,
    actor: Actor | None,
    *,
    expected_version: int | None = None,
    words: str | None = None,
    code: str | None = None,
) -> Planned:
    """Take a step of the return, or refuse. Pausing and stopping ask for no reason."""
    file = seat.file
    if action in GOES_ON:
        refuse_merged(seat.case)
    planned = take_step(
        TRACK,
        file,
        Step(
            action,
            actor,
            expected_version,
            gates=gates_of(seat, action),
            reason=words,
            reason_code=code,
            resource=seat.resource(),
        ),
    )
    _follow(seat, planned.transition)
    return planned


def break_off(
    seat: Seat, code: str, words: str, actor: Actor, expected_version: int | None = None
) -> Planned:
    """A journey that began does not arrive: turned back, lost on the way, exploited again, died.
    The case goes back to its plan, from which the person is helped, looked for, or the case closed;
    where they may be in danger it becomes as urgent as it can be."""
    if code not in NEVER_ARRIVED:
        raise ReasonMissing()
    planned = step(
        seat, "break_off", actor, expected_version=expected_version, words=words, code=code
    )
    if code in IN_DANGER:
        case_service.note_danger(seat.case, words or code, actor)
    return planned


def gates_of(seat: Seat, action: str) -> dict[str, Verdict]:
    """What each gate of this step answers now; empty when there is no such step from here."""
    state = seat.file.state
    arrow = next((one for one in TABLE if one.source == state and one.action == action), None)
    return verdicts(arrow, known(seat)) if arrow and arrow.gates else {}


def known(seat: Seat) -> Known:
    """What is on record of the return now, as the gates read it."""
    file, case = seat.file, seat.case
    card, found = cases.card_of(case), queries.contents(file.id)
    milestones = cases.milestones_of(case.id)
    told, chosen, asked = map(found.newest.get, (Part.COUNSELLING, Part.CHOICE, Part.DEPARTURE))
    family, reception = queries.family_of(case.id)
    of_child = cases.child_facts(case.id)
    return Known(
        at=clock.now(),
        today=cases.today(),
        child=card.child,
        asylum=card.asylum,
        paused=file.paused_at is not None,
        started=case.state == IN_RETURN,
        agreed=cases.agreed_for_more(case, Purpose.RETURN) is not None,
        consulate_agreed=cases.agreed_to_any(case.id, Purpose.CONSULATE),
        guardian="guardian" in milestones and not of_child.guardian_suspected,
        determined="bid" in milestones and of_child.may_go_back,
        family_suitable=family is not None and family.result == SUITABLE,
        received_by=reception.who_receives if reception is not None else "",
        counselled_at=told.recorded_at if told else None,
        chosen_at=chosen.recorded_at if chosen else None,
        asked_again_at=asked.recorded_at if asked else None,
        will_from=_will_from(file, found.journey_changed_at),
        newest={part: entry.recorded for part, entry in found.opened.items()},
        papers=found.papers,
    )


def _will_from(file: ReturnFile, journey_changed_at: datetime | None) -> datetime | None:
    """Since when a will at the door counts: the journey was booked, changed, or went on after a
    rest."""
    steps = (one.at for one in history("return", file.id) if one.action in ASKS_AGAIN)
    return max((*steps, *([journey_changed_at] if journey_changed_at else [])), default=None)


def _follow(seat: Seat, arrow: Transition) -> None:
    """What a step brings with it: resting, ending, the deadline of the arrival, the case."""
    file = seat.file
    if arrow.action == "pause":
        file.paused_at = clock.now()
    if arrow.action == "resume":
        file.paused_at = None
    if arrow.action == "book":
        await_departure(file)
    if arrow.action == "depart":
        _await_arrival(file)
    if arrow.target in OVER:
        file.running_case_id, file.paused_at, file.ended_at = None, None, clock.now()
        complete_tasks("return", file.id)
        _tell_case(seat, arrow.target)


def await_departure(file: ReturnFile) -> None:
    """A day after the hour a booked journey leaves, somebody has written whether the person left;
    missed, it is as urgent as danger: nobody would be looked for."""
    journey = queries.contents(file.id).opened[Part.TRAVEL].travel
    assert journey is not None  # noqa: S101 - the gate of the booking saw to it
    due_at = journey.departs_at + timedelta(hours=NOTE_DEPARTURE.span.hours)
    open_task(
        "return", file.id, NOTE_DEPARTURE.task, due_at=due_at, priority="P1",
        **task_owner(file, NOTE_DEPARTURE.task),
    )  # fmt: skip


def _await_arrival(file: ReturnFile) -> None:
    """The arrival is confirmed within 72 hours of the hour it was planned for; missed, it is as
    urgent as danger."""
    journey = queries.contents(file.id).opened[Part.TRAVEL].travel
    assert journey is not None  # noqa: S101 - the gate of the step saw to it
    due_at = journey.arrives_at + timedelta(hours=CONFIRM_ARRIVAL.span.hours)
    open_task(
        "return", file.id, CONFIRM_ARRIVAL.task, due_at=due_at, priority="P1",
        **task_owner(file, CONFIRM_ARRIVAL.task),
    )  # fmt: skip


def _tell_case(seat: Seat, target: str) -> None:
    if seat.case.state == IN_RETURN:
        case_service.step(seat.case, "arrive" if target == ARRIVED else "stop_return", None)
