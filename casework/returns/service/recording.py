"""Recording a part of a return. A record is added, never changed; the newest of a part counts."""

from datetime import timedelta

from casework.audit import record
from casework.audit.catalogue import ReturnRecorded
from casework.cases import queries as cases
from casework.cases import service as case_service
from casework.cases.service.writing import refuse_merged
from casework.db import db, hold_as_shown
from casework.kernel import clock
from casework.kernel.refusals import NotPermitted
from casework.policy import Actor, Permission, decide
from casework.returns import queries
from casework.returns.domain.checks import check, records_in
from casework.returns.domain.entry import Entry
from casework.returns.domain.lists import Part
from casework.returns.domain.records import Arrival, Counselling, Departure, Paper, Recorded
from casework.returns.domain.refusals import NothingToRecord, OverAlready
from casework.returns.domain.track import BEFORE_BOARDING, BOOKED, DEPARTED
from casework.returns.models import ReturnRecord
from casework.returns.queries import Seat
from casework.returns.service.consulate import REMIND, leave_alone
from casework.returns.service.steps import await_departure, known, step, task_owner
from casework.tasks.domain import end_of
from casework.tasks.service import complete_tasks, open_task

FOLLOWED_BY = {
    Part.COUNSELLING: "counsel",
    Part.ELIGIBILITY: "find_eligible",
    Part.ARRIVAL: "arrive",
}
"""Steps that a record brings with it, once its gates are open."""
RISK_WITHIN = timedelta(hours=24)


def keep(
    seat: Seat, part: Part, recorded: Recorded, actor: Actor, expected_version: int | None = None
) -> ReturnRecord:
    """Write down one part. Refused in a return that is over, or whose file another one leads (an
    arrival is always written); for a part that does not belong to this point of it; and where the
    record could not stand (a consulate that must not know, a day ahead, a risk left out)."""
    file = seat.file
    hold_as_shown(file, expected_version)
    if not decide(actor, Permission.RETURN_WORK, seat.resource()).allowed:
        raise NotPermitted()
    if part is not Part.ARRIVAL:
        refuse_merged(seat.case)
    _refuse_out_of_turn(file.state, part)
    check(recorded, known(seat), cases.today())
    row = _written(seat, part, recorded, actor)
    file.version += 1
    db.session.flush()
    record(
        ReturnRecorded(case_id=file.case_id, return_id=file.id, part=part.value),
        actor,
    )
    if isinstance(recorded, Paper):
        _remind(seat, recorded)
    if part is Part.TRAVEL and file.state == BOOKED:
        await_departure(file)
    if isinstance(recorded, Counselling):
        if recorded.asylum == "yes":
            case_service.learn_asylum(seat.case, actor)
        leave_alone(seat)
    _bring_about(seat, part, actor)
    _heed(seat, recorded, actor)
    return row


def _heed(seat: Seat, recorded: Recorded, actor: Actor) -> None:
    """Who says no at the door has stopped the return, as they were told. Who did not arrive well
    has their risk assessed anew within a day."""
    if isinstance(recorded, Departure) and not recorded.confirmed:
        step(seat, "stop", actor)
    if isinstance(recorded, Arrival) and not recorded.well:
        case_service.ask_risk_again(seat.case, clock.now() + RISK_WITHIN)


def _refuse_out_of_turn(state: str, part: Part) -> None:
    if state not in (*BEFORE_BOARDING, DEPARTED):
        raise OverAlready()
    if state not in records_in(part):
        raise NothingToRecord(part=part.value)


def _written(seat: Seat, part: Part, recorded: Recorded, actor: Actor) -> ReturnRecord:
    file = seat.file
    row = ReturnRecord(
        return_id=file.id,
        case_id=file.case_id,
        seq=len(queries.records_of(file.id)) + 1,
        part=part.value,
        recorded_at=clock.now(),
        recorded_by_id=actor.user_id,
    )
    row.entry = Entry.of(part, recorded)
    db.session.add(row)
    db.session.flush()
    return row


def _bring_about(seat: Seat, part: Part, actor: Actor) -> None:
    from casework.returns.service.steps import gates_of

    action = FOLLOWED_BY.get(part)
    found = gates_of(seat, action) if action else {}
    if action and found and all(verdict.value == "pass" for verdict in found.values()):
        step(seat, action, actor)


def _remind(seat: Seat, paper: Paper) -> None:
    """A consulate that was asked is asked again on the day written; an answer ends the reminder."""
    kind = f"{REMIND}_{paper.kind}"
    if paper.state == "asked" and paper.remind_on is not None:
        open_task(
            "return", seat.file.id, kind, due_at=end_of(paper.remind_on),
            priority=seat.file.priority, **task_owner(seat.file, kind),
        )  # fmt: skip
    else:
        complete_tasks("return", seat.file.id, kind)
