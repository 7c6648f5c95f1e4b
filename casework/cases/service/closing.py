"""Closing takes two people: the caseworker proposes, a focal point decides."""

from casework.cases.domain.gates import blocks
from casework.cases.domain.records import CLOSURE_REASONS, Closure, PersonNotInformed
from casework.cases.models import Case
from casework.cases.service.steps import Why, known, step
from casework.cases.service.writing import of_list
from casework.db import db
from casework.policy import Actor


def propose_closure(
    case: Case,
    closure: Closure,
    actor: Actor,
    *,
    informed: bool,
    expected_version: int | None = None,
) -> None:
    """Ask for the case to be closed, for a reason of the list. The person was told, or it was tried
    on safe channels. Refused while something stands against closing."""
    of_list(closure.reason, CLOSURE_REASONS, "reason")
    if not informed:
        raise PersonNotInformed()
    step(
        case,
        "propose_closure",
        actor,
        expected_version=expected_version,
        why=Why(words=closure.words),
    )
    case.closure = closure
    case.proposed_by_id = actor.user_id
    db.session.flush()


def approve_closure(case: Case, actor: Actor, *, expected_version: int | None = None) -> None:
    """Close the case somebody else proposed to close."""
    step(case, "close", actor, expected_version=expected_version)
    case.proposed_by_id = None
    db.session.flush()


def keep_open(case: Case, words: str, actor: Actor, *, expected_version: int | None = None) -> None:
    """Say no to a proposal to close, with the reason for the caseworker."""
    step(case, "keep_open", actor, expected_version=expected_version, why=Why(words=words))
    case.closure = None
    case.proposed_by_id = None
    db.session.flush()


def closure_blocks(case: Case, actor: Actor) -> list[str]:
    """What stands against closing now."""
    return blocks(known(case, actor))
