"""Short ways to write an assessment in a test."""

from casework.screening.domain.answers import Answer
from casework.screening.domain.assessment import Act, Assessment
from casework.screening.domain.decision import assess
from casework.screening.domain.finding import Finding
from casework.screening.domain.indicators import Profile
from casework.screening.loader import indicator_standard

RECRUITED = frozenset({Act.RECRUITMENT})
# Indicators that just suffice to make their dimension positive, for adults and children.
DECEIVED, FORCED, ABUSED = "DR01 DR02", "CR01 CR02", "VR01 VR06 VR09"
EXPLOITED, COERCED, ABUSED_THERE = "EX02 EX03 EX07", "CD05 CD11 CD12", "VD01 VD03 VD04"


def found(profile: str = "AL", yes: str = "", **facts: object) -> Finding:
    """The finding when these indicators, written with spaces between, are present."""
    answers = dict.fromkeys(yes.split(), Answer.YES_STATED)
    assessment = Assessment(Profile(profile), answers, **facts)  # type: ignore[arg-type]
    return assess(assessment, indicator_standard())
