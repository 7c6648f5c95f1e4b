"""The track of screenings, and what every step of it has in common."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from casework.audit.catalogue import (
    BandChangeDecided,
    BandChangeRequested,
    BandConfirmed,
    CorrectionRead,
    ScreeningCorrected,
    ScreeningSent,
    ScreeningTriaged,
    SeenAgain,
    ViewNoted,
)
from casework.audit.events import Event
from casework.kernel.workflow import Deadline, Planned, Transition
from casework.screening.domain.track import TABLE
from casework.screening.models import Screening
from casework.tasks.service import open_task
from casework.workflow.service import Step, Track, due, register_track, take_step

OF_THE_AUTHOR = frozenset({"finish_draft", "screen_again"})
BESIDE = frozenset({"decide_lowering", "read_correction"})  # not what the queue sorts by


def task_owner(screening: Screening, task: str) -> Mapping[str, Any]:
    """Who must act on a deadline: whoever screened, or the focal points of the region. The region
    is named in both cases, because an author's deadline that was missed goes there."""
    if task in OF_THE_AUTHOR:
        return {"assignee_id": screening.author_id, "region": screening.region}
    return {"region": screening.region}


_NAMED: Mapping[str, Callable[[UUID], Event]] = {
    "raise_band": lambda id: BandChangeRequested(screening_id=id, direction="raise"),
    "flag": lambda id: BandChangeRequested(screening_id=id, direction="raise"),
    "ask_lowering": lambda id: BandChangeRequested(screening_id=id, direction="lower"),
    "approve_lowering": lambda id: BandChangeDecided(screening_id=id, answer="approved"),
    "refuse_lowering": lambda id: BandChangeDecided(screening_id=id, answer="refused"),
    "note_view": lambda id: ViewNoted(screening_id=id),
    "correct": lambda id: ScreeningCorrected(screening_id=id, effect="stands"),
    "correct_up": lambda id: ScreeningCorrected(screening_id=id, effect="raised"),
    "correct_down": lambda id: ScreeningCorrected(screening_id=id, effect="lowering_asked"),
    "add_correction": lambda id: ScreeningCorrected(screening_id=id, effect="added"),
    "read_correction": lambda id: CorrectionRead(screening_id=id),
    "seen_again": lambda id: SeenAgain(screening_id=id),
}


def _event(screening: Screening, arrow: Transition) -> Event:
    id, priority = screening.id, screening.priority or "P4"
    if arrow.action == "send":
        digest = hashlib.sha256(screening.answers_blob).hexdigest()
        return ScreeningSent(screening_id=id, priority=priority, digest=digest)
    if arrow.action == "triage":
        return ScreeningTriaged(screening_id=id, priority=priority, case_id=screening.case_id)
    named = _NAMED.get(arrow.action)
    return named(id) if named else BandConfirmed(screening_id=id)


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
    if deadline is not None and deadline.task not in BESIDE:
        screening.due_at = due(deadline.span_for(screening.priority))
    return planned


def due_by(screening: Screening, task: str, moment: datetime) -> None:
    """Set another moment for what comes next, in the queue and in the task."""
    screening.due_at = moment
    open_task(
        "screening",
        screening.id,
        task,
        due_at=moment,
        priority=screening.priority,
        **task_owner(screening, task),
    )
