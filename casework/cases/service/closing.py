"""Closing takes two people: the caseworker proposes, a focal point decides."""

from dataclasses import replace
from datetime import datetime

from casework.cases.domain import closure as rules
from casework.cases.domain.closure import FEEDBACK, FOLLOW_UPS
from casework.cases.domain.gates import blocks
from casework.cases.domain.pathway import WITHDRAWAL_AGAIN
from casework.cases.domain.records import CLOSURE_REASONS, Closure, PersonNotInformed
from casework.cases.models import Case, ClosureRecord
from casework.cases.queries import attempts_of, closure_of, today
from casework.cases.service.keeping import ask_again
from casework.cases.service.ledger import files_held
from casework.cases.service.steps import Why, known, step, task_owner
from casework.cases.service.withdrawing import without_a_yes
from casework.cases.service.writing import next_seq, of_list
from casework.db import db, hold
from casework.kernel import clock
from casework.policy import Actor
from casework.tasks.domain import add_months
from casework.tasks.service import open_task


def propose_closure(
    case: Case,
    closure: Closure,
    actor: Actor,
    *,
    informed: bool,
    expected_version: int | None = None,
) -> None:
    """Ask for the case to be closed, for a reason of the list. The person was told, or it was tried
    on safe channels. Refused while something stands against closing, or the reason does not
    hold."""
    of_list(closure.reason, CLOSURE_REASONS, "reason")
    of_list(closure.feedback, FEEDBACK, "feedback")
    if not informed:
        raise PersonNotInformed()
    rules.check(closure, attempts_of(case.id), today())
    step(
        case,
        "propose_closure",
        actor,
        expected_version=expected_version,
        why=Why(closing=closure.reason, words=closure.words),
    )
    case.closure = replace(closure, keep_until=closure.keep_until or rules.usual_end(today()))
    case.proposed_by_id = actor.user_id
    db.session.flush()


def approve_closure(case: Case, actor: Actor, *, expected_version: int | None = None) -> None:
    """Close the case somebody else proposed to close, for as long as the file is to be kept. Where
    the person chose to be asked again, it falls due after one, three, six and twelve months. What
    the files that were merged into it told ends with it."""
    files_held(case)
    proposed, proposer = closure_of(case), case.proposed_by_id
    why = Why(closing=proposed.reason if proposed else None)
    step(case, "close", actor, expected_version=expected_version, why=why)
    case.proposed_by_id = None
    if proposed is not None:
        record = ClosureRecord(
            case_id=case.id,
            seq=next_seq(ClosureRecord, case),
            closed_at=clock.now(),
            proposed_by_id=proposer,
            approved_by_id=actor.user_id,
        )
        record.closure = proposed
        db.session.add(record)
        case.keep_until = proposed.keep_until or rules.usual_end(today())
        if proposed.channels:
            _open_follow_ups(case, clock.now())
    db.session.flush()


def keep_open(case: Case, words: str, actor: Actor, *, expected_version: int | None = None) -> None:
    """Say no to a proposal to close, with the reason for the caseworker; or keep a case open whose
    person agrees to it no more, also where nobody could propose to close it. That they agree no
    more is looked at again later."""
    hold(case)
    no_yes = without_a_yes(case)
    step(case, "keep_open", actor, expected_version=expected_version, why=Why(words=words))
    case.closure = None
    case.proposed_by_id = None
    if no_yes:
        ask_again(case, WITHDRAWAL_AGAIN)
    db.session.flush()


def closure_blocks(case: Case, actor: Actor) -> list[str]:
    """What stands against closing now, for the reason that was proposed, if one was."""
    proposed = closure_of(case) if case.proposed_by_id else None
    return blocks(known(case, actor, Why(closing=proposed.reason if proposed else None)))


def _open_follow_ups(case: Case, closed_at: datetime) -> None:
    for months in FOLLOW_UPS:
        kind = f"follow_up_{months}"
        open_task(
            "case",
            case.id,
            kind,
            due_at=add_months(closed_at, months),
            priority=None,
            **task_owner(case, kind),
        )
