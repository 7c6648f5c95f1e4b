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
    """Somebody signed in: one role, one organisation, one or more regions."""

    user_id: UUID
    role: Role
    organisation_id: UUID
    regions: frozenset[str] = frozenset()
    national: bool = False


@dataclass(frozen=True)
class Resource:
    """What the policy needs to know of a record, and nothing about the person in it.

    `stage` is what a referral has disclosed to its recipient: "A" from sent, "B" from accepted,
    None before it is sent and after it is declined, expired or withdrawn.
    """

    kind: str = "none"
    region: str | None = None
    organisation_id: UUID | None = None
    owner_id: UUID | None = None
    assignee_ids: frozenset[UUID] = frozenset()
    recipient_organisation_id: UUID | None = None
    stage: str | None = None


NOTHING = Resource()
