"""Accounts, sessions and organisations."""

from typing import Literal
from uuid import UUID

from casework.audit.events import (
    AccountEvent,
    Event,
    event,
)
from casework.audit.fields import Code


@event
class SignedIn(AccountEvent):
    """A session began."""


@event
class SignInRefused(Event):
    """Somebody failed to sign in. Without `user_id` when no such account exists."""

    reason: Literal["unknown", "password", "throttled", "disabled", "second_factor"]
    user_id: UUID | None = None


@event
class SignedOut(AccountEvent):
    """A session was ended by the person, or by its limits."""

    reason: Literal["person", "idle", "absolute"] = "person"


@event
class AccountInvited(AccountEvent):
    role: Code
    organisation_id: UUID | None = None


@event
class AccountEnrolled(AccountEvent):
    """The enrolment link was used: the account has a password of its own."""


@event
class AccountChanged(AccountEvent):
    """One property of an account; role, organisation and regions act on the next request."""

    what: Literal[
        "role",
        "organisation",
        "regions",
        "national",
        "duty",
        "language",
        "name",
        "email",
        "link",
        "restored",
    ]


@event
class AccountDisabled(AccountEvent):
    """A leaver or a lost account; its sessions end at once."""


@event
class PasswordChanged(AccountEvent):
    way: Literal["person", "reset"] = "person"


@event
class SessionRevoked(AccountEvent):
    """`count` sessions of the account were ended from elsewhere."""

    count: int = 1


@event
class OrganisationChanged(Event):
    organisation_id: UUID
    what: Literal["created", "name", "kind", "regions", "services", "contact", "closed", "reopened"]
