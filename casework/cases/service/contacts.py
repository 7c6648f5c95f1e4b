"""Reaching the person: attempts while the case is open, follow-ups after it closed."""

from casework.cases.domain import closure as rules
from casework.cases.domain.closure import (
    AGAIN_AFTER,
    ATTEMPT_OUTCOMES,
    CHANNELS,
    FOLLOW_UP_OUTCOMES,
    FOLLOW_UP_TASKS,
    TRIES,
    ContactAttempt,
    FollowUp,
)
from casework.cases.domain.pathway import CLOSED
from casework.cases.domain.records import not_ahead
from casework.cases.models import Case, ContactAttemptRecord, FollowUpRecord
from casework.cases.queries import (
    closure_of,
    follow_ups_of,
    follow_ups_waiting,
    safe_contact_of,
    today,
)
from casework.cases.service.rhythm import contact_made
from casework.cases.service.steps import Why, step, task_owner
from casework.cases.service.summary import sum_up
from casework.cases.service.writing import next_seq, note_change, of_list, refuse_merged, take
from casework.db import db
from casework.kernel import clock
from casework.policy import Actor, Permission
from casework.tasks.service import complete_tasks, open_task
from casework.tasks.working_days import add_days


def record_attempt(case: Case, attempt: ContactAttempt, actor: Actor) -> ContactAttemptRecord:
    """Write down an attempt to reach the person. A way that they said is not safe is refused: it
    should not have been tried, and must not count. Reaching them meets what asked for a
    contact."""
    take(case, actor, Permission.CASE_WORK)
    of_list(attempt.channel, CHANNELS, "channel")
    of_list(attempt.outcome, ATTEMPT_OUTCOMES, "outcome")
    not_ahead(attempt.on, today())
    if not rules.is_safe(attempt.channel, safe_contact_of(case)):
        raise rules.UnsafeChannel()
    row = ContactAttemptRecord(
        case_id=case.id,
        seq=next_seq(ContactAttemptRecord, case),
        recorded_at=clock.now(),
        recorded_by_id=actor.user_id,
    )
    row.attempt = attempt
    db.session.add(row)
    note_change(case, "contact_attempt", row.attempt_blob, actor)
    if attempt.outcome == "reached":
        sum_up(case)
        contact_made(case)
    return row


def record_follow_up(
    case: Case, months: int, follow_up: FollowUp, actor: Actor, *, expected_version: int | None
) -> FollowUpRecord:
    """Write down what came of asking the person again, on a channel they chose.

    Not reached: it falls due once more a week later, three times at most. A new need reopens the
    file. Who wishes to be left in peace is asked no more.
    """
    take(case, actor, Permission.CASE_WORK, expected_version, closed_too=True)
    refuse_merged(case)
    of_list(follow_up.outcome, FOLLOW_UP_OUTCOMES, "outcome")
    if case.state != CLOSED or months not in follow_ups_waiting(case.id):
        raise rules.NoFollowUpDue()
    closure = closure_of(case)
    if closure is None or follow_up.channel not in closure.channels:
        raise rules.ChannelNotChosen()
    if follow_up.outcome == "new_need" and not follow_up.words:
        raise rules.NewNeedUnsaid()
    row = FollowUpRecord(
        case_id=case.id,
        seq=next_seq(FollowUpRecord, case),
        months=months,
        recorded_at=clock.now(),
        recorded_by_id=actor.user_id,
    )
    row.follow_up = follow_up
    db.session.add(row)
    db.session.flush()
    sum_up(case)
    note_change(case, "follow_up", row.follow_up_blob, actor)
    _follow(case, months, follow_up, actor)
    return row


def _follow(case: Case, months: int, follow_up: FollowUp, actor: Actor) -> None:
    kind = f"follow_up_{months}"
    if follow_up.outcome == "new_need":
        step(case, "reopen", actor, why=Why(words=follow_up.words))
    elif follow_up.outcome == "no_more":
        complete_tasks("case", case.id, *FOLLOW_UP_TASKS)
    elif follow_up.outcome == "not_reached" and _tries(case, months) < TRIES:
        later = add_days(clock.now(), AGAIN_AFTER)
        open_task("case", case.id, kind, due_at=later, **task_owner(case, kind))
    else:
        complete_tasks("case", case.id, kind)


def _tries(case: Case, months: int) -> int:
    """How often nobody was reached for this follow-up since the file was last closed."""
    return sum(
        row.months == months and one.outcome == "not_reached" for row, one in follow_ups_of(case)
    )
