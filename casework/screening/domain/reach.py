"""How far a screening led: the steps of the funnel from a screening to help. Pure.

A step that was reached stays reached. A case closed straight from the assessment, as that of
somebody found not to be a victim, was never taken on by a service; one closed after years of help
was. The state a case is in now says neither.
"""

from collections.abc import Iterable

from casework.facts.domain import CLASSES, stage_of

_ORDER = CLASSES["reach"]
_OF_STAGE = {
    "referred": "referred",
    "assistance": "accepted",
    "return": "followed",
    "reintegration": "followed",
    "follow_up": "followed",
}
"""Other stages (assessment, help declined, closed) tell no more than that there is a case."""


def without_case(*, flagged: bool) -> str:
    """How far a screening led that no case followed from."""
    return "flagged" if flagged else "screened"


def furthest(states: Iterable[str]) -> str:
    """How far a screening led to whose case: the furthest of all states (S06 to S17) that the case
    ever came to. Refuses a state it does not know."""
    steps = ["case", *(_OF_STAGE.get(stage_of(state), "case") for state in states)]
    return max(steps, key=_ORDER.index)
