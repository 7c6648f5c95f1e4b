"""A labour record: opened without anybody's identity, followed to its outcome."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from casework.accounts import queries as accounts
from casework.accounts.domain.organisations import Kind
from casework.audit import record
from casework.audit.catalogue import (
    LabourRecordChanged,
    LabourRecordOpened,
    LabourStepTaken,
    VisitChanged,
)
from casework.db import db, free_code, hold, hold_as_shown
from casework.encryption import create_data_key
from casework.kernel import clock
from casework.kernel.ids import new_id, reference
from casework.kernel.refusals import NotPermitted, StaleVersion
from casework.kernel.workflow import Transition, Verdict
from casework.policy import Actor, Permission, Role, decide
from casework.tasks.domain import end_of
from casework.tasks.service import move_tasks, open_task
from casework.visits import code_lists
from casework.visits.domain.labour import (
    ACT,
    CHECK,
    HOLD,
    OBSERVED,
    TABLE,
    Complainant,
    Copy,
    LabourContent,
    Notice,
    Outcome,
    UnknownInfraction,
    check_notice,
    check_outcome,
    notice_verdict,
)
from casework.visits.domain.records import Employer, GroupFacts, VisitCard
from casework.visits.models import LabourRecord, Visit
from casework.visits.service import employers
from casework.visits.service.visits import must_be_open
from casework.workflow.service import Step, Track, due, note_start, register_track, take_step


def _event(row: LabourRecord, arrow: Transition) -> LabourStepTaken:
    return LabourStepTaken(
        labour_id=row.id, action=arrow.action, source=arrow.source, target=arrow.target
    )


def _whose_turn(row: LabourRecord, task: str) -> Mapping[str, Any]:
    """Whoever took it up; until then it waits in the organisation's list. What was missed goes to
    the focal points of the region."""
    return {
        "assignee_id": row.handler_id,
        "organisation_id": row.organisation_id,
        "region": row.region,
    }


LABOUR_TRACK = register_track(
    Track(
        name="labour",
        title="Labour record",
        table=TABLE,
        key=lambda row: ("labour", row.id),
        event=_event,
        task_owner=_whose_turn,
    )
)


@dataclass(frozen=True)
class _Opening:
    """Where a record is opened, for whom, and what it says."""

    organisation_id: UUID
    region: str
    handler_id: UUID | None
    employer_id: UUID
    content: LabourContent


def open_from_visit(
    visit: Visit, infractions: Sequence[str], words: str, actor: Actor, expected_version: int
) -> LabourRecord:
    """An inspector found infractions at a visit. One record a visit; a second one is refused.

    It takes the sector, the province, the number of workers and a copy of the employer with it:
    nothing of the people met.
    """
    must_be_open(visit, actor)
    group: GroupFacts = visit.group.reveal()
    if visit.version != expected_version or group.labour:
        raise StaleVersion()
    known = _known(infractions)
    return _open_for(visit, LabourContent(infractions=known, words=words), "inspection", actor)


def note_legal_duty(
    *,
    region: str,
    province: str,
    sector: str,
    signs: Collection[str],
    author: tuple[UUID, UUID],
    visit: Visit | None = None,
) -> None:
    """Somebody confirmed that a meeting points to infractions of labour law and to nothing more.

    The inspectorate reports gaps in the law (Labour Code, art. 532): that duty opens a record
    without the person, unless the visit has one already. `author`: who met the person and their
    organisation. Without any labour inspectorate in the country nothing is opened.
    """
    content = LabourContent(
        sector=sector, province=province, infractions=code_lists.infractions_behind(signs)
    )
    if visit is not None:
        hold(visit)
        if not visit.group.reveal().labour:
            _open_for(visit, content, "legal_duty", None)
        return
    user_id, organisation_id = author
    inspectorate = _inspectorate(organisation_id, region)
    if inspectorate is not None:
        handler = user_id if _inspects(user_id, inspectorate) else None
        employer_id = employers.new_employer()
        opening = _Opening(inspectorate, region, handler, employer_id, content)
        _open(opening, "legal_duty", None)


def write_observations(
    row: LabourRecord,
    infractions: Sequence[str],
    workers: int | None,
    words: str,
    actor: Actor,
    expected_version: int,
) -> None:
    """What was found, as it is known now."""
    _hold(row, actor, expected_version)
    content = replace(_content(row), infractions=_known(infractions), workers=workers, words=words)
    row.content = content
    _changed(row, "observations", actor)


def write_record_employer(
    row: LabourRecord, particulars: Employer, actor: Actor, expected_version: int
) -> None:
    """Who employs, in the compartment of this record's own copy."""
    _hold(row, actor, expected_version)
    employers.write(row.employer_id, particulars)
    _changed(row, "employer", actor)


