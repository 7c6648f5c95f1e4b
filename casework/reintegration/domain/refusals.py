"""What is refused in a reintegration, besides closed gates."""

from casework.kernel.refusals import Refusal


class NotThere(Refusal):
    """A reintegration begins from a case that is helped (S11), returned (S13) or in reintegration
    (S14)."""

    status = 409


class ReturnUnderWay(Refusal):
    """While a return runs nobody knows yet from where the visits count, and who makes them."""

    status = 409


class CountedTooEarly(Refusal):
    """Visits count from the arrival, or from a day since the case is open: a calendar that begins
    before would open every month at once."""

    field = "on"


class BegunAlready(Refusal):
    """A case has one reintegration."""

    status = 409


class VisitedTooSeldom(Refusal):
    """A child and a presumed or identified victim are visited in months 1, 3, 6, 9 and 12, never
    less."""

    field = "visited"


class DimensionMissing(Refusal):
    """A plan is signed once it has a goal in each of the three dimensions."""

    status = 409


class DayAhead(Refusal):
    """What happened cannot have happened after today."""

    field = "on"


class VisitedTooSoon(Refusal):
    """The visit of a month is made once the one before it was due, not a year in one day."""

    field = "on"


class VisitCountedAlready(Refusal):
    """One visit counts for one month: that of a later month is of a later day."""

    field = "on"


class GoalUnknown(Refusal):
    """A goal that is written anew is on record."""

    status = 409


class SafetyUnasked(Refusal):
    """A visit that reached the person asks whether they are safe."""

    field = "safe"


class WorriesMissing(Refusal):
    """Who is not safe: what is known of it is written down."""

    field = "worries"


class NothingAnswered(Refusal):
    """A survey has at least one answer."""

    status = 422


class CashUnreasoned(Refusal):
    """Money instead of goods has a reason."""

    field = "cash_reason"


class CashAboveCap(Refusal):
    """All money of a reintegration together stays below the cap; above it the grant is given in
    kind."""

    field = "amount"


class QuoteMissing(Refusal):
    """Goods have a supplier and the reference of a quote."""

    field = "quote"


class BeyondGrant(Refusal):
    """The instalments of a grant add up to its amount, not to more."""

    field = "amount"


class InstalmentsDone(Refusal):
    """A grant is paid in as many instalments as were agreed."""

    status = 409


class NoSuchInstalment(Refusal):
    """What is taken back is an instalment of this grant that was not taken back yet."""

    status = 409


class OtherCurrency(Refusal):
    """An instalment is paid in the currency of its grant."""

    field = "currency"
