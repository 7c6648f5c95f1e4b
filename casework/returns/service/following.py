"""What a return tells its case, and what it does when the case moves or a consent is withdrawn."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from casework.cases import queries as cases
from casework.cases.domain.consent import Purpose
from casework.cases.domain.gates import Told
from casework.cases.domain.pathway import CLOSED
from casework.cases.withdrawals import Loss, Question
from casework.kernel.workflow import Transition
from casework.policy import Actor
from casework.returns import queries
from casework.returns.domain.circumstances import told
from casework.returns.domain.lists import Part
from casework.returns.domain.track import BEFORE_BOARDING
from casework.returns.models import ReturnFile
from casework.returns.queries import Seat
from casework.returns.service.steps import step

ENDS_RETURN = frozenset({Purpose.RETURN, Purpose.CASE})


def told_by_returns(case_id: UUID) -> Iterable[Told]:
    """What the gates of a case hear of its newest return."""
    newest = next(iter(queries.returns_of(case_id)), None)
    if newest is None:
        return [Told.RETURN_BARRED]
    entry = queries.contents(newest.id).opened.get(Part.RISK)
    return list(told(newest.state, entry.risk if entry else None))


def losses(case_id: UUID, question: Question) -> Iterator[Loss]:
    """Who would stop working on a return, if this were withdrawn."""
    if file := _resting_on(case_id, question):
        yield Loss(file.organisation_id, file.reference, "return")


def shared(case_id: UUID, question: Question) -> Iterator[Loss]:
    """Every other organisation that ever ran a return of the person, ended or not."""
    if question[0] in ENDS_RETURN:
        holder = cases.case_by_id(case_id).organisation_id
        for file in reversed(queries.returns_of(case_id)):
            if file.organisation_id != holder or file == _resting_on(case_id, question):
                yield Loss(file.organisation_id, file.reference, "return")


def take_back(case_id: UUID, question: Question, actor: Actor) -> None:
    """The person takes the wish to return back: the return stops in the same transaction."""
    if file := _resting_on(case_id, question):
        step(Seat(file, cases.case_by_id(case_id), by_case=True), "withdraw", None)


def case_moved(case: Any, arrow: Transition, actor: Actor | None) -> None:
    """A case that closes takes a return that has not begun its journey with it."""
    file = queries.running(case.id) if arrow.target == CLOSED else None
    if file is not None and file.state in BEFORE_BOARDING:
        step(Seat(file, case, by_case=True), "withdraw", None)


def _resting_on(case_id: UUID, question: Question) -> ReturnFile | None:
    if question[0] not in ENDS_RETURN:
        return None
    file = queries.running(case_id)
    return file if file is not None and file.state in BEFORE_BOARDING else None
