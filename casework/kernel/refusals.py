"""What Sanad says no to. One class per refusal, raised where the rule lives.

A refusal carries codes and counts, never personal text: it ends up in logs and on pages. The web
layer turns each class, once, into a status and a sentence in the user's language.
"""

from typing import ClassVar


class Refusal(Exception):
    """A rule said no. `field` names the form field the answer belongs beside, if any."""

    status: ClassVar[int] = 422
    field: ClassVar[str | None] = None

    def __init__(self, **codes: str | int) -> None:
        super().__init__(type(self).__name__)
        self.codes = codes


class NotFound(Refusal):
    """There is nothing here that this actor may know of."""

    status = 404


class SharingEnded(Refusal):
    """What this actor was shown is shown to them no more. Only for those it was shown to: they
    learn that it ended and whom to ask, and nothing that it held; a stranger gets NotFound."""

    status = 410


class NotPermitted(Refusal):
    """The actor's role or place does not allow this."""

    status = 403


class Conflict(Refusal):
    """What was asked is allowed, but not as things stand now."""

    status = 409


class StaleVersion(Conflict):
    """Somebody changed the record since it was shown; nothing was written."""


class StepNotPossible(Conflict):
    """The pathway has no such step from the present state."""


class GateClosed(Refusal):
    """A named gate rule of the pathway is not met (`gate` in the codes)."""


class ReasonMissing(Refusal):
    """This step asks for a reason and none was given."""

    field = "reason"


class SecondPersonNeeded(Refusal):
    """Four eyes: the second person must be somebody else."""

    status = 403


class SameKeyOtherContent(Refusal):
    """An idempotency key came back with other content: the first result stands."""
