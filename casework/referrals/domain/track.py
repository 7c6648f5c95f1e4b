"""The track of a referral, and how much it discloses at each state.

A referral is answered within 24 hours in an emergency and within three working days otherwise.
Whoever helps says that the help was given, within the time that this kind of help takes
(`DELIVERED_WITHIN`), and the sender finishes it within five working days: until then the recipient
goes on seeing how to reach the person.
No answer is a result of its own: the referral ends as `no_response`, what was shared is withdrawn,
and somebody is told. Sending again is a new referral.
"""

from collections.abc import Mapping
from enum import StrEnum

from casework.kernel.workflow import START, Deadline, Span, Transition
from casework.policy import Permission

ANSWER_TASK = "answer_referral"
RECEIVE_TASK = "receive_person"
REPORT_TASK = "report_delivery"
CLOSE_TASK = "close_referral"
UNANSWERED_TASK = "unanswered_referral"
QUESTION_TASK = "answer_question"
SENDER_ASKS_TASK = "answer_sender_question"
ASKED = (QUESTION_TASK, SENDER_ASKS_TASK)
BY_SENDER = (RECEIVE_TASK, REPORT_TASK)
"""What the sender writes down where nobody of the recipient has an inbox."""
EMERGENCY = "emergency"
ROUTINE = "routine"


class ReferralState(StrEnum):
    """Where a referral stands."""

    DRAFT = "draft"
    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    DELIVERED = "delivered"
    CLOSED = "closed"
    REJECTED = "rejected"
    NO_RESPONSE = "no_response"
    CANCELLED = "cancelled"
    PERSON_NO_SHOW = "person_no_show"


S = ReferralState
WAITING = (S.SENT, S.RECEIVED)
ACTIVE = (S.ACCEPTED, S.IN_PROGRESS)
FAILED = (S.REJECTED, S.NO_RESPONSE, S.CANCELLED, S.PERSON_NO_SHOW)
WITHOUT_HELP = (S.REJECTED, S.NO_RESPONSE, S.PERSON_NO_SHOW)
ENDED = (*FAILED, S.CLOSED)

SEND = Permission.REFERRAL_SEND
ANSWER = Permission.REFERRAL_ANSWER
SYSTEM = Permission.SYSTEM_STEP

_ANSWER_BY = Deadline(ANSWER_TASK, Span(working_days=3), ((EMERGENCY, Span(hours=24)),))
_RECEIVE_BY = Deadline(RECEIVE_TASK, Span(working_days=3), ((EMERGENCY, Span(hours=24)),))
_REPORT_BY = Deadline(REPORT_TASK, Span(days=30))
DELIVERED_WITHIN: Mapping[str, Span] = {
    service: span
    for span, services in (
        (Span(hours=24), "SHELTER MED_EMERG PSY_FIRST FORENSIC GUARDIAN SAFETY"),
        (Span(hours=72), "FOOD NFI TRANSPORT COMM INTERPRET PROTECTION_ORDER SRH PSYCHIATRY"),
        (Span(days=7), "MED_PRIMARY CASH CHILDCARE LEGAL_INFO"),
        (Span(days=14), "PSY_THERAPY ADDICTION DISABILITY LEGAL_REP TRACING EDUC SHELTER_LT"),
        (
            Span(days=30),
            "COMPENSATION LABOUR_CLAIM DOC_CIVIL DOC_TRAVEL STAY ASYLUM VOCATIONAL LIVELIHOOD "
            "RECREATION RETURN REINTEG FOLLOW_UP",
        ),
    )
    for service in services.split()
}
"""How long after the person came it is said whether they were helped, by the service: the day for
what cannot wait a night, the rhythm of a case of P2 (72 hours), P3 (7 days) or P4 (14 days) for
what is given once or begins soon, a month for proceedings, papers and reintegration."""
_CLOSE_BY = Deadline(CLOSE_TASK, Span(working_days=5))


def span_of(service: str, opens: Deadline, priority: str | None) -> Span:
    """How long a deadline of a request may take. A service that is not on the list any more has the
    longest time."""
    if opens.task == REPORT_TASK:
        return DELIVERED_WITHIN.get(service, opens.span)
    return opens.span_for(priority)