def put_complainant(
    row: LabourRecord, complainant: Complainant, actor: Actor, expected_version: int
) -> None:
    """Somebody agreed to appear by name; when and how they agreed is kept with it."""
    _hold(row, actor, expected_version)
    row.complainant = complainant
    _changed(row, "complainant", actor)


def remove_complainant(row: LabourRecord, actor: Actor, expected_version: int) -> None:
    """The agreement was taken back: the name is gone from the record."""
    _hold(row, actor, expected_version)
    row.complainant = None
    _changed(row, "complainant_removed", actor)


def take_up(row: LabourRecord, actor: Actor, expected_version: int) -> None:
    """An inspector of the organisation answers for the record from now on, with its deadlines."""
    take_step(LABOUR_TRACK, row, Step("take_up", actor, expected_version))
    row.handler_id = actor.user_id
    move_tasks("labour", row.id, assignee_id=actor.user_id, organisation_id=row.organisation_id)


def give_notice(
    row: LabourRecord, days: int, imminent: bool, actor: Actor, expected_version: int
) -> None:
    """A formal notice from today on; its end is the deadline to check what was done."""
    content = _content(row)
    notice = Notice(_today(), days, imminent)
    check_notice(notice, content.infractions, code_lists.about_safety())
    _step(row, "give_notice", actor, expected_version)
    row.content = replace(content, notice=notice)
    _move_deadline(row, CHECK.task, end_of(notice.ends_on))


def invite(row: LabourRecord, on: date, actor: Actor, expected_version: int) -> None:
    """Both sides are called to a conciliation on a day."""
    _step(row, "invite", actor, expected_version)
    row.content = replace(_content(row), heard_on=on)
    _move_deadline(row, HOLD.task, end_of(on))


def report(row: LabourRecord, number: str, actor: Actor, expected_version: int) -> None:
    """A report is drawn up today; about hygiene and safety after the notice has ended."""
    _step(row, "report", actor, expected_version)
    row.content = replace(_content(row), report_number=number, reported_on=_today())


def send_copies(
    row: LabourRecord, copies: Collection[str], actor: Actor, expected_version: int
) -> None:
    """The three copies went out; two are not enough."""
    whole = set(copies) == {copy.value for copy in Copy}
    gates = {"G-COPIES": Verdict.PASS if whole else Verdict.FAIL}
    take_step(LABOUR_TRACK, row, Step("send_copies", actor, expected_version, gates))


def close_record(
    row: LabourRecord, outcome: Outcome, words: str, actor: Actor, expected_version: int
) -> None:
    """How it ended. Each state has its own outcomes."""
    hold(row)
    check_outcome(row.state, outcome)
    step = Step("close", actor, expected_version, reason=words or None, reason_code=outcome.value)
    take_step(LABOUR_TRACK, row, step)


def reopen_record(row: LabourRecord, reason: str, actor: Actor, expected_version: int) -> None:
    """Something came up after the end."""
    take_step(LABOUR_TRACK, row, Step("reopen", actor, expected_version, reason=reason or None))


