"""What people may ask about what is kept of them, and until when they are answered. Pure.

Law 09-08: access (article 7), correction and erasure (article 8: ten clear days, free of charge),
objection (article 9). Where the law sets no number of days, thirty are proposed until the CNDP has
settled them.
"""

from datetime import date, timedelta

from casework.kernel.refusals import Conflict, Refusal

DAYS = {"access": 30, "correction": 10, "erasure": 10, "objection": 30}
WAYS = ("in_person", "phone", "letter", "lawyer", "through_worker")
ANSWERS = ("granted", "partly", "refused", "withdrawn")
GROUNDS = ("third_persons", "danger", "legal_duty", "hold", "not_ours", "identity_unproven")
SOON = timedelta(days=3)


class RequestUnsaid(Refusal):
    """A request has a kind and a way of the lists."""

    field = "kind"


class ReceivedAhead(Refusal):
    """A request was received today or before."""

    field = "received"


class AnswerUngrounded(Refusal):
    """What is refused, in whole or in part, is refused on a ground of the list."""

    field = "ground"


class AnsweredAlready(Conflict):
    """A request is answered once."""


def answer_by(kind: str, received: date) -> date:
    """The last day for the answer: clear days, so the day it was received does not count."""
    return received + timedelta(days=DAYS[kind] + 1)


def check_request(kind: str, way: str, received: date, today: date) -> None:
    """Refuse what is not of the lists, or not received yet."""
    if kind not in DAYS or way not in WAYS:
        raise RequestUnsaid()
    if received > today:
        raise ReceivedAhead()


def check_answer(answer: str, ground: str | None) -> None:
    """Refuse an answer out of the list, and a refusal without a ground."""
    if answer not in ANSWERS:
        raise AnswerUngrounded()
    if answer in ("partly", "refused") and ground not in GROUNDS:
        raise AnswerUngrounded()
