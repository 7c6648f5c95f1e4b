"""The verbs of a transfer: propose, accept, decline, cancel; and what ends by itself."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from casework.accounts import queries as accounts
from casework.audit import record, record_read
from casework.audit.catalogue import CaseTransferStep, TransferRead
from casework.cases import queries as cases
from casework.cases.domain.consent import DATA_GROUPS, Purpose
from casework.cases.domain.pathway import CLOSED
from casework.cases.following import Following
from casework.cases.service import hand_over
from casework.cases.withdrawals import Loss, Question
from casework.db import db, free_code, hold
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.kernel.ids import new_id, reference
from casework.kernel.workflow import Transition, Verdict
from casework.policy import Actor, Role
from casework.tasks.service import complete_tasks, open_task
from casework.transfers import queries
from casework.transfers.domain import (
    AGAIN_TASK,
    ANSWER_TASK,
    ANSWER_WITHIN,
    TABLE,
    TOLD_BEFORE,
    AlreadyProposed,
    CaseStays,
    HandOver,
    Known,
    NobodyThere,
    NotAskedOfThePerson,
    NotInTheRegion,
    TransferState,
    WholeFileNotAgreed,
)
from casework.transfers.models import CaseTransfer
from casework.workflow.service import Step, Track, due, note_start, register_track, take_step


def _event(row: CaseTransfer, arrow: Transition) -> CaseTransferStep:
    return CaseTransferStep(
        case_id=row.case_id,
        transfer_id=row.id,
        action=arrow.action,
        to_id=row.to_organisation_id,
        reason=row.answer_reason,
    )


TRACK = register_track(
    Track(
        name="transfer",
        title="Transfer",
        table=TABLE,
        key=lambda row: ("case", row.case_id),
        event=_event,
    )
)


def may_take(case: Any) -> dict[UUID, str]:
    """The organisations that work cases in the region of this one, and not the own."""
    working = accounts.caseworkers_active_in(case.region)
    ids = {one.organisation_id for one in working} - {case.organisation_id}
    return dict.fromkeys(ids, "")


def propose(case: Any, to: UUID, note: str, actor: Actor) -> CaseTransfer:
    """Ask another organisation to take the case over. The person agreed that they be told (P3), and
    told everything: whoever takes a case over opens its whole file."""
    hold(case)
    if case.state == CLOSED or case.merged_into_id is not None:
        raise CaseStays()
    if to not in may_take(case):
        raise NobodyThere()
    if queries.open_transfer(case.id) is not None:
        raise AlreadyProposed()
    _refuse_beyond(case, to)
    made = CaseTransfer(
        id=new_id(),
        reference=free_code(CaseTransfer.reference, lambda: reference("C")),
        case_id=case.id,
        state=TransferState.PROPOSED.value,
        version=1,
        region=case.region,
        priority=case.priority,
        from_organisation_id=case.organisation_id,
        from_user_id=actor.user_id,
        to_organisation_id=to,
        proposed_at=clock.now(),
        due_at=due(ANSWER_WITHIN),
    )
    made.note = HandOver(note)
    db.session.add(made)
    note_start(TRACK, made, "propose", actor)
    record(_event(made, TABLE[0]), actor)
    _decided_anew(case.id)
    _ask(made)
    return made


def accept(transfer: CaseTransfer, actor: Actor, version: int) -> str:
    """Take the case over: it is theirs from the next request on, and no longer the others'. Gives
    its code. Refused when the person took the agreement back meanwhile."""
    case = cases.case_by_id(transfer.case_id)
    hold(case)
    if not _works_there(actor, case.region):
        raise NotInTheRegion()
    agreed = queries.not_agreed(case, transfer.to_organisation_id) == ()
    gates = {"G-CONSENT": Verdict.PASS if agreed else Verdict.FAIL}
    take_step(TRACK, transfer, Step("accept", actor, version, gates=gates))
    transfer.answered_at, transfer.taken_by_id = clock.now(), actor.user_id
    hand_over(case, actor)
    post("transfer.answered", transfer.id, user_id=transfer.from_user_id)
    return str(case.code)


def decline(transfer: CaseTransfer, reason: str, actor: Actor, version: int) -> None:
    """They cannot; they see nothing of it any more."""
    step = Step("decline", actor, version, reason_code=reason)
    transfer.answer_reason = reason
    take_step(TRACK, transfer, step)
    transfer.answered_at = clock.now()
    post("transfer.answered", transfer.id, user_id=transfer.from_user_id)


def cancel(transfer: CaseTransfer, case: Any, actor: Actor, version: int) -> None:
    """The case stays after all, whether they could still answer or did not in time."""
    waits = transfer.state == TransferState.PROPOSED
    take_step(TRACK, transfer, Step("cancel", actor, version, resource=case.resource()))
    if waits:
        post("transfer.withdrawn", transfer.id, organisation_id=transfer.to_organisation_id)


def known_to_recipient(transfer: CaseTransfer, actor: Actor) -> Known:
    """What they see before accepting; the sight is written down."""
    record_read(TransferRead(case_id=transfer.case_id, transfer_id=transfer.id), actor)
    card = cases.card_of(cases.case_by_id(transfer.case_id))
    assert transfer.note is not None  # noqa: S101 - written by propose
    return Known(
        card.sex,
        card.age_band,
        card.languages,
        card.interpreter,
        transfer.region,
        transfer.priority,
        transfer.note.reveal().note,
    )


def expire_due() -> int:
    """End proposals that nobody answered, whoever has the case decides anew; and those whose
    agreement is over."""
    _withdraw([one for one in queries.proposed_anywhere() if not queries.still_agreed(one)])
    late = queries.overdue(clock.now())
    for transfer in late:
        take_step(TRACK, transfer, Step("expire", None))
        case = cases.case_by_id(transfer.case_id)
        open_task(
            "transfer",
            transfer.id,
            AGAIN_TASK,
            due_at=due(ANSWER_WITHIN),
            assignee_id=case.assignee_id,
            organisation_id=case.organisation_id,
            region=case.region,
        )
    return len(late)


def losses(case_id: UUID, question: Question) -> list[Loss]:
    """Who would no longer see a proposal: said before a withdrawal is recorded."""
    return [
        Loss(one.to_organisation_id, one.reference, "transfer", TOLD_BEFORE)
        for one in _resting_on(case_id, question)
    ]


def shared(case_id: UUID, question: Question) -> list[Loss]:
    """Whom the case was ever proposed to, whatever they answered, and under the case itself those
    who had it before; never whoever has it now."""
    holder = cases.case_by_id(case_id).organisation_id
    found = [
        Loss(whom, one.reference, "transfer")
        for one in reversed(queries.transfers_of(case_id))
        for whom in _told_by(one)
        if question in ((Purpose.CASE, None), (Purpose.SERVICE, whom))
    ]
    return [one for one in found if one.organisation_id != holder]


def _told_by(transfer: CaseTransfer) -> list[UUID]:
    """Whoever was asked, and once the case was theirs, whoever had it before."""
    taken = transfer.state == TransferState.ACCEPTED
    return [transfer.to_organisation_id, *([transfer.from_organisation_id] if taken else [])]


def end_beyond(
    case_id: UUID, question: Question, groups: frozenset[str], actor: Actor
) -> list[Loss]:
    """Who agrees to less than the whole file is handed over no more."""
    if question[0] != Purpose.SERVICE or groups >= {*DATA_GROUPS}:
        return []
    told = losses(case_id, question)
    take_back(case_id, question, actor)
    return told


def take_back(case_id: UUID, question: Question, actor: Actor) -> None:
    """End the proposal, in the transaction of the withdrawal."""
    _withdraw(_resting_on(case_id, question))


def case_moved(case: Any, arrow: Transition, actor: Actor | None) -> None:
    """A case that closes is proposed to nobody any more, nor is a file that was merged into it."""
    if arrow.action != "close":
        return
    for file_id in cases.files_of_person(case):
        found = queries.open_transfer(file_id)
        _withdraw([found] if found else [])
        _decided_anew(file_id)


def _decided_anew(case_id: UUID) -> None:
    """What becomes of a case that nobody took over was decided."""
    for earlier in queries.transfers_of(case_id):
        if earlier.state == TransferState.EXPIRED:
            complete_tasks("transfer", earlier.id, AGAIN_TASK)


def _withdraw(found: list[CaseTransfer]) -> None:
    for transfer in found:
        take_step(TRACK, transfer, Step("withdraw", None))
        post("transfer.withdrawn", transfer.id, organisation_id=transfer.to_organisation_id)


def _resting_on(case_id: UUID, question: Question) -> list[CaseTransfer]:
    found = queries.open_transfer(case_id)
    if found is None:
        return []
    rests = question in ((Purpose.CASE, None), (Purpose.SERVICE, found.to_organisation_id))
    return [found] if rests else []


def _refuse_beyond(case: Any, organisation_id: UUID) -> None:
    untold = queries.not_agreed(case, organisation_id)
    if untold == DATA_GROUPS:
        raise NotAskedOfThePerson()
    if untold:
        raise WholeFileNotAgreed(group=untold[0])


def _works_there(actor: Actor, region: str) -> bool:
    return accounts.works_in(actor.user_id, Role.CASEWORKER, region)


def _ask(transfer: CaseTransfer) -> None:
    open_task(
        "transfer",
        transfer.id,
        ANSWER_TASK,
        due_at=transfer.due_at,
        organisation_id=transfer.to_organisation_id,
        region=transfer.region,
        priority=None,
    )


def tasks_of_worker(case: cases.Case) -> Iterable[Following]:
    """Whoever has the case proposes it anew when nobody answered."""
    for transfer in queries.transfers_of(case.id):
        yield Following("transfer", transfer.id, (AGAIN_TASK,))
