"""The questions a clause may ask about an actor and a resource. Small, pure, named."""

from collections.abc import Callable

from casework.policy.actors import Actor, Resource, Role

Predicate = Callable[[Actor, Resource], bool]


def role(*roles: Role) -> Predicate:
    """The actor holds one of these roles."""
    held = frozenset(roles)

    def holds_role(actor: Actor, resource: Resource) -> bool:
        return actor.role in held

    return holds_role


def owns(actor: Actor, resource: Resource) -> bool:
    """The actor made the record."""
    return resource.owner_id is not None and resource.owner_id == actor.user_id


def in_region(actor: Actor, resource: Resource) -> bool:
    """The record lies in one of the actor's regions, or the actor is national."""
    return resource.region is not None and (actor.national or resource.region in actor.regions)


def national(actor: Actor, resource: Resource) -> bool:
    """The actor answers for the whole country."""
    return actor.national


def responsible(actor: Actor, resource: Resource) -> bool:
    """The actor answers for the accounts of the own organisation."""
    return actor.responsible


def own_organisation(actor: Actor, resource: Resource) -> bool:
    """The record belongs to the actor's organisation."""
    return (
        resource.organisation_id is not None and resource.organisation_id == actor.organisation_id
    )


def assigned(actor: Actor, resource: Resource) -> bool:
    """The record is assigned to the actor, or to a colleague for whom the actor stands in."""
    return not actor.hands.isdisjoint(resource.assignee_ids)


def unconflicted(actor: Actor, resource: Resource) -> bool:
    """The actor has no conflict of interest with the record."""
    return actor.user_id not in resource.conflicted_ids


def in_use(actor: Actor, resource: Resource) -> bool:
    """The record is in use, or the actor opened it again with a reason."""
    return not resource.restricted or actor.user_id in resource.opened_by


def receives(actor: Actor, resource: Resource) -> bool:
    """The actor's organisation is the recipient, the referral discloses something now, and it is
    for everybody there or for the actor by name."""
    return (
        resource.stage is not None
        and resource.recipient_organisation_id is not None
        and resource.recipient_organisation_id == actor.organisation_id
        and (not resource.assignee_ids or actor.user_id in resource.assignee_ids)
    )
