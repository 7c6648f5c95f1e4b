"""Accounts, sessions and organisations."""

from typing import Literal
from uuid import UUID

from casework.audit.events import (
    AccountEvent,
    Event,
    event,
)
from casework.audit.fields import Code, Digest

Answer = Literal["yes", "no"]


@event
class SignedIn(AccountEvent):
    """A session began; `way` is the last proof that was asked for."""

    way: Literal["password", "totp", "recovery", "passkey", "oidc"] = "password"


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
class ProvenAgain(AccountEvent):
    """Somebody signed in proved to be there before something that asks for it."""

    way: Literal["password", "totp", "recovery", "passkey"]


@event
class SignInDisputed(AccountEvent):
    """The owner of an account says that a sign-in was somebody else's."""


@event
class SecondFactorChanged(AccountEvent):
    """`digest`: the seal over the codes that were made."""

    what: Literal["added", "removed", "codes", "kept", "reset"]
    way: Code
    digest: Digest | None = None


@event
class RecoveryCodeUsed(AccountEvent):
    """A code of the paper was used instead of the second factor: that of line `number`."""

    number: int | None = None


@event
class SecondPersonAsked(AccountEvent):
    """An administrator asked for what another one must confirm."""

    what: Literal["administrator", "factor_reset"]


@event
class SecondPersonDecided(AccountEvent):
    what: Literal["administrator", "factor_reset"]
    answer: Literal["confirmed", "refused"]


@event
class DelegationChanged(AccountEvent):
    """Somebody else works what is assigned to this account while its owner is away, `until` a
    moment that was agreed: the same when it is ended before."""

    stand_in_id: UUID
    what: Literal["made", "ended"]
    until: Code | None = None


@event
class AccessReviewed(AccountEvent):
    """The quarterly review: the account is still needed, or not."""

    answer: Literal["kept", "withdrawn"]


@event
class PowersAnsweredFor(AccountEvent):
    """Somebody who watches over accounts looked at powers that were given."""

    answer: Literal["right", "stop", "release"]


@event
class AccountInvited(AccountEvent):
    """An account was made: with which role, of which organisation, in which regions."""

    role: Code
    organisation_id: UUID | None = None
    regions: Code | None = None
    national: Answer | None = None
    responsible: Answer | None = None


@event
class AccountEnrolled(AccountEvent):
    """The enrolment link was used: the account has a password of its own, `password_id`."""

    password_id: UUID | None = None


@event
class AccountChanged(AccountEvent):
    """One property of an account, and for what it may do what it is from now on. Role, organisation
    and regions act on the next request. `digest`: what is kept of a new link."""

    what: Literal[
        "role",
        "organisation",
        "regions",
        "national",
        "responsible",
        "duty",
        "language",
        "name",
        "email",
        "link",
        "ministry",
        "restored",
    ]
    role: Code | None = None
    organisation_id: UUID | None = None
    regions: Code | None = None
    national: Answer | None = None
    responsible: Answer | None = None
    digest: Digest | None = None


@event
class AccountFoundChanged(AccountEvent):
    """Something of the account, or that gives its powers, was not written by Sanad: it is refused,
    and whoever oversees accounts is told."""

    what: Literal["session", "powers", "password", "link", "factors", "delegation", "ministry"]


@event
class AccountsConfirmed(Event):
    """After a restore, whoever runs the server compared all accounts with a list: so many are
    right, and so many were stopped because they left since."""

    count: int
    stopped: int


@event
class AccountsSealed(Event):
    """The accounts of a time before seals were sealed as they stood; once."""

    count: int


@event
class SharesSealed(Event):
    """The referrals and conferences of a time before their seals, as the trace says them; once."""

    count: int


@event
class AccountDisabled(AccountEvent):
    """A leaver or a lost account; its sessions end at once."""


@event
class PasswordChanged(AccountEvent):
    """`password_id`: which one it is from now on."""

    way: Literal["person", "reset"] = "person"
    password_id: UUID | None = None


@event
class SessionRevoked(AccountEvent):
    """`count` sessions of the account were ended from elsewhere."""

    count: int = 1


@event
class OrganisationChanged(Event):
    organisation_id: UUID
    what: Literal["created", "name", "kind", "regions", "services", "contact", "closed", "reopened"]


@event
class OrganisationFoundChanged(Event):
    """An organisation takes part, or does not, against what the trace said last."""

    organisation_id: UUID
