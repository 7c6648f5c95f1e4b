"""What is refused when questionnaires are changed."""

from casework.kernel.refusals import Conflict, Refusal


class DocumentRefused(Refusal):
    """The document is not a questionnaire. `faults` name every place; they hold no answers."""

    def __init__(self, faults: tuple[str, ...] = ()) -> None:
        super().__init__(count=len(faults))
        self.faults = faults


class DocumentTooLong(Refusal):
    """No questionnaire has so many words."""


class NotADraft(Conflict):
    """It was proposed, published or discarded: its questions stand."""


class NotProposed(Conflict):
    """Nobody asks to publish this version now."""


class StillFaulty(Conflict):
    """A draft with faults, or with questions that serve no decision, is not proposed."""


class NoLanguageComplete(Conflict):
    """A questionnaire can be asked in no language while each lacks some words."""


class NotAReader(Refusal):
    """Another administrator or a national focal point reads it, and nobody else."""

    field = "reader"


class OtherContent(Conflict):
    """What was read is not what would be published: read it again."""


class LastOffered(Conflict):
    """Without this version nothing would be left to screen with."""


class NotPublished(Conflict):
    """Only a published version can be withdrawn, and only once."""


class TooManyExamples(Conflict):
    """So many examples already stand for this questionnaire."""
