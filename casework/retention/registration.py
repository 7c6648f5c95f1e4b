"""What keeping and erasing put on the pages that belong to all."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from flask import url_for

from casework.backup.erasures import register_keeper
from casework.journal.marking import register_uncounting
from casework.journal.queries import register_finder, register_subject
from casework.kernel.clock import MOROCCO
from casework.policy import Actor, Role
from casework.retention import queries
from casework.retention.decoys import count_no_more
from casework.retention.jobs import register_jobs
from casework.retention.repeating import Register
from casework.retention.schedules import today
from casework.retention.texts import HOLD_REASONS, KINDS, STATES, TONES, register_texts
from casework.web.codes import register_words
from casework.web.languages import _l
from casework.web.navigation import (
    MOST_ROWS,
    WorkList,
    WorkRow,
    WorkRows,
    register_work_list,
)

KEEPER = Register()


def register() -> None:
    """Navigation, the lists of the home page, words, jobs."""
    register_words("LegalHoldChanged", reason=HOLD_REASONS)
    for event in ("RecordErased", "ErasureRepeated", "RetentionRead"):
        register_words(event, kind=KINDS)
    register_texts()
    register_jobs()
    register_keeper(KEEPER)
    register_uncounting(count_no_more)
    register_finder(queries.record_of_erased)
    for stream in ("case", "screening"):
        register_subject(stream, queries.codes_of_erased)
    for role in (Role.DPO, Role.FOCAL_POINT):
        register_work_list(
            role, WorkList("erasures", _l("Files to erase"), to_erase, place=65, edge="soon")
        )
        register_work_list(
            role, WorkList("holds", _l("Legal holds to review"), to_review, place=66, edge="soon")
        )


def to_erase(actor: Actor) -> WorkRows:
    """Notices and what waits for a second person, the first due first."""
    rows = [
        WorkRow(
            title=KINDS[one.record_kind],
            href=url_for("retention.record", code=one.code),
            code=one.code,
            due=_start(one.from_day),
            tag=STATES[one.state],
            tone=TONES[one.state],
        )
        for one in queries.erasures(actor)
    ]
    return _rows(rows)


def to_review(actor: Actor) -> WorkRows:
    """Holds past their day."""
    rows = [
        WorkRow(
            title=HOLD_REASONS[one.reason],
            href=url_for("retention.record", code=one.code),
            code=one.code,
            due=_start(one.until),
        )
        for one in queries.holds(actor)
        if one.until <= today()
    ]
    return _rows(rows)


def _rows(rows: Sequence[WorkRow]) -> WorkRows:
    return WorkRows(rows[:MOST_ROWS], len(rows), url_for("retention.overview"))


def _start(day: Any) -> datetime:
    return datetime.combine(day, time(), MOROCCO)
