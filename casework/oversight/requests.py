"""The register of persons' requests: what was asked, how, until when, and what was answered."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from casework.audit import record
from casework.audit.catalogue import PersonRequestChanged
from casework.db import db, hold, take_turns
from casework.kernel import clock
from casework.kernel.clock import MOROCCO
from casework.kernel.ids import normalise_code
from casework.oversight.models import PersonRequest
from casework.oversight.request_rules import (
    AnsweredAlready,
    answer_by,
    check_answer,
    check_request,
)
from casework.policy import Actor

PAGE = 100
TURN = 0x5A6E7265


@dataclass(frozen=True)
class Asked:
    """What somebody asked: what, how, when; the code of their file when they know it."""

    kind: str
    way: str
    received: date
    code: str = ""


def register_request(asked: Asked, actor: Actor) -> PersonRequest:
    """Write a request down under the next number. A code that is none is left out: the register
    says nothing of whether a file exists."""
    check_request(asked.kind, asked.way, asked.received, _today())
    take_turns(TURN)
    last = db.session.scalar(select(func.max(PersonRequest.number))) or 0
    made = PersonRequest(
        number=last + 1,
        kind=asked.kind,
        way=asked.way,
        code=normalise_code(asked.code) or "",
        received_on=asked.received,
        answer_by=answer_by(asked.kind, asked.received),
        registered_by_id=actor.user_id,
        registered_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    _record(made, "registered", actor)
    return made


def answer_request(row: PersonRequest, answer: str, ground: str | None, actor: Actor) -> None:
    """What the person was answered, and on which ground when it was refused."""
    check_answer(answer, ground)
    hold(row)
    if row.answered_at is not None:
        raise AnsweredAlready()
    row.answer, row.ground = answer, ground if answer in ("partly", "refused") else None
    row.answered_at, row.answered_by_id = clock.now(), actor.user_id
    _record(row, "answered", actor)


def request_for(actor: Actor, number: int) -> PersonRequest | None:
    """One request. Whoever keeps the register knows of all."""
    return db.session.scalar(select(PersonRequest).where(PersonRequest.number == number))


def waiting_requests() -> list[PersonRequest]:
    """Those without an answer, the first due first."""
    rows = select(PersonRequest).where(PersonRequest.answered_at.is_(None))
    return list(db.session.scalars(rows.order_by(PersonRequest.answer_by, PersonRequest.number)))


def answered_requests(limit: int = PAGE) -> list[PersonRequest]:
    """Those that were answered, the newest first."""
    rows = select(PersonRequest).where(PersonRequest.answered_at.is_not(None))
    return list(db.session.scalars(rows.order_by(PersonRequest.number.desc()).limit(limit)))


def _today() -> date:
    return clock.now().astimezone(MOROCCO).date()


def _record(row: PersonRequest, what: str, actor: Actor) -> None:
    request_id: UUID = row.id
    event = PersonRequestChanged(request_id=request_id, what=what, kind=row.kind)  # type: ignore[arg-type]
    record(event, actor)
