"""What a referral says no to."""

from casework.kernel.refusals import Refusal


class NotOffered(Refusal):
    """The organisation does not offer this service in this region, or is closed."""

    field = "recipient"


class OwnOrganisation(Refusal):
    """A service of one's own organisation needs no referral."""

    field = "recipient"


class AlreadyWaiting(Refusal):
    """The same organisation already has a request for this service and person."""

    status = 409
    field = "recipient"


class SharingNotAgreed(Refusal):
    """The person has not agreed that this organisation be told, and no vital interest was given."""

    field = "urgent_reason"


class PersonSaidNo(Refusal):
    """The person said no to this very organisation: no emergency of others overrules that."""

    field = "urgent_reason"


class HealthNotAgreed(Refusal):
    """What would be sent says something of the person's health, and they did not agree to that."""


class NotEmergency(Refusal):
    """Before the person was informed and asked, only an emergency is referred."""

    status = 409


class CaseNotReady(Refusal):
    """The person declined, or the case is closed: nothing is referred from there."""

    status = 409
