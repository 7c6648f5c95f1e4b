"""What is typed for the plan is printed for the person: a word that would tell on them is refused
beside its field (see `kernel.telling`)."""

from casework.kernel.refusals import Refusal
from casework.kernel.telling import telling_word


class TellsOnPerson(Refusal):
    """What is printed for the person holds a word that could put them in danger (`word`)."""

    field = "words"


class ProviderTells(TellsOnPerson):
    """The name that was typed for who helps holds such a word."""

    field = "provider"


class ResponsibleTells(TellsOnPerson):
    """The name that was typed for who is responsible holds such a word."""

    field = "responsible"


_REFUSALS = {"words": TellsOnPerson, "provider": ProviderTells, "responsible": ResponsibleTells}


def refuse_telling(**texts: str) -> None:
    """Refuse a text with such a word, beside the field it was typed in."""
    for field, text in texts.items():
        if word := telling_word(text):
            raise _REFUSALS[field](word=word)
