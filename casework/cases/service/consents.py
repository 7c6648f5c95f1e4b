"""Writing the consent ledger, and taking back what rested on a consent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from casework.cases.domain import consent as rules
from casework.cases.domain.consent import (
    ENDING_SOON,
    RENEW_TASK,
    Answer,
    Circumstance,
    Purpose,
    Said,
    refused,
)
from casework.cases.domain.pathway import ASK_CONSENT, AWAITING_CONSENT, CLOSED
from casework.cases.models import Case, Consent
from casework.cases.queries import (
    bars_consulate,
    card_of,
    case_by_id,
    child_facts,
    files_of_person,
    said_of,
    today,
)
from casework.cases.scripts import script_of
from casework.cases.service.deletions import ask_to_delete
from casework.cases.service.keeping import ask_again, met_each, open_kinds, tell
from casework.cases.service.ledger import (
    Word,
    agreed_of,
    end,
    end_in_others,
    ended_by,
    files_held,
    moved,
    note_line,
    questions_of,
    write,
)
from casework.cases.service.withdrawing import follow_answer
from casework.cases.service.writing import moved_on, of_list, take
from casework.cases.withdrawals import (
    Loss,
    Question,
    kept_under,
    losses_of,
    narrow,
    shared_under,
)
from casework.db import db, hold
from casework.kernel import clock
from casework.kernel.workflow import Transition
from casework.policy import Actor, Permission
from casework.tasks.service import make_due
from casework.workflow.service import due, on_step


def record_consent(
    case: Case,
    said: Said,
    circumstance: Circumstance,
    actor: Actor,
    *,
    expected_version: int | None = None,
) -> Consent:
    """Write down what the person answered, for one purpose and at most one recipient.

    Anything but a yes ends the yes before it, and acts as a withdrawal: who is not sure did not
    agree. Without a case (P2) nothing that was to be shared stays agreed to. A no ends, and has
    deleted, also what was told without a yes, on the vital interest of somebody who could not be
    asked; what the law asked for rests on neither. A yes to less than before ends what tells more.
    All of it goes for every file of the person: what was told from one that was merged as well. A
    no is written down after the case was closed, too: one says no at any time.
    """
    files_held(case)
    no = said.answer == Answer.REFUSED and case.merged_into_id is None
    take(case, actor, Permission.CASE_WORK, expected_version, closed_too=no)
    of_list(said.purpose, list(Purpose), "purpose")
    of_list(said.answer, (Answer.GIVEN, Answer.REFUSED, Answer.LATER), "answer")
    card = card_of(case)
    circumstance = replace(circumstance, script=script_of(said.purpose))
    rules.check(
        said,
        circumstance,
        today(),
        child=card.child,
        asylum="yes" if bars_consulate(case) else card.asylum,
        guardian_suspected=card.child and child_facts(case.id).guardian_suspected,
    )
    word = Word(circumstance, actor)
    if said.answer != Answer.GIVEN:
        end_in_others(case, said, word)
        if ended_by(case, said, word):
            return _newest(case.id, said.key)
    line = write(case, said, word)
    note_line(line, actor)
    if said.answer == Answer.GIVEN:
        _keep_within(case, said.key, frozenset(circumstance.data_groups), actor)
    _follow(case, said)
    moved_on(case)
    tell(case, "consent")
    return line


def _follow(case: Case, said: Said) -> None:
    """Who wishes to think takes their own time: they were asked, and are asked again in a week."""
    if said.purpose == Purpose.CASE:
        follow_answer(case)
    thinking = said.answer == Answer.LATER and said.purpose == Purpose.CASE
    if thinking and ASK_CONSENT.task in open_kinds(case):
        ask_again(case, ASK_CONSENT)


def remind_again(case: Case, since: datetime) -> bool:
    """The week after a reminder is over and the person has not decided: it is due anew, on the
    day of the week and at the hour it was, and will be said again. Says whether it was. Who said
    no is not asked again; that they declined waits to be written down."""
    hold(case)
    latest = since
    while (following := due(ASK_CONSENT.span, latest)) <= clock.now():
        latest = following
    if latest == since or case.state != AWAITING_CONSENT or refused(said_of(case.id), Purpose.CASE):
        return False
    return make_due("case", case.id, ASK_CONSENT.task, latest)


def withdraw_consent(
    case: Case,
    question: Question,
    circumstance: Circumstance,
    actor: Actor,
    *,
    expected_version: int | None = None,
) -> list[Loss]:
    """Take a consent back, at once, and with it all that rested on it; say who lost what. Whoever
    was told without a yes loses sight of it as well, and in every file of the person."""
    files = files_held(case)
    take(case, actor, Permission.CASE_WORK, expected_version, closed_too=True)
    if not losses(case, question) and not any(agreed_of(file, question) for file in files):
        raise rules.NothingToWithdraw(purpose=question[0])
    lost = []
    for file in files:
        ending = questions_of(file, question)
        lost += end(file, ending, ending, Word(circumstance, actor))
        moved(file, question[0])
    return lost


def _end_questions(case: Case, arrow: Transition, actor: Actor | None) -> None:
    """Nobody is asked again in a case that is closed."""
    if arrow.target == CLOSED != arrow.source:
        met_each(case, RENEW_TASK)


on_step("case", _end_questions)


def ending_soon(case_id: UUID) -> list[Said]:
    """The agreements in force that end within two weeks, the soonest first."""
    day = today()
    found = [
        line
        for line in rules.latest(said_of(case_id)).values()
        if line.in_force(day) and line.valid_until and line.valid_until <= day + ENDING_SOON
    ]
    return sorted(found, key=lambda line: str(line.valid_until))


def shared_before(case: Case, question: Question) -> list[Loss]:
    """What was lawfully shared and is not seen any more: it is listed, not undone."""
    now = {loss.reference for loss in losses(case, question)}
    return [one for one in _in_all(case, question, shared_under) if one.reference not in now]


def losses(case: Case, question: Question) -> list[Loss]:
    """Who would lose sight of what, if this were withdrawn now."""
    return _in_all(case, question, losses_of)


def kept(case: Case, question: Question) -> list[Loss]:
    """Who would go on seeing something for the person's safety, if this were withdrawn now."""
    return _in_all(case, question, kept_under)


