"""What a shelter says no to."""

from casework.kernel.refusals import Refusal


class PlaceTaken(Refusal):
    """The last place that suited went to somebody else, or was held meanwhile."""

    status = 409


class HoldOver(Refusal):
    """The time for which the place was held is over."""

    status = 409


class AlreadyLodged(Refusal):
    """The person has a place, or one is held: a second one is not given."""

    status = 409


class TooNear(Refusal):
    """The risk is high, and the house lies where the danger is."""


class ThreatUnknown(Refusal):
    """The risk is high: where the danger comes from must be said, or that nobody knows."""

    field = "threat"


class DangerUnsaid(Refusal):
    """The risk is high: before a house gives a place, whoever has the case says where the danger
    comes from, or that nobody knows."""

    field = "room"


class RoomUnsuited(Refusal):
    """The rules of who may sleep where say no to this room."""

    field = "room"


class MustNotMeet(Refusal):
    """Somebody in this house must not meet the person: another house, or another day."""

    field = "room"


class MixedHouse(Refusal):
    """Men who are no relatives do not live under one roof with women and children."""

    field = "profile"


class IntakeIncomplete(Refusal):
    """The intake ends when everything was asked and the rules were heard and agreed to."""


class RulesMissing(Refusal):
    """The house has no rules in writing yet: nobody can agree to them."""


class NotLater(Refusal):
    """An extension is for a day later than what was granted."""

    field = "until"


class BeyondLimit(Refusal):
    """Longer than a stay of this kind may last (`days` in the codes)."""

    field = "until"


class ExtensionWaiting(Refusal):
    """One extension waits for its answer already."""

    status = 409


class NothingAsked(Refusal):
    """No extension waits for an answer."""

    status = 409


class PlaceInUse(Refusal):
    """Somebody has this place, or it is held."""

    status = 409


class NotAnEscort(Refusal):
    """Only somebody of the house or whoever has the case can bring the person."""

    field = "escort"


class ExitPlanMissing(Refusal):
    """Somebody leaves with a plan, or it is said why there is none."""

    field = "plan"


class SafeContactMissing(Refusal):
    """Somebody leaves with a way to be reached safely, or it is said why there is none."""

    field = "safe_contact"


class NoneUnreasoned(Refusal):
    """Leaving without a plan or a safe contact has its reason in words."""

    field = "because"
