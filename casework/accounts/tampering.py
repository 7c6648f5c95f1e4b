"""What lies in the database is not what Sanad wrote there: refused, logged, and told.

Said once an hour for each account by each process: who comes with a false session asks often.
"""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from flask import Response, g, has_request_context
from sqlalchemy.exc import OperationalError

from casework.audit import record
from casework.audit.catalogue import AccountFoundChanged, CaseFoundChanged
from casework.audit.events import Event
from casework.db import db, unit_of_work
from casework.kernel import clock
from casework.logs import write as write_line
from casework.logs.catalogue import RowNotOurs

What = Literal["session", "powers", "password", "link", "factors", "delegation", "ministry"]
OfCase = Literal["identity", "urgent_access", "referral", "conference"]
SAID_FOR = timedelta(hours=1)
_said: dict[tuple[UUID, str], datetime] = {}


def found_changed(user_id: UUID, what: What) -> None:
    """Something of an account does not fit its seal: the log says so now, the trace when the answer
    is ready (`write_found`). The alarms read it, and tell the officers for data protection."""
    if _is_news(user_id, what):
        write_line(RowNotOurs(what))
        _say(AccountFoundChanged(user_id=user_id, what=what))


def case_found_changed(case_id: UUID, what: OfCase) -> None:
    """The same of something that lets somebody look into a case."""
    if _is_news(case_id, what):
        write_line(RowNotOurs(what))
        _say(CaseFoundChanged(case_id=case_id, what=what))


def write_found(answer: Response) -> Response:
    """After a request, whatever came of it: refused, rolled back, or of somebody who is nobody."""
    found: list[Event] = g.pop("found_changed", [])
    if found:
        try:
            with unit_of_work():
                for event in found:
                    record(event, None)
        except OperationalError:  # the log has it
            db.session.rollback()
    return answer


def _is_news(of_id: UUID, what: str) -> bool:
    at = clock.now()
    if (said := _said.get((of_id, what))) and timedelta(0) <= at - said < SAID_FOR:
        return False
    _said[of_id, what] = at
    return True


def _say(event: Event) -> None:
    if has_request_context():
        g.setdefault("found_changed", []).append(event)
