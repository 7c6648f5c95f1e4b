"""What a referral says no to."""

from casework.kernel.refusals import Conflict, Refusal, SharingEnded


class NotOffered(Conflict):
    """The organisation does not offer this service in this region, or is closed."""

    field = "recipient"


class OwnOrganisation(Refusal):
    """A service of one's own organisation needs no referral."""

    field = "recipient"


class AlreadyWaiting(Conflict):
    """The same organisation already has a request for this service and person."""

    field = "recipient"


class SharingNotAgreed(Refusal):
    """The person has not agreed that this organisation be told, and no vital interest was given."""

    field = "urgent_reason"


class PersonSaidNo(Refusal):
    """The person said no to this very organisation, or to a case at all: no emergency of others
    overrules that."""

    field = "urgent_reason"


class BeyondAgreement(Refusal):
    """What would be sent says more than the person agreed that this organisation be told (`group`
    in the codes: the first of the groups that were not agreed to)."""


class NotEmergency(Conflict):
    """Before the person was informed and asked, only an emergency is referred."""


class CaseNotReady(Conflict):
    """The person declined, or the case is closed: nothing is referred from there."""


class ConsulateBarred(Conflict):
    """The consulate of an asylum seeker or refugee is never told, by nobody and on no ground."""


class IdentityMissing(Refusal):
    """This recipient is told who the person is, and no identity is recorded."""


class FactsMissing(Refusal):
    """What this recipient needs to know to act was not written."""

    field = "facts"


class NotOfThem(Refusal):
    """Nobody there has this name, or two have: the colleague works elsewhere, or no longer."""

    field = "colleague"


class AnswersThemselves(Conflict):
    """Somebody of this organisation uses Sanad: they answer, and nobody in their place."""


class NothingAsked(Conflict):
    """There is no question to answer."""


class NotChosen(Refusal):
    """No request was chosen."""


class ReferralEnded(SharingEnded):
    """The request was answered with a no, ran out, was withdrawn or is finished."""


class AgreementTakenBack(Refusal):
    """The person changed their mind: they take back what they agreed to, and that is written down
    as their withdrawal, so that whoever was told is asked to delete it."""

    field = "reason"
