"""Reading the matrix: may this actor do this to that?"""

from dataclasses import dataclass

from casework.policy.actors import NOTHING, Actor, Resource
from casework.policy.matrix import MATRIX
from casework.policy.permissions import Permission


@dataclass(frozen=True)
class Decision:
    """The answer, with the permission it is about, for the audit of refusals."""

    permission: Permission
    allowed: bool


def decide(actor: Actor | None, permission: Permission, resource: Resource = NOTHING) -> Decision:
    """Allowed when all predicates of at least one clause hold. Unknown permissions and nobody
    signed in are denied."""
    if actor is None:
        return Decision(permission, allowed=False)
    clauses = MATRIX.get(permission, ())
    allowed = any(all(holds(actor, resource) for holds in clause) for clause in clauses)
    return Decision(permission, allowed=allowed)


def permissions_of(actor: Actor, resource: Resource) -> frozenset[Permission]:
    """All that the actor may do with one resource: for choosing which buttons to show."""
    return frozenset(p for p in Permission if decide(actor, p, resource).allowed)