def _in_all(
    case: Case, question: Question, tell_of: Callable[[UUID, list[Question]], list[Loss]]
) -> list[Loss]:
    """Told of every file of the person: by their own ledgers, since each shared for itself."""
    files = [case_by_id(one) for one in files_of_person(case)]
    return [one for file in files for one in tell_of(file.id, questions_of(file, question))]


def kept_after_all(case: Case) -> list[Loss]:
    """Who goes on seeing something, though the person said no to it, or their yes is over."""
    return [one for file_id in files_of_person(case) for one in _kept_after_all(file_id)]


def _kept_after_all(case_id: UUID) -> list[Loss]:
    said, day = said_of(case_id), today()
    found = kept_under(case_id, [(Purpose.CASE, None)])
    return [
        one
        for one in found
        if rules.said_no(said, (Purpose.SERVICE, one.organisation_id))
        or rules.is_over(said, Purpose.SERVICE, one.organisation_id, day)
    ]


def _keep_within(case: Case, question: Question, groups: frozenset[str], actor: Actor) -> None:
    """Who agrees to less than before takes back the rest: what tells more ends, and is deleted."""
    for file in files_held(case):
        for one in narrow(file.id, question, groups, actor):
            ask_to_delete(file, one, actor)


def _newest(case_id: UUID, question: Question) -> Consent:
    rows = select(Consent).where(
        Consent.case_id == case_id,
        Consent.purpose == question[0],
        Consent.recipient_id.is_not_distinct_from(question[1]),
    )
    return db.session.scalars(rows.order_by(Consent.seq.desc()).limit(1)).one()
