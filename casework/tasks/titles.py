"""How a task that somebody set for themselves reads, for those whose it is."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for

from casework.encryption import preload_data_keys
from casework.policy import Actor
from casework.tasks.models import Task
from casework.tasks.owners import Described
from casework.tasks.queries import AgendaRow
from casework.tasks.texts import OWN_TASK, VERBS
from casework.web.formats import isolated
from casework.web.languages import _


def own_title(task: Task, *, neutral: bool = False) -> Any:
    """The verb, the words, or both; `neutral` leaves the words out, for paper and calendars."""
    verb = VERBS.get(task.verb or "", "")
    words = task.words.reveal().text if task.words and not neutral else ""
    if verb and words:
        return _("%(verb)s: %(words)s", verb=verb, words=isolated(words))
    return (isolated(words) if words else verb) or OWN_TASK


def neutral_title(row: AgendaRow) -> Any:
    """What a row asks for, without anybody's words: for paper."""
    return own_title(row.task, neutral=True) if row.task.own else row.what.title


def own_result(task: Task) -> str:
    """What was done, in the words of whoever did it."""
    return task.result.reveal().text if task.result else ""


def describe_own(tasks: Sequence[Task], actor: Actor) -> Mapping[UUID, Described]:
    """Tasks that are about no record: only the person who set them knows of them."""
    mine = [task for task in tasks if task.assignee_id == actor.user_id]
    preload_data_keys("task", [task.id for task in mine if task.key_kind])
    return {task.id: Described(own_title(task), "", own_href(task)) for task in mine}


def own_href(task: Task) -> str:
    """Where one's own task is looked at, put off and finished."""
    return url_for("tasks.task", task_id=task.id)
