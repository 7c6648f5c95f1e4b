"""What is refused when questionnaires are changed."""

from casework.kernel.refusals import Refusal


class DocumentRefused(Refusal):
    """The document is not a questionnaire. `faults` name every place; they hold no answers."""

    def __init__(self, faults: tuple[str, ...] = ()) -> None:
        super().__init__(count=len(faults))
        self.faults = faults


class DocumentTooLong(Refusal):
    """No questionnaire has so many words."""


class NotADraft(Refusal):
    """It was proposed, published or discarded: its questions stand."""

    status = 409


class NotProposed(Refusal):
    """Nobody asks to publish this version now."""

    status = 409


class StillFaulty(Refusal):
    """A draft with faults, or with questions that serve no decision, is not proposed."""

    status = 409


class NoLanguageComplete(Refusal):
    """A questionnaire can be asked in no language while each lacks some words."""

    status = 409


class NotAReader(Refusal):
    """Another administrator or a national focal point reads it, and nobody else."""

    field = "reader"


class OtherContent(Refusal):
    """What was read is not what would be published: read it again."""

    status = 409


class LastOffered(Refusal):
    """Without this version nothing would be left to screen with."""

    status = 409


class NotPublished(Refusal):
    """Only a published version can be withdrawn, and only once."""

    status = 409


class TooManyExamples(Refusal):
    """So many examples already stand for this questionnaire."""

    status = 409
