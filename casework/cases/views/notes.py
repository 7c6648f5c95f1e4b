"""Notes, and the timeline they stand in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request

from casework.cases import timeline
from casework.cases.domain.notes import FOLLOW_UP_TASK, KeptNote, follow_up_task
from casework.cases.forms.notes import NoteForm
from casework.cases.queries import Case, case_by_code, notes_of
from casework.cases.service import write_note
from casework.cases.timeline_filters import Filters
from casework.cases.views.blueprint import blueprint, form_page, of, page
from casework.policy import Actor, Permission, Resource
from casework.tasks.queries import open_tasks
from casework.web.guard import guard, signed_in_actor


@dataclass(frozen=True)
class NoteOfCase:
    """A note and its case, which decides who may correct it."""

    case: Case
    kept: KeptNote

    def resource(self) -> Resource:
        """The case decides."""
        return self.case.resource()


@blueprint.get("/c/<code>/timeline")
@guard(Permission.CASE_READ, load=case_by_code)
def case_timeline(case: Case) -> str:
    """Everything that happened, with the notes; or the part that was asked for."""
    events = timeline.happened(case, signed_in_actor())
    filters = Filters.of(request.args, events)
    return page(
        "cases/timeline.html",
        case,
        "timeline",
        events=filters.among(events),
        filters=filters,
        empty=not events,
    )


@blueprint.route("/c/<code>/notes", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def note(case: Case) -> Any:
    """What was done, with whom, what comes next."""
    return _note_page(case, None)


def _note_of(actor: Actor, code: str, note_id: UUID) -> NoteOfCase | None:
    case = case_by_code(actor, code)
    kept = notes_of(case.id).get(note_id) if case is not None else None
    return NoteOfCase(case, kept) if case is not None and kept is not None else None


@blueprint.route("/c/<code>/notes/<uuid:note_id>/correct", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=_note_of)
def correct_note(found: NoteOfCase) -> Any:
    """A new note in the place of one that was wrong, which stays readable and struck."""
    return _note_page(found.case, found.kept)


def _note_page(case: Case, struck: KeptNote | None) -> Any:
    form, waiting = NoteForm(), _waiting(case)
    form.offer(waiting)
    if request.method == "GET":
        _prefill(form, struck)
    return form_page(
        "cases/note.html",
        case,
        "notes",
        form,
        act=lambda: write_note(
            case,
            form.note(),
            signed_in_actor(),
            corrects=struck.id if struck else None,
            follows=form.followed(),
        ),
        then=of(case, "case_timeline", done="note_written"),
        struck=struck,
        waiting=waiting,
    )


def _prefill(form: NoteForm, struck: KeptNote | None) -> None:
    if struck is None:
        return
    was = struck.note
    form.kind.data = was.kind if was.kind in {kind.value for kind in form.kind.choices} else None
    form.text.data, form.with_whom.data, form.next_step.data = (
        was.text, was.with_whom, was.next_step,
    )  # fmt: skip


def _waiting(case: Case) -> list[KeptNote]:
    """The notes whose agreed step was not done yet. None is opened unless one waits."""
    kinds = {
        task.kind
        for task in open_tasks("case", case.id)
        if task.kind.startswith(FOLLOW_UP_TASK + ".")
    }
    if not kinds:
        return []
    return [one for one in notes_of(case.id).values() if follow_up_task(one.id) in kinds]
