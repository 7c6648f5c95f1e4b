"""A person who is helped and agrees to a case no more: nobody goes on asking them, and somebody
answers, by closing or by writing down a new yes.

Where they were not asked yet or are being asked (S06, S07), they decline by a step of its own.
"""

from casework.cases.domain.consent import came_back, without_case
from casework.cases.domain.pathway import (
    ANSWER_WITHDRAWAL,
    FIRST_CHECK_IN,
    FOLLOW_UP,
    IN_RETURN,
    MAKE_PLAN,
    OPEN,
    PLAN_REINTEGRATION,
    PLANNED,
    REFERRED,
    REINTEGRATION,
    RETURNED,
    TAKE_UP_AGAIN,
)
from casework.cases.domain.priority import HEAR_FROM
from casework.cases.models import Case
from casework.cases.queries import said_of
from casework.cases.service.keeping import ask_for, met
from casework.kernel.workflow import Deadline, Transition
from casework.policy import Actor
from casework.workflow.service import on_step

ASKED_OF_THEM: dict[str, tuple[Deadline, ...]] = {
    REFERRED: (HEAR_FROM,),
    OPEN: (HEAR_FROM, MAKE_PLAN),
    PLANNED: (HEAR_FROM, TAKE_UP_AGAIN),
    IN_RETURN: (HEAR_FROM,),
    RETURNED: (HEAR_FROM, PLAN_REINTEGRATION),
    REINTEGRATION: (HEAR_FROM, TAKE_UP_AGAIN),
    FOLLOW_UP: (FIRST_CHECK_IN,),
}
"""Where the person is helped, and what is asked of them there: it rests while they do not agree,
and is due again when they come back."""


def left_in_peace(case: Case) -> bool:
    """Whether the person is helped here and agrees no more."""
    return case.state in ASKED_OF_THEM and without_case(said_of(case.id))


def follow_answer(case: Case) -> None:
    """The person was asked about a case again: what is asked of them rests or begins anew."""
    if left_in_peace(case):
        rest(case)
    elif came_back(said_of(case.id)):
        met(case, ANSWER_WITHDRAWAL.task)
        for deadline in ASKED_OF_THEM.get(case.state, ()):
            ask_for(case, deadline)


def rest(case: Case) -> None:
    """Nobody presses them; whoever has the case says within two working days what becomes of it."""
    met(case, *(deadline.task for deadline in ASKED_OF_THEM[case.state]))
    ask_for(case, ANSWER_WITHDRAWAL)


def _after_step(case: Case, arrow: Transition, actor: Actor | None) -> None:
    """Wherever the case goes on, they stay in peace; where they decline by a step, nobody has to
    answer."""
    if arrow.target == arrow.source:
        return
    if left_in_peace(case):
        rest(case)
    else:
        met(case, ANSWER_WITHDRAWAL.task)


on_step("case", _after_step)
