"""A person who is helped and agrees to a case no more: nobody goes on asking them, and somebody
answers, by closing or by writing down a new yes.

Where they were not asked yet or are being asked (S06, S07), they decline by a step of its own.
"""

from casework.cases.domain.closure import FOLLOW_UP_TASKS
from casework.cases.domain.consent import (
    Answer,
    Purpose,
    came_back,
    latest,
    refused,
    renew_task,
    without_case,
)
from casework.cases.domain.pathway import (
    ANSWER_WITHDRAWAL,
    AWAITING_CONSENT,
    CLOSED,
    FIRST_CHECK_IN,
    FIRST_CONTACT,
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
    TRIAGED,
)
from casework.cases.domain.priority import HEAR_FROM
from casework.cases.models import Case
from casework.cases.queries import said_of
from casework.cases.service.keeping import ask_for, met, open_kinds
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
BEFORE: dict[str, tuple[Deadline, ...]] = {
    TRIAGED: (FIRST_CONTACT, HEAR_FROM),
    AWAITING_CONSENT: (HEAR_FROM,),
}
"""What is asked of them before: it rests when they had said no already, in another file."""


def left_in_peace(case: Case) -> bool:
    """Whether the person is helped here and agrees no more."""
    return case.state in ASKED_OF_THEM and without_case(said_of(case.id))


def without_a_yes(case: Case) -> bool:
    """Whether the person's last word was a no to a case that goes on, whoever has answered it."""
    if case.state in BEFORE:
        return refused(said_of(case.id), Purpose.CASE)
    return left_in_peace(case)


def at_rest(case: Case) -> bool:
    """Whether nothing is asked of the person: they are helped and agree no more, or a no of another
    file stands here and somebody has to say what becomes of the case."""
    return without_a_yes(case) and waits_for_answer(case)


def waits_for_answer(case: Case) -> bool:
    """Whether the person agrees no more and somebody has to say what becomes of the case: where
    they are helped, or where a no of another file stands in this one."""
    if case.state in BEFORE:
        return ANSWER_WITHDRAWAL.task in open_kinds(case)
    return left_in_peace(case)


def follow_answer(case: Case) -> None:
    """The person was asked about a case again: what is asked of them rests or begins anew. After
    closing, a no ends the calls they had wished for."""
    if left_in_peace(case):
        rest(case)
    elif case.state == CLOSED:
        if without_case(said_of(case.id)):
            met(case, *FOLLOW_UP_TASKS)
    elif came_back(said_of(case.id)):
        met(case, ANSWER_WITHDRAWAL.task)
        for deadline in (ASKED_OF_THEM | BEFORE).get(case.state, ()):
            ask_for(case, deadline)


def rest(case: Case) -> None:
    """Nobody presses them; whoever has the case says within two working days what becomes of it."""
    met(case, *(deadline.task for deadline in ASKED_OF_THEM[case.state]))
    ask_for(case, ANSWER_WITHDRAWAL)


def rest_after_no(case: Case) -> None:
    """The file was merged with one in which the person had said no, or leaves it again: no contact
    that was due in it goes on as if they had not."""
    said = said_of(case.id)
    if case.state in BEFORE and refused(said, Purpose.CASE):
        met(case, *(deadline.task for deadline in BEFORE[case.state]))
        ask_for(case, ANSWER_WITHDRAWAL)
    elif left_in_peace(case):
        rest(case)
    not_agreed = [key for key, line in latest(said).items() if line.answer != Answer.GIVEN]
    if not_agreed:
        met(case, *map(renew_task, not_agreed))


def _after_step(case: Case, arrow: Transition, actor: Actor | None) -> None:
    """Wherever the case goes on, they stay in peace; where they decline by a step, nobody has to
    answer."""
    told_only = arrow.source in BEFORE and arrow.target in BEFORE
    if arrow.target == arrow.source or (told_only and at_rest(case)):
        return
    if left_in_peace(case):
        rest(case)
    else:
        met(case, ANSWER_WITHDRAWAL.task)


on_step("case", _after_step)
