"""Planning a distribution and taking its steps."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.assistance import queries
from casework.assistance.domain.records import Counts, Spot
from casework.assistance.domain.refusals import NotAPlace, NotUnderWay
from casework.assistance.domain.track import OPEN, PLANNED, TABLE
from casework.assistance.models import Operation, Tally
from casework.audit import record
from casework.audit.catalogue import OperationChanged
from casework.db import db, free_code, hold_as_shown
from casework.encryption import create_data_key
from casework.funding import queries as funding
from casework.funding.domain.budget import NotYourProject
from casework.kernel.ids import new_id, reference
from casework.kernel.refusals import NotPermitted
from casework.kernel.workflow import Planned, Verdict
from casework.policy import Actor, Permission, decide
from casework.web.codes import provinces
from casework.workflow.service import Step, Track, note_start, register_track, take_step

TRACK = register_track(
    Track(
        name="operation",
        title="Distribution",
        table=TABLE,
        key=lambda row: ("operation", row.id),
        event=lambda row, arrow: OperationChanged(operation_id=row.id, what=arrow.action),
    )
)


@dataclass(frozen=True)
class Plan:
    """What is planned: for whom, of what kind, on which day, in which province."""

    title: str
    project_code: str
    partner: str
    kind: str
    target: str
    on: date
    province: str


def plan(planned: Plan, actor: Actor) -> Operation:
    """Plan a distribution within a project of the own organisation. The exact spot is written
    apart, sealed."""
    project = funding.project(actor, planned.project_code)
    if project is None:
        raise NotYourProject()
    place = provinces().get(planned.province)
    if place is None or (not actor.national and place.region not in actor.regions):
        raise NotAPlace()
    row = Operation(
        id=new_id(), reference=free_code(Operation.reference, lambda: reference("A")),
        title=planned.title, number=queries.next_number(project.id),
        organisation_id=actor.organisation_id, project_id=project.id, partner=planned.partner,
        kind=planned.kind, target=planned.target, on=planned.on, region=place.region,
        province=planned.province, made_by_id=actor.user_id, state=PLANNED, version=1,
    )  # fmt: skip
    if not decide(actor, Permission.DISTRIBUTION_WORK, row.resource()).allowed:
        raise NotPermitted()
    create_data_key("operation", row.id)
    db.session.add(row)
    db.session.flush()
    tally = Tally(operation_id=row.id, id=new_id())
    tally.counts = Counts()
    db.session.add(tally)
    note_start(TRACK, row, "plan", actor)
    record(OperationChanged(operation_id=row.id, what="plan"), actor)
    db.session.flush()
    return row


def write_spot(row: Operation, spot: Spot, actor: Actor, expected_version: int) -> None:
    """Where exactly, and what must be watched: sealed."""
    take(row, actor, expected_version)
    row.spot = spot
    changed(row, "spot", actor)


def step(
    row: Operation, action: str, actor: Actor, expected_version: int | None = None,
    words: str | None = None,
) -> Planned:  # fmt: skip
    """Begin, finish, cancel or open again. It ends once every movement of stock is signed by two
    and nobody is counted by nationality or need who was not counted as a person. It is cancelled
    while nobody is counted and all goods went back."""
    return take_step(
        TRACK, row, Step(action, actor, expected_version, gates=_gates(row.id), reason=words)
    )


def _gates(operation_id: UUID) -> dict[str, Verdict]:
    signed = all(one.second_signed_by_id for one in queries.moves_of(operation_id))
    agrees = queries.reach_of(operation_id).agrees
    counted = any(queries.cells_of(operation_id).values())
    untouched = all(one.stock.untouched for one in queries.stock(operation_id))
    return {
        "G-SIGNED": Verdict.PASS if signed else Verdict.FAIL,
        "G-TALLIED": Verdict.PASS if agrees else Verdict.FAIL,
        "G-UNTOUCHED": Verdict.PASS if untouched and not counted else Verdict.FAIL,
    }


def take(row: Operation, actor: Actor, expected_version: int | None = None) -> None:
    """Lock a distribution that is planned or under way, for somebody who may work on it."""
    hold_as_shown(row, expected_version)
    if not decide(actor, Permission.DISTRIBUTION_WORK, row.resource()).allowed:
        raise NotPermitted()
    if row.state not in OPEN:
        raise NotUnderWay()


def changed(row: Operation, what: str, actor: Actor) -> None:
    """It is not what it was, and that is written down."""
    row.version += 1
    db.session.flush()
    record(OperationChanged(operation_id=row.id, what=what), actor)
