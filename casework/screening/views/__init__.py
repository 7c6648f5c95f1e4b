"""The pages of screenings: the walk of whoever screens, and the queue of the focal point."""

from casework.screening.views import (
    answering,
    drafts,
    levels,
    of_case,
    of_visit,
    paper,
    person,
    queue,
    result,
    transcribing,
)
from casework.screening.views.blueprint import blueprint

__all__ = [
    "answering",
    "blueprint",
    "drafts",
    "levels",
    "of_case",
    "of_visit",
    "paper",
    "person",
    "queue",
    "result",
    "transcribing",
]
