"""One person, one place: whoever has one, or one held, is given no second.

It is asked wherever a place is given: when it is looked for from outside, when the house gives a
room to somebody who waits, and at the door. Two files of one person that were merged are one
person. The file that leads is held meanwhile, so that two houses cannot both say yes.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from casework.cases import queries as cases
from casework.db import hold
from casework.kernel import clock
from casework.shelter import queries
from casework.shelter.domain.refusals import AlreadyLodged
from casework.shelter.domain.track import HOLDING, StayState, standing
from casework.shelter.models import Stay
from casework.shelter.service import steps
from casework.shelter.standing import shown_now


def hold_person(stay: Stay) -> Any:
    """Keep the file of whoever the stay is for, before the house: only one place is given at a
    time. Gives the file."""
    case = cases.case_by_id(stay.case_id)
    hold(case)
    if case.merged_into_id is not None:
        hold(cases.case_by_id(case.merged_into_id))
    return case


def refuse_second(case: Any, besides: UUID | None = None) -> None:
    """The person has a place, or one is held for them. What was held and is over by the clock
    holds nothing, and is written down as such; so does what was held beyond the agreement."""
    for stay in unfinished(case, besides):
        if stay.id not in shown_now([stay.id]):
            steps.revoke(stay)
            continue
        if standing(stay.state, stay.held_until, clock.now()) != stay.state:
            steps.hold_unit(stay.unit_id)
            steps.ensure_standing(stay)
        if stay.state in HOLDING:
            raise AlreadyLodged()


def revoke_waiting(case: Any, besides: UUID | None = None) -> None:
    """A place was found: the person waits nowhere else."""
    for stay in unfinished(case, besides):
        steps.ensure_standing(stay)
        if stay.state == StayState.REQUESTED:
            steps.revoke(stay)


def unfinished(case: Any, besides: UUID | None = None) -> Iterator[Stay]:
    """What the person waits for or has, under any file of theirs."""
    for file_id in cases.files_of_person(case):
        yield from (one for one in queries.unfinished_of(file_id) if one.id != besides)
