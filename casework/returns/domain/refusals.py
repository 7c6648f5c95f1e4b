"""What is refused around a return, besides closed gates."""

from casework.kernel.refusals import Refusal


class ReturnUnderWay(Refusal):
    """A case has one return at a time; a stopped one stays on file and a new one may be asked."""

    status = 409


class CaseNotPlanned(Refusal):
    """A return is asked for from a case that is being helped (S10 or S11), not from one that is
    closed, declined or waiting."""

    status = 409


class NotEntrusted(Refusal):
    """A return is run by the case's own organisation, or by one that accepted the referral for
    it."""

    field = "organisation"


class OverAlready(Refusal):
    """A return that ended is kept as it is: nothing more is recorded in it."""

    status = 409


class NothingToRecord(Refusal):
    """This part is not recorded by hand, or not at this point of the return."""

    status = 409


class ConsulateBarred(Refusal):
    """The consulate is asked only with the person's agreement (P6), and never for an asylum seeker
    or refugee; nor is what only it can issue written down as obtained."""

    field = "kind"


class DayAhead(Refusal):
    """What happened cannot have happened after today."""

    field = "on"


class EveryRiskOnce(Refusal):
    """Every risk is looked at once in each country, before and after the measures."""

    field = "measures"


class MeasuresMissing(Refusal):
    """A risk that is said to become lower says through what."""

    field = "measures"


class AmountMissing(Refusal):
    """A project has an amount, or it is said why it has none."""

    field = "amount"


class ArrivedBeforeLeaving(Refusal):
    """An arrival comes after the will was confirmed at the door, and after the journey left."""

    field = "on"


class ArrivesBeforeLeaving(Refusal):
    """The journey arrives after it leaves, and leaves after today."""

    field = "departs"
