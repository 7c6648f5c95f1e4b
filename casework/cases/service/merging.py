"""Two files of one person: one leads, the other is kept as it is, under its own key."""

from collections.abc import Callable, Iterable
from uuid import UUID

from casework.cases.domain.protection import ENDING
from casework.cases.following import Following
from casework.cases.models import Case
from casework.cases.service.consulate import leave_consulate
from casework.cases.service.facts import hand_over_facts, tell_apart
from casework.cases.service.keeping import met
from casework.cases.service.ledger import one_word
from casework.cases.service.withdrawing import rest_after_no
from casework.db import db, hold
from casework.kernel import clock
from casework.kernel.refusals import Conflict
from casework.policy import Actor
from casework.tasks.service import resume_tasks, suspend_tasks

Resting = Callable[[Case], Iterable[Following]]

_resting: list[Resting] = []


def register_resting(provider: Resting) -> None:
    """`provider(case)` gives the records of a case whose tasks rest while another file leads it."""
    if provider not in _resting:
        _resting.append(provider)


def _owners(case: Case) -> Iterable[tuple[str, UUID]]:
    yield "case", case.id
    for provider in _resting:
        for one in provider(case):
            yield one.owner_kind, one.owner_id


class MergedAlready(Conflict):
    """A file that was merged, or that leads another, is not merged a second time."""


def merge_into(case: Case, leading: Case, actor: Actor) -> None:
    """Freeze the case: it can be read, not changed, and nothing of it is due any more. What the
    person said no to in either file is a no in both. The caller is let in by two focal points."""
    for one in sorted((case, leading), key=lambda file: file.id):
        hold(one)
    leads = db.session.query(Case.id).filter(Case.merged_into_id == case.id).first()
    if case.merged_into_id or leading.merged_into_id or leads:
        raise MergedAlready()
    case.merged_into_id, case.merged_at = leading.id, clock.now()
    case.version += 1
    for kind, owner_id in _owners(case):
        suspend_tasks(kind, owner_id, case.merged_at)
    db.session.flush()
    one_word(case, actor)
    leave_consulate(case, actor)
    hand_over_facts(case)


def take_apart(case: Case, leading: Case) -> None:
    """Undo a merge: the case can be worked again, and what was due when it was frozen is due; after
    a no that was said meanwhile the person stays in peace."""
    hold(case)
    if case.merged_into_id != leading.id or case.merged_at is None:
        raise MergedAlready()
    for kind, owner_id in _owners(case):
        resume_tasks(kind, owner_id, case.merged_at)
    met(case, *ENDING.values())  # of files merged before each record had a deadline of its own
    case.merged_into_id = case.merged_at = None
    case.version += 1
    rest_after_no(case)
    db.session.flush()
    tell_apart([case, leading])
