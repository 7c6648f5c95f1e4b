"""Asking a body to delete what it was told, and keeping its answer."""

from collections.abc import Iterable

from casework.accounts import queries as accounts
from casework.audit import record
from casework.audit.catalogue import DeletionAnswered, DeletionAsked
from casework.cases.domain.consent import DELETION_ANSWERS, DELETION_TASK, DELETION_TIME
from casework.cases.following import Following
from casework.cases.models import Case
from casework.cases.queries import deletions_of
from casework.cases.records import DeletionRequest
from casework.cases.service.writing import moved_on, of_list, take
from casework.cases.withdrawals import Loss
from casework.db import db, free_code, hold, hold_as_shown
from casework.kernel import clock
from casework.kernel.ids import reference
from casework.kernel.refusals import Conflict, NotPermitted
from casework.policy import Actor, Permission, Role, decide
from casework.tasks.service import complete_tasks, open_task
from casework.workflow.service import due

RECEIVING = (Role.SHELTER, Role.PROVIDER, Role.RETURN_OFFICER, Role.CASEWORKER)


class AnswersThemselves(Conflict):
    """Somebody of the body that was asked uses Sanad: they answer, and nobody in their place."""


class AnsweredAlready(Conflict):
    """The body has answered; its first answer stands."""


def ask_to_delete(case: Case, loss: Loss, actor: Actor | None) -> DeletionRequest | None:
    """Ask one body to delete what one sharing told it. Whoever has an inbox answers there; the
    answer of others is recorded by hand. Of what is kept in the file alone nobody is asked."""
    if loss.organisation_id is None:
        return None
    asked = DeletionRequest(
        reference=free_code(DeletionRequest.reference, lambda: reference("W")),
        case_id=case.id,
        organisation_id=loss.organisation_id,
        shared_as=loss.reference,
        asked_at=clock.now(),
    )
    db.session.add(asked)
    db.session.flush()
    record(DeletionAsked(case_id=case.id, organisation_id=loss.organisation_id), actor)
    inbox = answers_itself(asked)
    open_task(
        "deletion",
        asked.id,
        DELETION_TASK,
        due_at=due(DELETION_TIME),
        assignee_id=None if inbox else case.assignee_id,
        organisation_id=loss.organisation_id if inbox else case.organisation_id,
        region=case.region,
    )
    return asked


def answers_itself(asked: DeletionRequest) -> bool:
    """Whether somebody of the body that was asked has an inbox here, and answers there."""
    return accounts.somebody_works_at(asked.organisation_id, RECEIVING)


def answer_deletion(
    asked: DeletionRequest, answer: str, actor: Actor, expected_version: int
) -> None:
    """The body says that it deleted everything, or which duty of its own keeps it from that."""
    hold_as_shown(asked, expected_version)
    if not decide(actor, Permission.DELETION_ANSWER, asked.resource()).allowed:
        raise NotPermitted()
    _keep(asked, answer, actor, by_hand=False)


def record_answer(
    case: Case,
    asked: DeletionRequest,
    answer: str,
    actor: Actor,
    *,
    expected_version: int | None = None,
) -> None:
    """Write down by hand what a body without an inbox answered. Refused where somebody there has
    one: nobody says in their place that all is deleted."""
    take(case, actor, Permission.CASE_WORK, expected_version, closed_too=True)
    hold(asked)
    if answers_itself(asked):
        raise AnswersThemselves()
    _keep(asked, answer, actor, by_hand=True)
    moved_on(case)


def _keep(asked: DeletionRequest, answer: str, actor: Actor, *, by_hand: bool) -> None:
    if asked.answered_at is not None:
        raise AnsweredAlready()
    asked.answer = of_list(answer, DELETION_ANSWERS, "answer")
    asked.answered_at, asked.answered_by_id = clock.now(), actor.user_id
    asked.by_hand = by_hand
    asked.version += 1
    complete_tasks("deletion", asked.id, DELETION_TASK)
    record(
        DeletionAnswered(
            case_id=asked.case_id,
            answer=answer,  # type: ignore[arg-type]
            how="by_hand" if by_hand else "inbox",
        ),
        actor,
    )


def tasks_of_worker(case: Case) -> Iterable[Following]:
    """Whoever has the case calls the bodies without an inbox."""
    for asked in deletions_of(case.id):
        if not answers_itself(asked):
            yield Following("deletion", asked.id, (DELETION_TASK,))
