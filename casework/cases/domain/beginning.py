"""What is said of the search for an earlier record when a case is opened without a screening."""

from casework.kernel.workflow import Deadline, Span

SEARCHED, NO_NAME, CANNOT_WAIT, AT_IDENTITY = "searched", "no_name", "cannot_wait", "at_identity"
SEARCHES = (SEARCHED, NO_NAME, CANNOT_WAIT, AT_IDENTITY)

LATER = frozenset({CANNOT_WAIT, AT_IDENTITY})
"""Something is known by which to look, and nobody looked: that is still to be done."""

SEARCH_LATER = Deadline(
    "search_earlier", Span(days=14), by_priority=(("P1", Span(days=7)), ("P2", Span(days=7)))
)
"""Met when the identity is recorded, for that always searches. The figures are Sanad's own."""


def answers_for(may_search: bool) -> tuple[str, ...]:
    """Which answers somebody may give. Focal points know cases by code and never search by name:
    for them the caseworker does, when the identity is recorded."""
    if may_search:
        return (SEARCHED, NO_NAME, CANNOT_WAIT)
    return (NO_NAME, CANNOT_WAIT, AT_IDENTITY)
