"""Writing the consent ledger, and taking back what rested on a consent."""

from uuid import UUID

from sqlalchemy import select

from casework.audit import record
from casework.audit.catalogue import ConsentRecorded, ConsentWithdrawn
from casework.cases.domain import consent as rules
from casework.cases.domain.consent import Answer, Circumstance, Purpose, Said
from casework.cases.models import Case, Consent
from casework.cases.queries import card_of, said_of, today
from casework.cases.service.writing import digest_of, moved_on, next_seq, of_list, take
from casework.cases.withdrawals import Loss, Question, losses_of, take_back
from casework.db import db
from casework.kernel import clock
from casework.policy import Actor, Permission


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
    agree. Without a case (P2) nothing that was to be shared stays agreed to.
    """
    take(case, actor, Permission.CASE_WORK, expected_version)
    of_list(said.purpose, list(Purpose), "purpose")
    of_list(said.answer, (Answer.GIVEN, Answer.REFUSED, Answer.LATER), "answer")
    card = card_of(case)
    rules.check(said, circumstance, today(), child=card.child, asylum=card.asylum)
    if said.answer != Answer.GIVEN and (ended := _in_force(case, said.key)):
        _withdraw(case, said.key, circumstance, actor)
        if said.answer == Answer.REFUSED and said.key in ended:
            return _newest(case.id, said.key)
    line = _write(case, said, circumstance, actor)
    record(
        ConsentRecorded(
            case_id=case.id,
            purpose=said.purpose,
            answer=said.answer,  # type: ignore[arg-type]
            recipient_id=said.recipient_id,
            digest=digest_of(line.circumstance_blob),
        ),
        actor,
    )
    moved_on(case)
    return line


def withdraw_consent(
    case: Case,
    question: Question,
    circumstance: Circumstance,
    actor: Actor,
    *,
    expected_version: int | None = None,
) -> list[Loss]:
    """Take a consent back, at once, and with it all that rested on it; say who lost what."""
    take(case, actor, Permission.CASE_WORK, expected_version, closed_too=True)
    if not rules.in_force(said_of(case.id), *question, today()):
        raise rules.NothingToWithdraw(purpose=question[0])
    return _withdraw(case, question, circumstance, actor)


def questions_of(case: Case, question: Question) -> list[Question]:
    """The consents that end together: without a case (P2) there is nothing to share either."""
    if question[0] != Purpose.CASE:
        return [question]
    lines = rules.latest(said_of(case.id))
    return [key for key, line in lines.items() if line.in_force(today())]


def _in_force(case: Case, question: Question) -> list[Question]:
    """Those of `questions_of` that are agreed to today."""
    said, day = said_of(case.id), today()
    return [key for key in questions_of(case, question) if rules.in_force(said, *key, day)]


def losses(case: Case, question: Question) -> list[Loss]:
    """Who would lose sight of what, if this were withdrawn now."""
    return losses_of(case.id, questions_of(case, question))


def _withdraw(
    case: Case, question: Question, circumstance: Circumstance, actor: Actor
) -> list[Loss]:
    ending = questions_of(case, question)
    lost = losses_of(case.id, ending)
    for purpose, recipient_id in ending:
        _write(case, Said(purpose, Answer.WITHDRAWN, recipient_id), circumstance, actor)
        record(ConsentWithdrawn(case_id=case.id, purpose=purpose, recipient_id=recipient_id), actor)
        take_back(case.id, (purpose, recipient_id), actor)
    moved_on(case)
    return lost


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
    return line


def _newest(case_id: UUID, question: Question) -> Consent:
    rows = select(Consent).where(
        Consent.case_id == case_id,
        Consent.purpose == question[0],
        Consent.recipient_id.is_not_distinct_from(question[1]),
    )
    return db.session.scalars(rows.order_by(Consent.seq.desc()).limit(1)).one()
