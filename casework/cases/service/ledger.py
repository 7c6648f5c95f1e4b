"""Lines of the consent ledger, and what ends with them.

What the person says goes for every file of theirs: a no in one ends what the other told, and a no
that was said before two files were merged stands in the one that leads.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from casework.audit import record
from casework.audit.catalogue import ConsentRecorded, ConsentWithdrawn
from casework.cases.domain import consent as rules
from casework.cases.domain.consent import Answer, Circumstance, Purpose, Said, renew_task
from casework.cases.models import Case, Consent
from casework.cases.queries import (
    case_by_id,
    circumstance_of,
    deletions_of,
    files_of_person,
    lines_of_person,
    said_of,
    today,
)
from casework.cases.service.deletions import ask_to_delete
from casework.cases.service.keeping import met, tell
from casework.cases.service.withdrawing import follow_answer, rest_after_no
from casework.cases.service.writing import digest_of, moved_on, next_seq
from casework.cases.withdrawals import Loss, Question, losses_of, shared_under, take_back
from casework.db import db, hold
from casework.kernel import clock
from casework.policy import Actor
from casework.tasks.service import suspend_tasks


@dataclass(frozen=True)
class Word:
    """How an answer came about, who writes it down, and when it was said: now, unless it is carried
    over from another file of the person."""

    circumstance: Circumstance
    actor: Actor
    at: datetime | None = None


def files_held(case: Case) -> list[Case]:
    """Every file of the person, locked in the order of their ids: what they say goes for each."""
    found = [case_by_id(one) for one in sorted(files_of_person(case))]
    for file in found:
        hold(file)
    return found


def write(case: Case, said: Said, word: Word) -> Consent:
    """Add a line. Whoever asked for an answer to this question has it."""
    line = Consent(
        case_id=case.id,
        seq=next_seq(Consent, case),
        purpose=said.purpose,
        recipient_id=said.recipient_id,
        answer=said.answer,
        valid_until=said.valid_until if said.answer == Answer.GIVEN else None,
        said_at=word.at or clock.now(),
        recorded_by_id=word.actor.user_id,
    )
    line.circumstance = word.circumstance
    db.session.add(line)
    _answered(case, said.key)
    return line


def note_line(line: Consent, actor: Actor) -> None:
    """Trace a line that was written."""
    event = ConsentRecorded(
        case_id=line.case_id,
        purpose=line.purpose,
        answer=line.answer,  # type: ignore[arg-type]
        recipient_id=line.recipient_id,
        digest=digest_of(line.circumstance_blob),
    )
    record(event, actor)


def moved(case: Case, purpose: str) -> None:
    """What was said of this purpose is different now: what was asked of the person follows."""
    if purpose == Purpose.CASE:
        follow_answer(case)
    moved_on(case)
    tell(case, "consent")
    if case.merged_at is not None:  # nothing is due in a file that another leads
        suspend_tasks("case", case.id, case.merged_at)


def questions_of(case: Case, question: Question) -> list[Question]:
    """The questions that end together, whether they were answered or not: without a case (P2) there
    is nothing to share either; with no body of a kind, none with one of them."""
    if question[0] != Purpose.CASE and question[1] is not None:
        return [question]
    lines = rules.latest(said_of(case.id))
    agreed = [key for key, line in lines.items() if key != question and line.in_force(today())]
    return [question, *(k for k in agreed if question[0] in (Purpose.CASE, k[0]))]


def agreed_of(case: Case, question: Question) -> list[Question]:
    """Those of `questions_of` that are agreed to today."""
    said, day = said_of(case.id), today()
    return [key for key in questions_of(case, question) if rules.in_force(said, *key, day)]


def ended_by(case: Case, said: Said, word: Word) -> bool:
    """End what rests on a yes that is no yes any more. Says whether all is written with that: a no
    to what was agreed to is its withdrawal."""
    agreed, no = agreed_of(case, said.key), said.answer == Answer.REFUSED
    end(case, questions_of(case, said.key) if no else agreed, agreed, word, said.key)
    if not (no and said.key in agreed):
        return False
    moved(case, said.purpose)
    return True


def end_in_others(case: Case, said: Said, word: Word) -> None:
    """What is no yes any more is none in the other files of the person either; a no stands in each
    of them, so that none of them says that it was never given."""
    for file in files_held(case):
        if file is case:
            continue
        if not ended_by(file, said, word):
            if said.answer == Answer.REFUSED:
                note_line(write(file, said, word), word.actor)
            moved(file, said.purpose)


def end(
    case: Case,
    ending: list[Question],
    withdrawn: list[Question],
    word: Word,
    spoken: Question | None = None,
) -> list[Loss]:
    """Take back all that rests on these questions, and have it deleted; write those down as
    `withdrawn` that were not answered with a no of their own. Only what was `spoken` of is dated
    back: what ends with it ends now, and was agreed to until then."""
    lost, told = losses_of(case.id, ending), shared_under(case.id, ending)
    for purpose, recipient_id in withdrawn:
        own = word if (purpose, recipient_id) == spoken else replace(word, at=None)
        write(case, Said(purpose, Answer.WITHDRAWN, recipient_id), own)
        gone = ConsentWithdrawn(case_id=case.id, purpose=purpose, recipient_id=recipient_id)
        record(gone, word.actor)
    for question in ending:
        take_back(case.id, question, word.actor)
    _ask_those_told(case, lost, told, word.actor)
    return lost


def one_word(case: Case, actor: Actor) -> None:
    """Two files turned out to be one person's: their last word on each question goes for both. A
    yes is not carried over, since it was said of what that file tells; a no is, and ends what the
    other told, as if it had been said there: nobody is asked again what they refused. What another
    organisation wrote about that talk stays in its own file."""
    lines = lines_of_person(case)
    said = [line.said for line in lines]
    for line in {line.said.key: line for line in lines}.values():
        if line.answer != Answer.GIVEN and rules.newest_on(said, *line.said.key) == line.said:
            _carry(line, Word(_spoken(line), actor, line.said_at))


def _carry(line: Consent, word: Word) -> None:
    no = line.answer != Answer.LATER
    said = Said(line.purpose, Answer.REFUSED if no else Answer.LATER, line.recipient_id)
    for file in files_held(case_by_id(line.case_id)):
        own = rules.latest(said_of(file.id)).get(said.key)
        stands = own is not None and own.answer in (Answer.REFUSED, Answer.WITHDRAWN)
        if file.id == line.case_id or (no and stands) or (not no and own is None):
            continue
        if not ended_by(file, said, word):
            if no:
                note_line(write(file, said, word), word.actor)
            moved(file, said.purpose)
        if file.merged_into_id is None and said.purpose == Purpose.CASE:
            rest_after_no(file)


def _spoken(line: Consent) -> Circumstance:
    """How it was said, without what was written about it."""
    how = circumstance_of(line)
    if how is None:
        return Circumstance(how="oral", language="")
    return Circumstance(how.how, how.language, how.interpreter, script=how.script)


def _answered(case: Case, question: Question) -> None:
    """Whoever asked for an answer to this question has it; one for every body of its kind answers
    for each of them. An answer to another question is none."""
    keys = {question}
    if question[1] is None:
        keys |= {key for key in rules.latest(said_of(case.id)) if key[0] == question[0]}
    met(case, *map(renew_task, keys))


def _ask_those_told(case: Case, lost: list[Loss], told: list[Loss], actor: Actor) -> None:
    """Each of them once for each sharing; whoever was asked before, only if they saw it since."""
    asked = {(one.organisation_id, one.shared_as) for one in deletions_of(case.id)}
    asked -= {(one.organisation_id, one.reference) for one in lost}
    for key, one in {(one.organisation_id, one.reference): one for one in told}.items():
        if key not in asked:
            ask_to_delete(case, one, actor)
