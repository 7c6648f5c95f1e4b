"""The verbs of a referral: prepare, choose, send, answer, deliver, cancel, expire, withdraw.

The case follows: sending takes it to "referred", an acceptance opens it, and when every referral
has come to nothing it goes back to the person's own decision.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from casework.accounts import queries as accounts
from casework.audit import catalogue, record_read
from casework.cases import queries as cases
from casework.cases.service.deletions import ask_to_delete
from casework.cases.withdrawals import Loss
from casework.db import db, free_code, hold_as_shown
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.kernel.ids import new_id, reference
from casework.kernel.refusals import Refusal, StaleVersion
from casework.kernel.workflow import Transition
from casework.policy import Actor, Role
from casework.referrals import agreement, case_follows, queries
from casework.referrals.domain.arrival import NOT_SAID, Arrival
from casework.referrals.domain.packet import Packet, Preparation
from casework.referrals.domain.recipients import RecipientKind, kind_of
from casework.referrals.domain.refusals import (
    AgreementTakenBack,
    AlreadyWaiting,
    NotOffered,
    NotOfThem,
    OwnOrganisation,
)
from casework.referrals.domain.track import (
    ACTIVE,
    ANSWER_TASK,
    BY_SENDER,
    CLOSE_TASK,
    TABLE,
    WAITING,
    CancelReason,
    ReferralState,
    span_of,
)
from casework.referrals.events import event_of
from casework.referrals.inboxes import RECEIVING_ROLES, has_inbox
from casework.referrals.models import Referral
from casework.referrals.sealing import refuse_touched, seal_referral
from casework.referrals.told import check_complete, packets_of, seen_of
from casework.tasks.service import move_tasks
from casework.workflow.service import Step, Track, due, note_start, register_track, take_step


def _whose_turn(row: Referral, task: str) -> Mapping[str, Any]:
    """The recipient must answer, and whoever has the case finish it, or write down whether the
    person came and was helped where nobody there has an inbox; escalation goes to the focal points
    of the region."""
    if task == CLOSE_TASK or (task in BY_SENDER and not has_inbox(row)):
        case = cases.case_by_id(row.case_id)
        mine = {"assignee_id": case.assignee_id, "organisation_id": case.organisation_id}
        return {**mine, "region": row.region}
    who = row.colleague_id or _receiver(row)
    named = {"assignee_id": who} if who else {}
    whose = {"organisation_id": row.recipient_organisation_id, "region": row.region}
    return {**whose, **named}


def _receiver(row: Referral) -> UUID | None:
    """Who was named to receive the person, while they answer requests there."""
    there = row.receiver_id and {one.id for one in who_answers(row.recipient_organisation_id)}
    return row.receiver_id if there and row.receiver_id in there else None


TRACK = register_track(
    Track(
        name="referral",
        title="Referral",
        table=TABLE,
        key=lambda row: ("case", row.case_id),
        event=event_of,
        task_owner=_whose_turn,
        span=lambda row, opens: span_of(row.service, opens, row.priority),
    )
)


@dataclass(frozen=True)
class Addressed:
    """Which service is asked of whom (everybody there, or one by name), and how urgently."""

    service: str
    recipient_id: UUID
    urgency: str
    colleague_id: UUID | None = None


def prepare(case: Any, addressed: Addressed, actor: Actor) -> Referral:
    """Begin a referral: a draft that its sender can leave and come back to."""
    case_follows.refuse_unready(case)
    _check_recipient(case, addressed)
    kind = _kind_of(addressed)
    agreement.refuse_barred(kind, case)
    referral = Referral(
        id=new_id(),
        reference=free_code(Referral.reference, lambda: reference("R")),
        case_id=case.id,
        state=ReferralState.DRAFT.value,
        version=1,
        service=addressed.service,
        region=case.region,
        priority=addressed.urgency,
        sender_organisation_id=case.organisation_id,
        sender_id=actor.user_id,
        recipient_organisation_id=addressed.recipient_id,
        recipient_kind=kind.value,
        colleague_id=addressed.colleague_id,
        prepared_at=clock.now(),
    )
    referral.preparation = Preparation(addressed.service, addressed.urgency)
    seal_referral(referral)
    db.session.add(referral)
    note_start(TRACK, referral, "prepare", actor)
    return referral


def choose(referral: Referral, chosen: Preparation, expected_version: int) -> None:
    """Keep what the sender chose to share and wrote; only while it is a draft."""
    hold_as_shown(referral, expected_version)
    if referral.state != ReferralState.DRAFT:
        raise StaleVersion()
    referral.preparation = chosen
    referral.version += 1


def send(
    referral: Referral,
    case: Any,
    actor: Actor,
    expected_version: int,
    urgent_reason: str = "",
    seen: str | None = None,
) -> None:
    """Send it: the packets are fixed, the clock runs, the recipient has it in the inbox. It is
    asked for by whoever sends it, also where another began the draft and has the case no more.

    Needs the person's consent to tell this recipient; in an emergency, a written vital interest
    stands in for it, and the focal points of the region are told. Stale when what would go is not
    what the sender saw (`seen`, the mark of what was previewed).
    """
    refuse_touched(referral)
    both = _checked(referral, case, seen, actor)
    consent = agreement.consent_to(referral, case)
    ground = agreement.ground_for(referral, case, consent, both, urgent_reason)
    verdict = agreement.VERDICTS[ground]
    referral.packet_a, referral.packet_b = both
    referral.sender_organisation_id, referral.sender_id = case.organisation_id, actor.user_id
    referral.consent_id = consent.id if consent is not None else None
    referral.basis = ground
    take_step(
        TRACK,
        referral,
        Step(
            "send", actor, expected_version, {"G-CONSENT": verdict},
            reason=urgent_reason or None, resource=case.resource(),
        ),
    )  # fmt: skip
    referral.sent_at = clock.now()
    seal_referral(referral)
    referral.due_at = due(_answer_span(referral))
    case_follows.answer_the_unanswered(case, referral.service)
    moved = case_follows.sent(case, referral, actor, urgent_reason)
    if ground == agreement.VITAL_INTEREST:
        agreement.tell_of_override(case, moved, actor)
    if has_inbox(referral):
        take_step(TRACK, referral, Step("receive", None))
    post("referral.sent", referral.id, **_addressee(referral))


def accept(
    referral: Referral,
    actor: Actor,
    expected_version: int,
    arrival: Arrival = NOT_SAID,
    receiver_id: UUID | None = None,
) -> None:
    """The recipient takes the person on: stage B opens, and the case with it. It may say when the
    person is awaited and who of its people receives them: what follows is then theirs by name."""
    arrival.check(clock.now())
    if receiver_id is not None and receiver_id not in {one.id for one in who_receives(referral)}:
        raise NotOfThem()
    before, referral.receiver_id = referral.receiver_id, receiver_id
    try:
        _answer(referral, "accept", actor, expected_version, words=arrival.said())
    except Refusal:
        referral.receiver_id = before
        raise
    case_follows.answered(referral.case_id)
    post("referral.answered", referral.id, user_id=who_asks(referral))


def decline(
    referral: Referral, reason: str, words: str, actor: Actor, expected_version: int
) -> None:
    """The recipient cannot: what was shared is withdrawn from them at once."""
    _answer(referral, "decline", actor, expected_version, reason, words)
    case_follows.came_to_nothing(referral)
    post("referral.answered", referral.id, user_id=who_asks(referral))


def advance(referral: Referral, action: str, actor: Actor, expected_version: int) -> None:
    """The recipient says that the person came, did not come, or was helped."""
    take_step(TRACK, referral, Step(action, actor, expected_version))
    if action == "no_show":
        case_follows.came_to_nothing(referral)
    post("referral.answered", referral.id, user_id=who_asks(referral))


def take_back(
    referral: Referral, case: Any, action: str, reason: str | None, actor: Actor, version: int
) -> None:
    """The sender discards a draft, cancels what was sent, or closes what was delivered. Whoever was
    told by mistake is asked to delete it. That the person changed their mind is a withdrawal of
    what they agreed to, and refused here."""
    if agreement.leads_to_withdrawal(referral, reason):
        raise AgreementTakenBack()
    referral.answer_reason = reason or referral.answer_reason
    take_step(
        TRACK,
        referral,
        Step(action, actor, version, reason_code=reason, resource=case.resource()),
    )
    if action == "cancel":
        case_follows.answered(referral.case_id)
        post("referral.withdrawn", referral.id, organisation_id=referral.recipient_organisation_id)
        if reason == CancelReason.SENT_BY_MISTAKE:
            told = Loss(referral.recipient_organisation_id, referral.reference, "referral")
            ask_to_delete(case, told, actor)


def case_moved(case: Any, arrow: Transition, actor: Actor | None) -> None:
    """When a case closes, nobody outside sees anything of it any more, nor of the files that were
    merged into it, but an authority that still deals with a report that the law asks for. Then, and
    when the own organisation helps or the person wants none, nobody has to be found any more
    either."""
    if arrow.action == "close":
        for file_id in cases.files_of_person(case):
            over = [one for one in queries.disclosing(file_id) if not _reported(one)]
            withdraw(over, file_id)
    if arrow.action in ("close", "help_directly", "decline"):
        case_follows.answer_the_unanswered(case)


def _reported(referral: Referral) -> bool:
    """Whether it is a report that the law asks for and that its recipient has not dealt with."""
    return referral.basis == agreement.LEGAL_DUTY and referral.state in (*WAITING, *ACTIVE)


def withdraw(referrals: Sequence[Referral], case_id: UUID) -> None:
    """The person took the consent back: the sharing ends at every recipient now."""
    for referral in referrals:
        take_step(TRACK, referral, Step("withdraw", None))
        post("referral.withdrawn", referral.id, organisation_id=referral.recipient_organisation_id)
    case_follows.answered(case_id)


def read_by_recipient(referral: Referral, actor: Actor) -> tuple[Packet, Packet | None]:
    """What the recipient sees now; the sight is written down."""
    stage = referral.resource().stage
    record_read(
        catalogue.ReferralRead(
            case_id=referral.case_id, referral_id=referral.id, stage="B" if stage == "B" else "A"
        ),
        actor,
    )
    before, after = referral.packet_a, referral.packet_b
    assert before is not None and after is not None  # noqa: S101 - written by send
    return before.reveal(), after.reveal() if stage == "B" else None


def give_to_team(referral: Referral, actor: Actor, expected_version: int) -> None:
    """Whoever it was sent to by name lets all those answer who answer requests there."""
    hold_as_shown(referral, expected_version)
    if referral.colleague_id is None:
        raise StaleVersion()
    refuse_touched(referral)
    referral.colleague_id = None
    seal_referral(referral)
    referral.version += 1
    move_tasks("referral", referral.id, organisation_id=referral.recipient_organisation_id)


def _checked(
    referral: Referral, case: Any, seen: str | None, actor: Actor
) -> tuple[Packet, Packet]:
    """What would go, if it is still what was seen and its recipient may still be asked."""
    agreement.refuse_barred(RecipientKind(referral.recipient_kind), case)
    if seen is not None and seen != seen_of(referral, case):
        raise StaleVersion()
    both = packets_of(referral, case, actor)
    check_complete(referral, *both)
    _check_recipient(
        case,
        Addressed(
            referral.service,
            referral.recipient_organisation_id,
            referral.priority,
            referral.colleague_id,
        ),
    )
    return both


def who_asks(referral: Referral) -> UUID:
    """Whoever has the case now, which may have changed hands since it was sent."""
    assignee: UUID | None = cases.case_by_id(referral.case_id).assignee_id
    return assignee or referral.sender_id


def _check_recipient(case: Any, addressed: Addressed) -> None:
    if addressed.recipient_id == case.organisation_id:
        raise OwnOrganisation()
    if not accounts.offers(addressed.recipient_id, addressed.service, case.region):
        raise NotOffered()
    if addressed.colleague_id and addressed.colleague_id not in {
        one.id for one in who_answers(addressed.recipient_id)
    }:
        raise NotOfThem()
    waiting = [
        one
        for one in queries.referrals_of(case.id)
        if one.recipient_organisation_id == addressed.recipient_id
        and one.service == addressed.service
        and one.state in WAITING
    ]
    if waiting:
        raise AlreadyWaiting()


def _answer(
    referral: Referral,
    action: str,
    actor: Actor,
    version: int,
    reason: str | None = None,
    words: str = "",
) -> None:
    before, referral.answer_reason = referral.answer_reason, reason
    try:
        step = Step(action, actor, version, reason=words or None, reason_code=reason)
        take_step(TRACK, referral, step)
    except Refusal:
        referral.answer_reason = before  # several are answered at once: one refusal leaves no mark
        raise
    referral.answered_at = clock.now()
    referral.answered_by_id = actor.user_id


def _answer_span(referral: Referral) -> Any:
    arrow = next(one for one in TABLE if one.action == "send")
    assert arrow.deadline is not None and arrow.deadline.task == ANSWER_TASK  # noqa: S101
    return arrow.deadline.span_for(referral.priority)


def who_answers(organisation_id: UUID) -> list[Any]:
    """The active accounts there that answer requests, by name."""
    found = accounts.users_of_organisation(organisation_id)
    return [one for one in found if Role(one.role) in RECEIVING_ROLES]


def who_receives(referral: Referral) -> list[Any]:
    """Whom the recipient may name to receive the person: who answers requests there, has no
    conflict of interest with the person, and may see the request."""
    barred = cases.case_by_id(referral.case_id).conflicted_ids()
    return [
        one
        for one in who_answers(referral.recipient_organisation_id)
        if one.id not in barred and referral.colleague_id in (None, one.id)
    ]


def _addressee(referral: Referral) -> dict[str, UUID]:
    """Who is told that a request waits: one by name, or all there."""
    if referral.colleague_id is not None:
        return {"user_id": referral.colleague_id}
    return {"organisation_id": referral.recipient_organisation_id}


def _kind_of(addressed: Addressed) -> RecipientKind:
    found = accounts.organisation(addressed.recipient_id)
    return kind_of(found.kind if found else "", addressed.service)
