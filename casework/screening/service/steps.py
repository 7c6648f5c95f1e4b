"""The track of screenings, and what every step of it has in common."""

import hashlib
from collections.abc import Mapping
from typing import Any

from casework.audit.catalogue import (
    BandChangeDecided,
    BandChangeRequested,
    BandConfirmed,
    Event,
    ScreeningSent,
    ScreeningTriaged,
)
from casework.kernel.workflow import Deadline, Planned, Transition
from casework.screening.domain.track import TABLE
from casework.screening.models import Screening
from casework.workflow.service import Step, Track, due, register_track, take_step

OF_THE_AUTHOR = frozenset({"finish_draft", "screen_again"})


def task_owner(screening: Screening, task: str) -> Mapping[str, Any]:
    """Who must act on a deadline: whoever screened, or the focal points of the region."""
    if task in OF_THE_AUTHOR:
        return {"assignee_id": screening.author_id}
    return {"region": screening.region}


def _event(screening: Screening, arrow: Transition) -> Event:
    id = screening.id
    match arrow.action:
        case "send":
            digest = hashlib.sha256(screening.answers_blob).hexdigest()
            return ScreeningSent(
                screening_id=id, priority=screening.priority or "P4", digest=digest
            )
        case "raise_band" | "flag":
            return BandChangeRequested(screening_id=id, direction="raise")
        case "ask_lowering":
            return BandChangeRequested(screening_id=id, direction="lower")
        case "approve_lowering":
            return BandChangeDecided(screening_id=id, answer="approved")
        case "refuse_lowering":
            return BandChangeDecided(screening_id=id, answer="refused")
        case "triage":
            return ScreeningTriaged(
                screening_id=id, priority=screening.priority or "P4", case_id=screening.case_id
            )
    return BandConfirmed(screening_id=id)


TRACK = register_track(
    Track(
        name="screening",
        title="Screening",
        table=TABLE,
        key=lambda screening: ("screening", screening.id),
        event=_event,
        task_owner=task_owner,
    )
)


def take(screening: Screening, step: Step) -> Planned:
    """Take a step; the deadline it opens is also the moment the queue sorts by."""
    planned = take_step(TRACK, screening, step)
    deadline: Deadline | None = planned.transition.deadline
    if deadline is not None and deadline.task not in ("decide_lowering",):
        screening.due_at = due(deadline.span_for(screening.priority))
    return planned
