"""Writing the consent ledger, and taking back what rested on a consent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from casework.audit import record
from casework.audit.catalogue import ConsentRecorded, ConsentWithdrawn
from casework.cases.domain import consent as rules
from casework.cases.domain.consent import (
    ENDING_SOON,
    RENEW_TASK,
    Answer,
    Circumstance,
    Purpose,
    Said,
    renew_task,
)
from casework.cases.domain.pathway import ASK_CONSENT, AWAITING_CONSENT, CLOSED
from casework.cases.models import Case, Consent
from casework.cases.queries import (
    card_of,
    case_by_id,
    child_facts,
    deletions_of,
    files_of_person,
    said_of,
    today,
)
from casework.cases.scripts import script_of
from casework.cases.service.deletions import ask_to_delete
from casework.cases.service.keeping import ask_again, met, met_each, open_kinds, tell
from casework.cases.service.withdrawing import follow_answer
from casework.cases.service.writing import digest_of, moved_on, next_seq, of_list, take
from casework.cases.withdrawals import (
    Loss,
    Question,
    kept_under,
    losses_of,
    narrow,
    shared_under,
    take_back,
)
from casework.db import db, hold
from casework.kernel import clock
from casework.kernel.workflow import Transition
from casework.policy import Actor, Permission
from casework.tasks.service import make_due, suspend_tasks
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
    All of it goes for every file of the person: what was told from one that was merged as well.
    """
    _files_held(case)
    take(case, actor, Permission.CASE_WORK, expected_version)
    of_list(said.purpose, list(Purpose), "purpose")
    of_list(said.answer, (Answer.GIVEN, Answer.REFUSED, Answer.LATER), "answer")
    card = card_of(case)
    circumstance = replace(circumstance, script=script_of(said.purpose))
    rules.check(
        said,
        circumstance,
        today(),
        child=card.child,
        asylum=card.asylum,
        guardian_suspected=card.child and child_facts(case.id).guardian_suspected,
    )
    if said.answer != Answer.GIVEN:
        _end_in_others(case, said, circumstance, actor)
        if _ended_by(case, said, circumstance, actor):
            return _newest(case.id, said.key)
    line = _write(case, said, circumstance, actor)
    record(_recorded(line), actor)
    if said.answer == Answer.GIVEN:
        _keep_within(case, said.key, frozenset(circumstance.data_groups), actor)
    _follow(case, said)
    moved_on(case)
    tell(case, "consent")
    return line


def _recorded(line: Consent) -> ConsentRecorded:
    return ConsentRecorded(
        case_id=line.case_id,
        purpose=line.purpose,
        answer=line.answer,  # type: ignore[arg-type]
        recipient_id=line.recipient_id,
        digest=digest_of(line.circumstance_blob),
    )


def _ended_by(case: Case, said: Said, circumstance: Circumstance, actor: Actor) -> bool:
    """End what rests on a yes that is no yes any more. Says whether all is written with that: a no
    to what was agreed to is its withdrawal."""
    agreed, no = _in_force(case, said.key), said.answer == Answer.REFUSED
    _end(case, questions_of(case, said.key) if no else agreed, agreed, circumstance, actor)
    if not (no and said.key in agreed):
        return False
    _moved(case, said.purpose)
    return True


def _end_in_others(case: Case, said: Said, circumstance: Circumstance, actor: Actor) -> None:
    """What is no yes any more is none in the other files of the person either; a no stands in each
    of them, so that none of them says that it was never given."""
    for file in _files_held(case):
        if file is case:
            continue
        if not _ended_by(file, said, circumstance, actor):
            if said.answer == Answer.REFUSED:
                record(_recorded(_write(file, said, circumstance, actor)), actor)
            _moved(file, said.purpose)


def _follow(case: Case, said: Said) -> None:
    """Who wishes to think takes their own time: they were asked, and are asked again in a week."""
    if said.purpose == Purpose.CASE:
        follow_answer(case)
    thinking = said.answer == Answer.LATER and said.purpose == Purpose.CASE
    if thinking and ASK_CONSENT.task in open_kinds(case):
        ask_again(case, ASK_CONSENT)


