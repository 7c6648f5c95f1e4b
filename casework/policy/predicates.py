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


def own_organisation(actor: Actor, resource: Resource) -> bool:
    """The record belongs to the actor's organisation."""
    return (
        resource.organisation_id is not None and resource.organisation_id == actor.organisation_id
    )


def assigned(actor: Actor, resource: Resource) -> bool:
    """The actor is one of those the record is assigned to."""
    return actor.user_id in resource.assignee_ids


def receives(actor: Actor, resource: Resource) -> bool:
    """The actor's organisation is the recipient and the referral discloses something now."""
    return (
        resource.stage is not None
        and resource.recipient_organisation_id is not None
        and resource.recipient_organisation_id == actor.organisation_id
    )
