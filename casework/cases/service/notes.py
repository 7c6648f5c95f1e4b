"""Writing notes: adding, correcting, following up."""

from uuid import UUID

from sqlalchemy import select

from casework.audit import record
from casework.audit.catalogue import NoteWritten
from casework.cases.domain import notes as rules
from casework.cases.domain.notes import NoteText
from casework.cases.domain.pathway import CLOSED
from casework.cases.models import Case, Note
from casework.cases.queries import today
from casework.cases.service.keeping import met_each
from casework.cases.service.rhythm import contact_made
from casework.cases.service.steps import task_owner
from casework.cases.service.summary import sum_up
from casework.cases.service.writing import digest_of, next_seq, of_list, take
from casework.db import db
from casework.kernel import clock
from casework.kernel.refusals import NotFound
from casework.kernel.workflow import Transition
from casework.policy import Actor, Permission
from casework.tasks.domain import end_of
from casework.tasks.service import complete_tasks, open_task
from casework.workflow.service import on_step


def write_note(
    case: Case,
    note: NoteText,
    actor: Actor,
    *,
    corrects: UUID | None = None,
    follows: UUID | None = None,
) -> Note:
    """Add a working note. Notes are never changed: one that `corrects` another strikes it. One that
    `follows` another does what that one agreed on, and meets its deadline; a follow-up day opens
    one.

    A note of a contact with the person meets what asked for one, and the next one is due.
    """
    take(case, actor, Permission.CASE_WORK)
    of_list(note.kind, rules.NOTE_KINDS, "kind")
    rules.check(note, today(), corrects=corrects is not None)
    if corrects is not None:
        _strike(case, corrects)
    row = Note(
        case_id=case.id,
        seq=next_seq(Note, case),
        written_at=clock.now(),
        written_by_id=actor.user_id,
        corrects_id=corrects,
    )
    row.note = note
    db.session.add(row)
    record(
        NoteWritten(case_id=case.id, note_id=row.id, digest=digest_of(row.note_blob)),
        actor,
    )
    if follows is not None:
        complete_tasks("case", case.id, rules.follow_up_task(_note(case, follows).id))
    _follow_up(case, row.id, note)
    if note.kind in rules.CONTACTS or corrects is not None:
        sum_up(case)
    if note.kind in rules.CONTACTS:
        contact_made(case)
    return row


def _note(case: Case, note_id: UUID) -> Note:
    found = db.session.scalar(select(Note).where(Note.id == note_id, Note.case_id == case.id))
    if found is None:
        raise NotFound()
    return found


def _strike(case: Case, note_id: UUID) -> None:
    struck = _note(case, note_id)
    again = select(Note.id).where(Note.corrects_id == struck.id)
    if db.session.scalar(again) is not None:
        raise rules.CorrectedAlready()
    complete_tasks("case", case.id, rules.follow_up_task(struck.id))


def _follow_up(case: Case, note_id: UUID, note: NoteText) -> None:
    if note.follow_up is None:
        return
    open_task(
        "case",
        case.id,
        rules.follow_up_task(note_id),
        due_at=end_of(note.follow_up),
        priority=case.priority,
        **task_owner(case, rules.FOLLOW_UP_TASK),
    )


def _end_follow_ups(case: Case, arrow: Transition, actor: Actor | None) -> None:
    """Nothing is followed up any more in a case that is closed."""
    if arrow.target != CLOSED or arrow.source == CLOSED:
        return
    met_each(case, rules.FOLLOW_UP_TASK)


on_step("case", _end_follow_ups)