def remind_again(case: Case, since: datetime) -> bool:
    """The week after a reminder is over and the person has not decided: it is due anew, on the
    day of the week and at the hour it was, and will be said again. Says whether it was."""
    hold(case)
    latest = since
    while (following := due(ASK_CONSENT.span, latest)) <= clock.now():
        latest = following
    if latest == since or case.state != AWAITING_CONSENT:
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
    files = _files_held(case)
    take(case, actor, Permission.CASE_WORK, expected_version, closed_too=True)
    if not losses(case, question) and not any(_in_force(file, question) for file in files):
        raise rules.NothingToWithdraw(purpose=question[0])
    lost = []
    for file in files:
        ending = questions_of(file, question)
        lost += _end(file, ending, ending, circumstance, actor)
        _moved(file, question[0])
    return lost


def _files_held(case: Case) -> list[Case]:
    """Every file of the person, locked in the order of their ids: what they say goes for each."""
    found = [case_by_id(one) for one in sorted(files_of_person(case))]
    for file in found:
        hold(file)
    return found


def _moved(case: Case, purpose: str) -> None:
    if purpose == Purpose.CASE:
        follow_answer(case)
    moved_on(case)
    tell(case, "consent")
    if case.merged_at is not None:  # nothing is due in a file that another leads
        suspend_tasks("case", case.id, case.merged_at)


def _answered(case: Case, question: Question) -> None:
    """Whoever asked for an answer to this question has it; one for every body of its kind answers
    for each of them. An answer to another question is none."""
    keys = {question}
    if question[1] is None:
        keys |= {key for key in rules.latest(said_of(case.id)) if key[0] == question[0]}
    met(case, *map(renew_task, keys))


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


def questions_of(case: Case, question: Question) -> list[Question]:
    """The questions that end together, whether they were answered or not: without a case (P2) there
    is nothing to share either; with no body of a kind, none with one of them."""
    if question[0] != Purpose.CASE and question[1] is not None:
        return [question]
    lines = rules.latest(said_of(case.id))
    agreed = [key for key, line in lines.items() if key != question and line.in_force(today())]
    return [question, *(k for k in agreed if question[0] in (Purpose.CASE, k[0]))]


def _in_force(case: Case, question: Question) -> list[Question]:
    """Those of `questions_of` that are agreed to today."""
    said, day = said_of(case.id), today()
    return [key for key in questions_of(case, question) if rules.in_force(said, *key, day)]


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


def _end(
    case: Case,
    ending: list[Question],
    withdrawn: list[Question],
    circumstance: Circumstance,
    actor: Actor,
) -> list[Loss]:
    """Take back all that rests on these questions, and have it deleted; write those down as
    `withdrawn` that were not answered with a no of their own."""
    lost, told = losses_of(case.id, ending), shared_under(case.id, ending)
    for purpose, recipient_id in withdrawn:
        _write(case, Said(purpose, Answer.WITHDRAWN, recipient_id), circumstance, actor)
        record(ConsentWithdrawn(case_id=case.id, purpose=purpose, recipient_id=recipient_id), actor)
    for question in ending:
        take_back(case.id, question, actor)
    _ask_those_told(case, lost, told, actor)
    return lost


def _keep_within(case: Case, question: Question, groups: frozenset[str], actor: Actor) -> None:
    """Who agrees to less than before takes back the rest: what tells more ends, and is deleted."""
    for file in _files_held(case):
        for one in narrow(file.id, question, groups, actor):
            ask_to_delete(file, one, actor)


def _ask_those_told(case: Case, lost: list[Loss], told: list[Loss], actor: Actor) -> None:
    """Each of them once for each sharing; whoever was asked before, only if they saw it since."""
    asked = {(one.organisation_id, one.shared_as) for one in deletions_of(case.id)}
    asked -= {(one.organisation_id, one.reference) for one in lost}
    for key, one in {(one.organisation_id, one.reference): one for one in told}.items():
        if key not in asked:
            ask_to_delete(case, one, actor)


def _write(case: Case, said: Said, circumstance: Circumstance, actor: Actor) -> Consent:
    line = Consent(
        case_id=case.id,
        seq=next_seq(Consent, case),
        purpose=said.purpose,
        recipient_id=said.recipient_id,
        answer=said.answer,
        valid_until=said.valid_until if said.answer == Answer.GIVEN else None,
        said_at=clock.now(),
        recorded_by_id=actor.user_id,
    )
    line.circumstance = circumstance
    db.session.add(line)
    _answered(case, said.key)
    return line


def _newest(case_id: UUID, question: Question) -> Consent:
    rows = select(Consent).where(
        Consent.case_id == case_id,
        Consent.purpose == question[0],
        Consent.recipient_id.is_not_distinct_from(question[1]),
    )
    return db.session.scalars(rows.order_by(Consent.seq.desc()).limit(1)).one()
