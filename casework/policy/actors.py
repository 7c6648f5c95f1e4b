"""The two values every decision is made from: who asks, and what is asked for."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """The roles of a national referral mechanism. An account has exactly one."""

    INSPECTOR = "inspector"
    FOCAL_POINT = "focal_point"
    CASEWORKER = "caseworker"
    SHELTER = "shelter"
    PROVIDER = "provider"
    RETURN_OFFICER = "return_officer"
    PROSECUTOR_LIAISON = "prosecutor_liaison"
    ANALYST = "analyst"
    DISTRIBUTION_OFFICER = "distribution_officer"
    DPO = "dpo"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Actor:
    """Somebody signed in: one role, one organisation, one or more regions; `acts_for` are the
    colleagues of the same organisation and role for whom they stand in now."""

    user_id: UUID
    role: Role
    organisation_id: UUID
    regions: frozenset[str] = frozenset()
    national: bool = False
    acts_for: frozenset[UUID] = frozenset()
    responsible: bool = False

    @property
    def hands(self) -> frozenset[UUID]:
        """Whose work is theirs now: their own, and that of those for whom they stand in."""
        return self.acts_for | {self.user_id}


@dataclass(frozen=True)
class Resource:
    """What the policy needs to know of a record, and nothing about the person in it.

    `stage` is what a referral has disclosed to its recipient: "A" from sent, "B" from accepted,
    None before it is sent and after it is declined, expired or withdrawn. `conflicted_ids`: those
    of staff who have a conflict of interest with it. `restricted`: closed so long ago that it is
    only kept; `opened_by` are those who opened it all the same, with a reason, for a while.
    """

    kind: str = "none"
    region: str | None = None
    organisation_id: UUID | None = None
    owner_id: UUID | None = None
    assignee_ids: frozenset[UUID] = frozenset()
    recipient_organisation_id: UUID | None = None
    stage: str | None = None
    conflicted_ids: frozenset[UUID] = frozenset()
    restricted: bool = False
    opened_by: frozenset[UUID] = frozenset()


NOTHING = Resource()
