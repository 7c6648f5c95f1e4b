"""What time brings to cases: warnings before something ends. Run once an hour; running it twice
changes nothing."""

from datetime import timedelta

from casework.cases.domain.consent import ENDING_SOON, renew_task
from casework.cases.domain.pathway import ASK_CONSENT, CLOSED
from casework.cases.domain.protection import SHOWN_BEFORE, ending_task
from casework.cases.queries import case_by_id, ending, today
from casework.cases.queries.consents import cases_with_consents_ending
from casework.cases.service.checking import check_cases
from casework.cases.service.consents import ending_soon, remind_again
from casework.cases.service.keeping import ask_by, open_kinds
from casework.cases.service.lapsing import ask_after_endings
from casework.cases.service.summary import sum_up_earlier
from casework.jobs.registry import register_periodic
from casework.kernel import clock
from casework.tasks.domain import end_of
from casework.tasks.queries import said_before

SHORTEST_WEEK = timedelta(days=7, hours=-1)
"""From an hour to the same hour a week later, when the clocks go forward in between."""


def register_jobs() -> None:
    """Once an hour, ask for what has to be renewed, and again for what nobody answered; once a day,
    ask those to delete who were told under an agreement that is over, and look whether who has a
    case was given it; each minute, sum up some files from before lists had summaries."""
    register_periodic("cases.endings", timedelta(hours=1), warn_of_endings)
    register_periodic("cases.reminders", timedelta(hours=1), remind_of_decisions)
    register_periodic("cases.lapsed", timedelta(days=1), ask_after_endings, in_unit=False)
    register_periodic("cases.check", timedelta(days=1), check_cases, in_unit=False)
    register_periodic("cases.summaries", timedelta(minutes=1), sum_up_earlier)


def remind_of_decisions() -> int:
    """Remind once more of each person who was told and has not decided: every week, for as long as
    their case waits for it. Say how many."""
    waiting = said_before("case", ASK_CONSENT.task, clock.now() - SHORTEST_WEEK)
    return sum(remind_again(case_by_id(case_id), since) for case_id, since in waiting.items())


def warn_of_endings() -> int:
    """Open a task for each agreement that ends within 14 days, each recovery period within 7, each
    measure within 14 and each permit within 30; say how many."""
    return _warn_of_consents() + sum(_warn_of_records(kind) for kind in SHOWN_BEFORE)


def _warn_of_consents() -> int:
    asked = 0
    for case_id in cases_with_consents_ending(today() + ENDING_SOON):
        case = case_by_id(case_id)
        asked_for = open_kinds(case)
        for line in ending_soon(case_id):
            if line.valid_until and renew_task(line.key) not in asked_for:
                ask_by(case, renew_task(line.key), end_of(line.valid_until))
                asked += 1
    return asked


def _warn_of_records(kind: str) -> int:
    asked = 0
    for row in ending([kind], today() + timedelta(days=SHOWN_BEFORE[kind])):
        case = case_by_id(row.case_id)
        working = case.state != CLOSED and case.merged_into_id is None
        asks = ending_task(kind, row.thread_id)
        if working and row.ends_on is not None and asks not in open_kinds(case):
            ask_by(case, asks, end_of(row.ends_on))
            asked += 1
    return asked
