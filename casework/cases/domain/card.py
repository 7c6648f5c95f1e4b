"""The little that a list shows of a person: a sealed card of coarse classes, never a name."""

from dataclasses import dataclass, fields
from datetime import date

from casework.facts.domain import (
    AGE_BANDS,
    EXPLOITATIONS,
    NATIONALITY_GROUPS,
    SEXES,
    stage_of,
)
from casework.kernel.refusals import Refusal

INTERPRETER = ("needed", "not_needed", "unknown")
ASYLUM = ("yes", "no", "unknown")
CHILD_BANDS = frozenset({"0-8", "9-17"})
LANGUAGES = (
    "ary", "ar", "ber", "shi", "rif", "fr", "en", "es", "bm", "wo", "ff", "ha", "yo", "ig", "ln",
    "sw", "mnk", "dyu", "ti", "am", "bn", "tl", "ur", "tr", "pt", "sign", "other",
)  # fmt: skip
MOST_LANGUAGES = 6


class UnknownCardValue(Refusal):
    """A card holds codes of its lists and nothing else (`part` in the codes)."""


_LISTS = {
    "age_band": AGE_BANDS,
    "sex": SEXES,
    "exploitation": EXPLOITATIONS,
    "nationality_group": NATIONALITY_GROUPS,
    "interpreter": INTERPRETER,
    "asylum": ASYLUM,
}


@dataclass(frozen=True)
class CaseCard:
    """Age band, sex, languages (ISO 639 codes), interpreter, and what routing must not forget.

    `age_doubt`: the person may be under 18. Until that is settled everything treats them as a
    child (Council of Europe Convention on action against trafficking, art. 10.3). `asylum`: an
    asylum seeker or refugee, whose consulate is never contacted. Values outside the lists are
    refused when the card is made.
    """

    age_band: str = "unknown"
    sex: str = "unknown"
    languages: tuple[str, ...] = ()
    interpreter: str = "unknown"
    exploitation: str = "unknown"
    nationality_group: str = "unknown"
    age_doubt: bool = False
    asylum: str = "unknown"

    def __post_init__(self) -> None:
        for part in fields(self):
            known = _LISTS.get(part.name)
            if known is not None and getattr(self, part.name) not in known:
                raise UnknownCardValue(part=part.name)
        unknown = [language for language in self.languages if language not in LANGUAGES]
        if unknown or len(self.languages) > MOST_LANGUAGES:
            raise UnknownCardValue(part="languages")

    @property
    def child(self) -> bool:
        """Under 18, or treated so until the doubt is settled."""
        return self.age_band in CHILD_BANDS or self.age_doubt

    @property
    def language_settled(self) -> bool:
        """A language the person understands is known, and whether an interpreter is needed."""
        return bool(self.languages) and self.interpreter != "unknown"


def classes(card: CaseCard, region: str, state: str) -> dict[str, str]:
    """What the card tells the statistics: coarse classes."""
    return {
        "region": region,
        "nationality_group": card.nationality_group,
        "exploitation": card.exploitation,
        "age_band": card.age_band,
        "sex": card.sex,
        "state": stage_of(state),
    }


def month_of(day: date) -> date:
    """The month of registration, by its first day."""
    return date(day.year, day.month, 1)
