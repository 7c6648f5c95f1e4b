"""What a request leads to once it was accepted: registered at start by those who do it.

Referrals know no shelter and no return; whoever does more with an accepted request than to say
that the service was given hangs a link up here, shown on the recipient's page of the request.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from casework.policy import Actor, Permission, decide
from casework.referrals.models import Referral


@dataclass(frozen=True)
class FollowUp:
    """A button on an accepted request for one of these services. `endpoint` takes `ref`."""

    services: Collection[str]
    label: Any
    endpoint: str
    permission: Permission


_follow_ups: dict[str, FollowUp] = {}


def register_follow_up(follow_up: FollowUp) -> None:
    """Add it; the same endpoint again replaces it."""
    _follow_ups[follow_up.endpoint] = follow_up


def follow_ups_of(referral: Referral, actor: Actor) -> list[FollowUp]:
    """What this reader can go on with, for one request."""
    return [
        one
        for one in _follow_ups.values()
        if referral.service in one.services
        and referral.state in ("accepted", "in_progress")
        and decide(actor, one.permission, referral.resource()).allowed
    ]
