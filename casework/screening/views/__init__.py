"""The pages of screenings: the walk of whoever screens, on the screen or from paper, what the
person sees of it, and the queue of the focal point."""

from casework.screening.views import (
    answering,
    correcting,
    drafts,
    following,
    further,
    levels,
    of_case,
    of_visit,
    paper,
    person,
    queue,
    result,
    threshold,
    transcribing,
)
from casework.screening.views.blueprint import blueprint

__all__ = [
    "answering",
    "blueprint",
    "correcting",
    "drafts",
    "following",
    "further",
    "levels",
    "of_case",
    "of_visit",
    "paper",
    "person",
    "queue",
    "result",
    "threshold",
    "transcribing",
]
