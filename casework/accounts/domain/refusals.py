"""What accounts say no to."""

from casework.kernel.refusals import NotFound, Refusal


class SignInFailed(Refusal):
    """No such account, not its password, not usable: the same words for all of them."""


class RowTampered(Refusal):
    """What gives somebody a look at a file was written by somebody else than Sanad."""


class AccountTampered(Refusal):
    """What the account may do, or what proves who its owner is, was not written by Sanad."""

    status = 403


class PowersTooNew(Refusal):
    """What this account may do was given less than three days ago."""

    status = 403


class ColleagueTooNew(Refusal):
    """What the colleague who would be given files may do was given less than three days ago."""

    status = 409


class AccountStopped(Refusal):
    """Somebody who watches over accounts stopped this one until it was looked at."""

    status = 409


class PowersAnswered(Refusal):
    """These powers were answered for in the meantime."""

    status = 409


class OwnPowers(Refusal):
    """Nobody answers for powers of their own, or that they gave themselves."""

    status = 403


class TryLater(Refusal):
    """This source failed too often lately (`minutes` in the codes)."""

    status = 429


class MinistryNotUsed(NotFound):
    """This installation has no sign-in of a ministry."""


class MinistryRefused(Refusal):
    """The answer of the ministry's sign-in is not one to what this browser asked, just now."""

    status = 403


class MinistrySilent(Refusal):
    """The ministry's sign-in does not answer, or not as agreed."""

    status = 503


class MinistryUnknown(Refusal):
    """The ministry knows this person; no account here that may be used is linked to them."""

    status = 403


class MinistryTaken(Refusal):
    """This person is linked to another account already."""

    status = 409


class CodeWrong(Refusal):
    """Not a code of this account, or not its password where it has no second factor."""

    field = "code"


class CodeUsed(Refusal):
    """A code is good once (RFC 6238, section 5.2)."""

    field = "code"


class PasskeyWrong(Refusal):
    """No passkey of this account signed what it was asked to, here and now."""


class SignInEnded(Refusal):
    """The ten minutes between the password and the second factor are over, or it was finished."""

    status = 409


class LastFactor(Refusal):
    """This role needs a second factor: another one comes before the last one goes."""


class AwaitsSecondPerson(Refusal):
    """Another administrator must confirm this account before its owner can come in."""


class OwnConfirmation(Refusal):
    """Whoever asked for it, or whom it is about, cannot be the second person."""

    status = 403


class AskedAlready(Refusal):
    """The same is waiting for a second person."""


class NotAStandIn(Refusal):
    """Only an active colleague of the same organisation and role can stand in."""

    field = "stand_in"


class NotAnAbsence(Refusal):
    """It ends on or after its first day and after now, lasts 60 days at most, and is the only one
    of these days."""

    field = "last"


class OwnLine(Refusal):
    """Nobody says of their own account that it is still needed."""

    status = 403


class ReviewClosed(Refusal):
    """The review of this quarter was closed."""

    status = 409


class ReviewUnfinished(Refusal):
    """Some accounts were not answered for yet (`count` in the codes)."""


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