TABLE: tuple[Transition, ...] = (
    Transition("prepare", START, S.DRAFT, SEND),
    Transition("send", S.DRAFT, S.SENT, SEND, gates=("G-CONSENT",), deadline=_ANSWER_BY),
    Transition("discard", S.DRAFT, S.CANCELLED, SEND),
    Transition("receive", S.SENT, S.RECEIVED, SYSTEM),
    *(
        arrow
        for waiting in WAITING
        for arrow in (
            Transition(
                "accept", waiting, S.ACCEPTED, ANSWER, deadline=_RECEIVE_BY, meets=(ANSWER_TASK,)
            ),
            Transition(
                "decline",
                waiting,
                S.REJECTED,
                ANSWER,
                meets=(ANSWER_TASK, *ASKED),
                needs_reason=True,
            ),
            Transition("expire", waiting, S.NO_RESPONSE, SYSTEM, meets=(ANSWER_TASK, *ASKED)),
            Transition(
                "cancel", waiting, S.CANCELLED, SEND, meets=(ANSWER_TASK, *ASKED), needs_reason=True
            ),
            Transition("withdraw", waiting, S.CANCELLED, SYSTEM, meets=(ANSWER_TASK, *ASKED)),
        )
    ),
    Transition(
        "start", S.ACCEPTED, S.IN_PROGRESS, ANSWER, deadline=_REPORT_BY, meets=(RECEIVE_TASK,)
    ),
    Transition("no_show", S.ACCEPTED, S.PERSON_NO_SHOW, ANSWER, meets=(RECEIVE_TASK, *ASKED)),
    Transition(
        "deliver", S.IN_PROGRESS, S.DELIVERED, ANSWER, deadline=_CLOSE_BY, meets=(REPORT_TASK,)
    ),
    Transition("close", S.DELIVERED, S.CLOSED, SEND, meets=(CLOSE_TASK, *ASKED)),
    Transition("withdraw", S.DELIVERED, S.CLOSED, SYSTEM, meets=(CLOSE_TASK, *ASKED)),
    # Nobody there has an account, or nobody any more: the sender writes down what they said, with
    # its reference.
    *(
        arrow
        for waiting in WAITING
        for arrow in (
            Transition(
                "note_accepted",
                waiting,
                S.ACCEPTED,
                SEND,
                deadline=_RECEIVE_BY,
                meets=(ANSWER_TASK,),
                needs_reason=True,
            ),
            Transition(
                "note_declined",
                waiting,
                S.REJECTED,
                SEND,
                meets=(ANSWER_TASK, *ASKED),
                needs_reason=True,
            ),
        )
    ),
    Transition(
        "note_started",
        S.ACCEPTED,
        S.IN_PROGRESS,
        SEND,
        deadline=_REPORT_BY,
        meets=(RECEIVE_TASK,),
        needs_reason=True,
    ),
    Transition(
        "note_no_show",
        S.ACCEPTED,
        S.PERSON_NO_SHOW,
        SEND,
        meets=(RECEIVE_TASK, *ASKED),
        needs_reason=True,
    ),
    Transition(
        "note_delivered",
        S.IN_PROGRESS,
        S.DELIVERED,
        SEND,
        deadline=_CLOSE_BY,
        meets=(REPORT_TASK,),
        needs_reason=True,
    ),
    *(
        arrow
        for active in ACTIVE
        for arrow in (
            Transition(
                "cancel",
                active,
                S.CANCELLED,
                SEND,
                meets=(RECEIVE_TASK, REPORT_TASK, *ASKED),
                needs_reason=True,
            ),
            Transition(
                "withdraw",
                active,
                S.CANCELLED,
                SYSTEM,
                meets=(RECEIVE_TASK, REPORT_TASK, *ASKED),
            ),
        )
    ),
)

BY_HAND = {
    "note_accepted": "accept",
    "note_declined": "decline",
    "note_started": "start",
    "note_no_show": "no_show",
    "note_delivered": "deliver",
}
"""What the sender writes down for an organisation without accounts, and what it would have done."""

_STAGE = {
    S.SENT: "A",
    S.RECEIVED: "A",
    S.ACCEPTED: "B",
    S.IN_PROGRESS: "B",
    S.DELIVERED: "B",
}


def stage_of(state: str) -> str | None:
    """What the recipient may see: A from sent, B from accepted, nothing before and after."""
    return _STAGE.get(ReferralState(state))


class DeclineReason(StrEnum):
    """Why a recipient declines. Declining costs no more than accepting."""

    FULL = "full"
    OUT_OF_SCOPE = "out_of_scope"
    SEX_OR_AGE = "sex_or_age"
    SECURITY = "security"
    MISSING_DOCUMENT = "missing_document"
    LANGUAGE = "language"
    PERSON_REFUSED = "person_refused"
    OTHER = "other"


class CancelReason(StrEnum):
    """Why a sender takes a referral back."""

    NEED_ENDED = "need_ended"
    OTHER_SERVICE = "other_service"
    PERSON_CHANGED_MIND = "person_changed_mind"
    SENT_BY_MISTAKE = "sent_by_mistake"
