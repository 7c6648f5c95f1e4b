"""Handing several cases to another caseworker at once: each by the same rule as one alone."""

from collections.abc import Sequence
from uuid import UUID

from casework.cases.models import Case
from casework.cases.queries import case_by_code
from casework.cases.service.opening import (
    BackupIsSame,
    NotActiveThere,
    OfAnotherHouse,
    assign,
)
from casework.db import db
from casework.kernel.refusals import NotFound, NotPermitted, Refusal
from casework.policy import Actor


class NotHandedOver(Refusal):
    """One of the chosen cases cannot go to this person (`code` in the codes); none was moved."""

    field = "caseworker"


def hand_over_cases(codes: Sequence[str], caseworker_id: UUID, actor: Actor) -> int:
    """Give these cases to a caseworker, each as if it were the only one: the scope of the actor,
    the permission on this very case, the caseworker's own regions. All of them or none."""
    cases = [(code, case_by_code(actor, code)) for code in codes]
    unknown = next((code for code, case in cases if case is None), None)
    if unknown is not None:
        raise NotHandedOver(code=unknown)
    for case in sorted((case for _code, case in cases if case), key=lambda case: case.id):
        _hand_over(case, caseworker_id, actor)
    db.session.flush()
    return len(cases)


def _hand_over(case: Case, caseworker_id: UUID, actor: Actor) -> None:
    try:
        assign(case, caseworker_id, actor)
    except (NotActiveThere, OfAnotherHouse, NotPermitted, NotFound, BackupIsSame) as refusal:
        raise NotHandedOver(code=case.code) from refusal
