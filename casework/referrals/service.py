"""The verbs of a referral: prepare, choose, send, answer, deliver, cancel, expire, withdraw.

The case follows: sending takes it to "referred", an acceptance opens it, and when every referral
has come to nothing it goes back to the person's own decision.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from casework.accounts import queries as accounts
from casework.audit import catalogue, record, record_read
from casework.cases import queries as cases
from casework.db import db, free_code, hold
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.kernel.ids import new_id, reference
from casework.kernel.refusals import StaleVersion
from casework.kernel.workflow import Transition, Verdict
from casework.policy import Actor, Role
from casework.referrals import agreement, case_follows, queries
from casework.referrals.domain.packet import (
    Packet,
    PersonCard,
    Preparation,
    fingerprint,
    packets,
)
from casework.referrals.domain.refusals import AlreadyWaiting, NotOffered, OwnOrganisation
from casework.referrals.domain.track import (
    ANSWER_TASK,
    EMERGENCY,
    TABLE,
    UNANSWERED_TASK,
    WAITING,
    ReferralState,
)
from casework.referrals.models import Referral
from casework.tasks.service import complete_tasks, open_task
from casework.workflow.service import Step, Track, due, note_start, register_track, take_step

RECEIVING_ROLES = (Role.SHELTER, Role.PROVIDER, Role.RETURN_OFFICER, Role.CASEWORKER)


def _event(row: Referral, arrow: Transition) -> Any:
    ids: dict[str, Any] = {"case_id": row.case_id, "referral_id": row.id}
    reason = row.answer_reason
    made: Mapping[str, Callable[[], Any]] = {
        "send": lambda: catalogue.ReferralSent(
            **ids, service=row.service, recipient_id=row.recipient_organisation_id
        ),
        "receive": lambda: catalogue.ReferralReceived(**ids),
        "expire": lambda: catalogue.ReferralExpired(**ids),
        "cancel": lambda: catalogue.ReferralCancelled(**ids, reason=reason or "unsaid"),
        "discard": lambda: catalogue.ReferralCancelled(**ids, reason="discarded"),
        "withdraw": lambda: catalogue.ReferralCancelled(**ids, reason="consent_withdrawn"),
    }
    answered = lambda: catalogue.ReferralAnswered(  # noqa: E731
        **ids, answer=arrow.action, reason=reason
    )
    return made.get(arrow.action, answered)()


def _whose_turn(row: Referral, task: str) -> Mapping[str, Any]:
    """The recipient must answer; escalation goes to the focal points of the region."""
    return {"organisation_id": row.recipient_organisation_id, "region": row.region}


TRACK = register_track(
    Track(
        name="referral",
        title="Referral",
        table=TABLE,
        key=lambda row: ("case", row.case_id),
        event=_event,
        task_owner=_whose_turn,
    )
)


@dataclass(frozen=True)
class Addressed:
    """Which service is asked of whom, and how urgently."""

    service: str
    recipient_id: UUID
    urgency: str


def prepare(case: Any, addressed: Addressed, actor: Actor) -> Referral:
    """Begin a referral: a draft that its sender can leave and come back to."""
    case_follows.refuse_unready(case)
    _check_recipient(case, addressed)
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
        prepared_at=clock.now(),
    )
    referral.preparation = Preparation(addressed.service, addressed.urgency)
    db.session.add(referral)
    note_start(TRACK, referral, "prepare", actor)
    return referral


def choose(referral: Referral, chosen: Preparation, expected_version: int) -> None:
    """Keep what the sender chose to share and wrote; only while it is a draft."""
    hold(referral)
    if referral.version != expected_version or referral.state != ReferralState.DRAFT:
        raise StaleVersion()
    referral.preparation = chosen
    referral.version += 1


def preview(referral: Referral, case: Any) -> tuple[Packet, Packet]:
    """Exactly what would be sent now: stage A, and what acceptance adds."""
    preparation = referral.preparation
    assert preparation is not None  # noqa: S101 - written by prepare
    return packets(_person_card(case), preparation.reveal())


def send(
    referral: Referral,
    case: Any,
    actor: Actor,
    expected_version: int,
    urgent_reason: str = "",
    seen: str | None = None,
) -> None:
    """Send it: the packets are fixed, the clock runs, the recipient has it in the inbox.

    Needs the person's consent to tell this recipient; in an emergency, a written vital interest
    stands in for it, and the focal points of the region are told. Stale when what would go is not
    what the sender saw (`seen`, a fingerprint of both packets).
    """
    both = _checked(referral, case, seen)
    consent = agreement.consent_to(referral, case)
    verdict = agreement.verdict_on(referral, case, consent, both, urgent_reason)
    referral.packet_a, referral.packet_b = both
    referral.consent_id = consent.id if consent is not None else None
    take_step(
        TRACK,
        referral,
        Step(
            "send", actor, expected_version, {"G-CONSENT": verdict},
            reason=urgent_reason or None, resource=case.resource(),
        ),
    )  # fmt: skip
    referral.sent_at = clock.now()
    referral.due_at = due(_answer_span(referral))
    _answer_the_unanswered(case.id, referral.service)
    moved = case_follows.sent(
        case,
        referral.recipient_organisation_id,
        actor,
        urgent_reason,
        urgent=referral.priority == EMERGENCY,
    )
    if verdict is Verdict.OVERRIDE:
        agreement.tell_of_override(case, moved, actor)
    if _has_inbox(referral.recipient_organisation_id):
        take_step(TRACK, referral, Step("receive", None))
    post("referral.sent", referral.id, organisation_id=referral.recipient_organisation_id)


def accept(referral: Referral, actor: Actor, expected_version: int) -> None:
    """The recipient takes the person on: stage B opens, and the case with it."""
    _answer(referral, "accept", actor, expected_version)
    case_follows.answered(referral.case_id)
    post("referral.answered", referral.id, user_id=_who_asks(referral))


def decline(
    referral: Referral, reason: str, words: str, actor: Actor, expected_version: int
) -> None:
    """The recipient cannot: what was shared is withdrawn from them at once."""
    _answer(referral, "decline", actor, expected_version, reason, words)
    case_follows.answered(referral.case_id)
    post("referral.answered", referral.id, user_id=_who_asks(referral))


def advance(referral: Referral, action: str, actor: Actor, expected_version: int) -> None:
    """The recipient says that the person came, did not come, or was helped."""
    take_step(TRACK, referral, Step(action, actor, expected_version))
    if action == "no_show":
        case_follows.answered(referral.case_id)
    post("referral.answered", referral.id, user_id=_who_asks(referral))


def take_back(
    referral: Referral, case: Any, action: str, reason: str | None, actor: Actor, version: int
) -> None:
    """The sender discards a draft, cancels what was sent, or closes what was delivered."""
    referral.answer_reason = reason or referral.answer_reason
    take_step(
        TRACK,
        referral,
        Step(action, actor, version, reason_code=reason, resource=case.resource()),
    )
    if action == "cancel":
        case_follows.answered(referral.case_id)
        post("referral.withdrawn", referral.id, organisation_id=referral.recipient_organisation_id)


def expire_due() -> int:
    """End every referral whose time to answer is over, and say so to whom it concerns."""
    late = queries.overdue(clock.now())
    for referral in late:
        take_step(TRACK, referral, Step("expire", None))
        record(
            catalogue.ReferralEscalated(case_id=referral.case_id, referral_id=referral.id, level=1),
            None,
        )
        _escalate(referral)
        case_follows.answered(referral.case_id)
        post("referral.expired", referral.id, user_id=_who_asks(referral))
    return len(late)


def end_without_consent() -> int:
    """A consent that is over shares nothing more: what rests on it ends, as by a withdrawal."""
    over = [
        referral
        for referral in queries.resting_on_consent()
        if agreement.consent_to(referral, cases.case_by_id(referral.case_id)) is None
    ]
    for referral in over:
        withdraw([referral], referral.case_id)
        post("referral.withdrawn", referral.id, user_id=_who_asks(referral))
    return len(over)


def case_moved(case: Any, arrow: Transition, actor: Actor | None) -> None:
    """When a case closes, nobody outside sees anything of it any more. Then, and when the own
    organisation helps or the person wants none, nobody has to be found any more either."""
    if arrow.action == "close":
        withdraw(queries.disclosing(case.id), case.id)
    if arrow.action in ("close", "help_directly", "decline"):
        _answer_the_unanswered(case.id)


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


def _escalate(referral: Referral) -> None:
    """No answer is somebody's task: whoever has the case now finds another service; in an emergency
    the focal points of the region do."""
    urgent = referral.priority == EMERGENCY
    case = cases.case_by_id(referral.case_id)
    open_task(
        "referral",
        referral.id,
        UNANSWERED_TASK,
        due_at=clock.now() + timedelta(hours=2 if urgent else 24),
        assignee_id=None if urgent else case.assignee_id,
        organisation_id=None if urgent else case.organisation_id,
        region=referral.region,
        priority="P1" if urgent else None,
    )


def _answer_the_unanswered(case_id: UUID, service: str = "") -> None:
    """Asking somebody else is what meets the task of a request that nobody answered; without a
    `service`, nobody is to be asked any more."""
    for earlier in queries.referrals_of(case_id):
        if earlier.state == ReferralState.NO_RESPONSE and service in ("", earlier.service):
            complete_tasks("referral", earlier.id, UNANSWERED_TASK)


def _checked(referral: Referral, case: Any, seen: str | None) -> tuple[Packet, Packet]:
    """What would go, if it is still what was seen and its recipient may still be asked."""
    both = preview(referral, case)
    if seen is not None and seen != fingerprint(*both):
        raise StaleVersion()
    _check_recipient(
        case, Addressed(referral.service, referral.recipient_organisation_id, referral.priority)
    )
    return both


def _who_asks(referral: Referral) -> UUID:
    """Whoever has the case now, which may have changed hands since it was sent."""
    assignee: UUID | None = cases.case_by_id(referral.case_id).assignee_id
    return assignee or referral.sender_id


def _check_recipient(case: Any, addressed: Addressed) -> None:
    if addressed.recipient_id == case.organisation_id:
        raise OwnOrganisation()
    if not accounts.offers(addressed.recipient_id, addressed.service, case.region):
        raise NotOffered()
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
    referral.answer_reason = reason
    take_step(
        TRACK, referral, Step(action, actor, version, reason=words or None, reason_code=reason)
    )
    referral.answered_at = clock.now()
    referral.answered_by_id = actor.user_id


def _answer_span(referral: Referral) -> Any:
    arrow = next(one for one in TABLE if one.action == "send")
    assert arrow.deadline is not None and arrow.deadline.task == ANSWER_TASK  # noqa: S101
    return arrow.deadline.span_for(referral.priority)


def _has_inbox(organisation_id: UUID) -> bool:
    """Somebody there can sign in; otherwise the request travels by hand and stays "sent"."""
    return accounts.somebody_works_at(organisation_id, RECEIVING_ROLES)


def _person_card(case: Any) -> PersonCard:
    card = cases.card_of(case)
    return PersonCard(
        sex=card.sex,
        age_band=card.age_band,
        languages=card.languages,
        interpreter=card.interpreter,
        region=case.region,
        code=case.code,
    )