def _open_for(
    visit: Visit, content: LabourContent, basis: str, actor: Actor | None
) -> LabourRecord:
    """The one record of a visit, which then knows its reference, sealed."""
    card: VisitCard = visit.card.reveal()
    group: GroupFacts = visit.group.reveal()
    content = replace(content, sector=card.sector, province=card.province, workers=group.workers)
    inspector = visit.author_id if actor is None else actor.user_id
    opening = _Opening(
        visit.organisation_id,
        visit.region,
        inspector if _inspects(inspector, visit.organisation_id) else None,
        employers.copy(visit.employer_id),
        content,
    )
    row = _open(opening, basis, actor)
    visit.group = replace(group, labour=row.reference)
    visit.version += 1
    record(VisitChanged(visit_id=visit.id, what="labour"), actor)
    return row


def _open(opening: _Opening, basis: str, actor: Actor | None) -> LabourRecord:
    row = LabourRecord(
        id=new_id(),
        reference=free_code(LabourRecord.reference, lambda: reference("L")),
        organisation_id=opening.organisation_id,
        handler_id=opening.handler_id,
        region=opening.region,
        opened_on=_today(),
        employer_id=opening.employer_id,
        state=OBSERVED,
        version=1,
    )
    create_data_key("labour", row.id)
    row.content = opening.content
    db.session.add(row)
    note_start(LABOUR_TRACK, row, "open", actor)
    record(LabourRecordOpened(labour_id=row.id, basis=basis), actor)  # type: ignore[arg-type]
    _move_deadline(row, ACT.task, due(ACT.span))
    return row


def _step(row: LabourRecord, action: str, actor: Actor, expected_version: int) -> None:
    hold(row)
    take_step(LABOUR_TRACK, row, Step(action, actor, expected_version, _gates(row)))


def _gates(row: LabourRecord) -> dict[str, Verdict]:
    content = _content(row)
    named = bool(employers.particulars(row.employer_id).name)
    return {
        "G-EMPLOYER": Verdict.PASS if named else Verdict.FAIL,
        "G-INFRACTION": Verdict.PASS if content.infractions else Verdict.FAIL,
        "G-NOTICE": notice_verdict(content, code_lists.about_safety(), _today()),
    }


def _move_deadline(row: LabourRecord, task: str, due_at: datetime) -> None:
    """The day that was set takes the place of the one the table proposes."""
    open_task("labour", row.id, task, due_at=due_at, **_whose_turn(row, task))


def _content(row: LabourRecord) -> LabourContent:
    found: LabourContent = row.content.reveal()
    return found


def _hold(row: LabourRecord, actor: Actor, expected_version: int) -> None:
    hold_as_shown(row, expected_version)
    if not decide(actor, Permission.LABOUR_WORK, row.resource()).allowed:
        raise NotPermitted()


def _changed(row: LabourRecord, what: str, actor: Actor) -> None:
    row.version += 1
    record(LabourRecordChanged(labour_id=row.id, what=what), actor)  # type: ignore[arg-type]


def _known(infractions: Sequence[str]) -> tuple[str, ...]:
    if unknown := set(infractions) - set(code_lists.infractions()):
        raise UnknownInfraction(count=len(unknown))
    return tuple(code for code in code_lists.infractions() if code in infractions)


def _inspects(user_id: UUID, organisation_id: UUID) -> bool:
    """Whether this is an active inspector of that organisation."""
    person, place = accounts.user(user_id), accounts.organisation(organisation_id)
    if person is None or place is None or person.organisation_id != place.id:
        return False
    return person.role == Role.INSPECTOR and person.usable and place.active


def _inspectorate(organisation_id: UUID, region: str) -> UUID | None:
    """The own organisation when it is a labour inspectorate, else one of the region, else any."""
    own = accounts.organisation(organisation_id)
    return (
        _first_of(() if own is None else (own,))
        or _first_of(accounts.organisations_in(region))
        or _first_of(accounts.organisations())
    )


def _first_of(found: Iterable[Any]) -> UUID | None:
    return next((one.id for one in found if one.kind == Kind.LABOUR_INSPECTORATE), None)


def _today() -> date:
    return clock.now().astimezone(clock.MOROCCO).date()
