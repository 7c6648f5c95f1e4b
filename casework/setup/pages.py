"""What the pages of the set-up show: the words of each task, and the form as it stands."""

from dataclasses import dataclass
from typing import Any

from casework.policy import Actor, Resource
from casework.setup import texts
from casework.setup.domain import Standing, Task
from casework.setup.looking import standing
from casework.setup.models import Setup
from casework.setup.queries import own_setup

WORDS = texts


@dataclass(frozen=True)
class TaskPage:
    """One task of the set-up, for the person whose set-up it is."""

    row: Setup
    standing: Standing

    @property
    def task(self) -> Task:
        """Which one."""
        return self.standing.task

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return self.row.resource()


def task_page(actor: Actor, task: str) -> TaskPage | None:
    """A task; None for everybody else, and once all is over."""
    row = own_setup(actor)
    return TaskPage(row, standing(row, Task(task))) if row else None


def fill(form: Any, row: Setup) -> None:
    """Show what was chosen before."""
    form.name.data, form.name_ar.data, form.language.data = row.name, row.name_ar, row.language
