"""What a return tells its case, and what it does when the case moves or a consent is withdrawn."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from casework.cases import queries as cases
from casework.cases.domain.consent import Purpose
from casework.cases.domain.gates import Told
from casework.cases.domain.pathway import CLOSED
from casework.cases.following import Following
from casework.cases.withdrawals import Loss, Question
from casework.kernel import clock
from casework.kernel.workflow import Transition
from casework.policy import Actor
from casework.returns import queries
from casework.returns.domain.circumstances import told
from casework.returns.domain.lists import Part
from casework.returns.domain.track import BEFORE_BOARDING, BOOKED
from casework.returns.models import ReturnFile
from casework.returns.queries import Seat
from casework.returns.service.steps import step

ENDS_RETURN = frozenset({Purpose.RETURN, Purpose.CASE})


def told_by_returns(case_id: UUID) -> Iterable[Told]:
    """What the gates of a case hear of its newest return; and that the person is on the way, under
    whichever of their files."""
    others = set(cases.files_of_person(cases.case_by_id(case_id))) - {case_id}
    gone = any(Told.ON_THE_WAY in _heard(one) for one in others)
    return [*_heard(case_id), *([Told.ON_THE_WAY] if gone else [])]


def _heard(case_id: UUID) -> list[Told]:
    newest = next(iter(queries.returns_of(case_id)), None)
    if newest is None:
        return [Told.RETURN_BARRED]
    opened = queries.contents(newest.id).opened
    risk, journey = opened.get(Part.RISK), opened.get(Part.TRAVEL)
    left = bool(journey and journey.travel and journey.travel.departs_at <= clock.now())
    return list(told(newest.state, risk.risk if risk else None, left=left))


def losses(case_id: UUID, question: Question) -> Iterator[Loss]:
    """Who would stop working on a return, or see nothing of it any more, if this were withdrawn."""
    if file := _resting_on(case_id, question):
        yield _loss(file)
    seeing = queries.entrusted_with(cases.case_by_id(case_id))
    for file in _told(case_id, question):
        if file.organisation_id in seeing:
            yield _loss(file)


def shared(case_id: UUID, question: Question) -> Iterator[Loss]:
    """Every organisation that ever ran a return of the person, ended or not."""
    if file := _resting_on(case_id, question):
        yield _loss(file)
    yield from map(_loss, _told(case_id, question))


def take_back(case_id: UUID, question: Question, actor: Actor) -> None:
    """The person takes the wish to return back: the return stops in the same transaction."""
    if file := _resting_on(case_id, question):
        step(Seat(file, cases.case_by_id(case_id), by_case=True), "withdraw", None)


def case_moved(case: Any, arrow: Transition, actor: Actor | None) -> None:
    """A case that closes takes a return that has not begun its journey with it, under whichever
    file of the person it runs."""
    for file_id in cases.files_of_person(case) if arrow.target == CLOSED else ():
        file = queries.running(file_id)
        if file is not None and file.state in BEFORE_BOARDING:
            step(Seat(file, cases.case_by_id(file_id), by_case=True), "withdraw", None)


def resting_when_merged(case: cases.Case) -> Iterable[Following]:
    """Nothing of a return is due in a file that another one leads; who is on the way is awaited,
    and so is word of whoever has booked."""
    file = queries.running(case.id)
    if file is not None and file.state in BEFORE_BOARDING and file.state != BOOKED:
        yield Following("return", file.id)


def _loss(file: ReturnFile) -> Loss:
    return Loss(file.organisation_id, file.reference, "return")


def _told(case_id: UUID, question: Question) -> list[ReturnFile]:
    """The returns that another organisation ran, whose sight of them ends with the agreement to the
    case or to that organisation; the oldest first."""
    purpose, recipient_id = question
    holder = cases.case_by_id(case_id).organisation_id
    others = [one for one in queries.returns_of(case_id) if one.organisation_id != holder]
    if purpose == Purpose.SERVICE:
        others = [one for one in others if one.organisation_id == recipient_id]
    elif purpose != Purpose.CASE:
        others = []
    return others[::-1]


def _resting_on(case_id: UUID, question: Question) -> ReturnFile | None:
    if question[0] not in ENDS_RETURN:
        return None
    file = queries.running(case_id)
    return file if file is not None and file.state in BEFORE_BOARDING else None
