"""What is refused around distributions and training."""

from casework.kernel.refusals import Refusal


class StockTooLow(Refusal):
    """No more leaves a stock than is in it."""

    field = "quantity"
    status = 409


class SameHand(Refusal):
    """A movement of stock carries two signatures, of two people."""

    status = 409


class SignedAlready(Refusal):
    """A movement is signed a second time once."""

    status = 409


class NothingToUndo(Refusal):
    """Nobody of this kind was counted."""

    status = 409


class NobodyWaits(Refusal):
    """Everybody who agreed to be met was met."""

    status = 409


class HeardTooSoon(Refusal):
    """A sample is heard two to four weeks after a distribution."""

    status = 409


class KitsCharged(Refusal):
    """The kits of one movement are charged to a line once; what was wrong is taken back first."""

    field = "line"
    status = 409


class NotUnderWay(Refusal):
    """People are counted and stock moves while a distribution is planned or under way."""

    status = 409


class TokensDestroyed(Refusal):
    """The project has ended and its tokens are gone: nobody can be looked up any more."""

    status = 409


class NotAPlace(Refusal):
    """A province of the list, in a region where the organisation works."""

    field = "province"


class SampleTooLarge(Refusal):
    """No more people answer than were asked, and no more were asked than were reached."""

    field = "asked"


class ScoreOutOfRange(Refusal):
    """A mean of a test lies between 0 and 100, before and after together or neither."""

    field = "after"


class EmptyKit(Refusal):
    """A kit holds one item at least."""

    field = "item_1"


class ItemTwice(Refusal):
    """An item in one unit stands once in a kit."""


class SameContents(Refusal):
    """A new version differs from the one before."""

    status = 409


class KitNameTaken(Refusal):
    """A name means one kit of an organisation."""

    field = "name"


class SheetCounted(Refusal):
    """A sheet of paper counts once: its number was typed in before."""

    field = "sheet"
    status = 409


class NotABatch(Refusal):
    """Counts that a phone kept: a key of its own, and up to 200 cells with their numbers."""


class SessionAhead(Refusal):
    """Who took part is written once the day of the session has come."""

    status = 409


class NotHeld(Refusal):
    """A certificate is made once it is known how many took part."""

    status = 409
