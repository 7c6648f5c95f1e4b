"""What was noted so far, while somebody is being asked: signs by kind, never a verdict, so that it
does not steer the interview."""

from collections import Counter
from dataclasses import dataclass

from casework.kernel import clock
from casework.screening.domain.coding import finding_of
from casework.screening.domain.finding import Reason
from casework.screening.domain.indicators import Dimension, Strength
from casework.screening.domain.interview import Interview
from casework.screening.loader import indicator_standard
from casework.screening.texts import RUNNING
from casework.screening.views.finding import Sign, by_strength, sign
from casework.web.languages import _, _n


@dataclass(frozen=True)
class Running:
    """One line, and the signs behind it."""

    line: str
    signs: tuple[Sign, ...]


def running_note(interview: Interview) -> Running:
    """The signs noted so far, with the answers they come from."""
    on = clock.now().astimezone(clock.MOROCCO).date()
    reasons = finding_of(interview, indicator_standard(), on).reasons
    return Running(
        _line(reasons), tuple(sign(reason, interview) for reason in by_strength(reasons))
    )


def _line(reasons: tuple[Reason, ...]) -> str:
    if not reasons:
        return ""
    counts = Counter(_element(reason) for reason in reasons)
    strong = Counter(_element(reason) for reason in reasons if reason.strength is Strength.STRONG)
    parts = [_counted(element, counts[element], strong[element]) for element in sorted(counts)]
    return _("Noted so far: %(signs)s", signs=" · ".join(parts))


def _element(reason: Reason) -> str:
    return "purpose" if reason.dimension is Dimension.EXPLOITATION else "means"


def _counted(element: str, count: int, strong: int) -> str:
    words = f"{RUNNING[element]} {count}"
    if not strong:
        return words
    return _n(
        "%(signs)s, of which %(num)s strong",
        "%(signs)s, of which %(num)s strong",
        strong,
        signs=words,
    )
