"""What accounts say no to."""

from casework.kernel.refusals import Refusal


class SignInFailed(Refusal):
    """No such account, not its password, not usable: the same words for all of them."""


class TryLater(Refusal):
    """This source failed too often lately (`minutes` in the codes)."""

    status = 429


class LinkNotValid(Refusal):
    """An enrolment link that was used, replaced, made for a closed account, or is too old."""

    status = 404


class SamePassword(Refusal):
    """The new password is the present one."""

    field = "password"


class UsernameTaken(Refusal):
    """Another account has this user name."""

    field = "username"


class NameTaken(Refusal):
    """Another organisation has this name."""

    field = "name"


class RegionMissing(Refusal):
    """This role works in at least one region."""

    field = "regions"


class NotARegion(Refusal):
    """A code that is no region of ISO 3166-2:MA."""

    field = "regions"


class NotNational(Refusal):
    """Only focal points and analysts answer for the whole country."""

    field = "national"


class OrganisationClosed(Refusal):
    """The organisation does not exist or takes no part any more."""

    field = "organisation"


class NotAService(Refusal):
    """A code outside the list of services."""

    field = "services"


class OwnRole(Refusal):
    """Nobody changes what they themselves may do."""

    field = "role"


class LastAdministrator(Refusal):
    """Somebody must remain who can give others access."""


class NotOnDuty(Refusal):
    """Only an active focal point of the region, or a national one, can be on duty."""

    field = "person"


class NotATurn(Refusal):
    """A turn ends after it begins, lasts 31 days at most, and is not over already."""

    field = "until"


class NotAnAdministrator(Refusal):
    """The account is closed or has another role."""
