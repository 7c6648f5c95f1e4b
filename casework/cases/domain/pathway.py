"""The pathway of a case, S06 to S17, as one literal table.

After the national referral mechanism handbook of OSCE/ODIHR (2nd edition, 2022): identification
and protection, individual support, social inclusion, and consent before every sharing. Who may
take a step is the permission, what must hold are the gates, what it opens is the deadline.
`G-X(argument)` asks the gate rule G-X of `gates.py` with that argument.
"""

from casework.cases.domain.closure import FOLLOW_UP_TASKS
from casework.kernel.workflow import START, Deadline, Span, Table
from casework.kernel.workflow import Transition as T
from casework.policy import Permission as P

TRIAGED, AWAITING_CONSENT, DECLINED, REFERRED = "S06", "S07", "S08", "S09"
OPEN, PLANNED, IN_RETURN, RETURNED = "S10", "S11", "S12", "S13"
REINTEGRATION, FOLLOW_UP, CLOSED, REOPENED = "S14", "S15", "S16", "S17"

STATES = (
    TRIAGED, AWAITING_CONSENT, DECLINED, REFERRED, OPEN, PLANNED,
    IN_RETURN, RETURNED, REINTEGRATION, FOLLOW_UP, CLOSED, REOPENED,
)  # fmt: skip
UNFINISHED = tuple(state for state in STATES if state != CLOSED)

FIRST_CONTACT = Deadline(
    "first_contact",
    Span(days=7),
    by_priority=(("P1", Span(hours=12)), ("P2", Span(hours=72)), ("P4", Span(days=14))),
)
SEND_FOR_CHILD = Deadline("send_referral", Span(hours=12))
"""An authority decided to protect a child: the first request leaves the same day. Sending one meets
it, and nothing else."""
ASK_CONSENT = Deadline("ask_consent", Span(days=7))
ASK_AGAIN = Deadline("ask_consent", Span(working_days=2))
MAKE_PLAN = Deadline("make_plan", Span(days=10), for_child=Span(days=7))
REVIEW_PLAN = Deadline(
    "review_plan",
    Span(days=30),
    by_priority=(("P1", Span(days=14)), ("P2", Span(days=14)), ("P4", Span(days=90))),
)
TAKE_UP_AGAIN = Deadline("review_plan", Span(working_days=2))
PLAN_REINTEGRATION = Deadline("plan_reintegration", Span(days=30))
FIRST_CHECK_IN = Deadline("check_in", Span(days=30))
TRIAGE_AGAIN = Deadline("triage_again", Span(working_days=2))
REVIEW_URGENCY = Deadline("review_urgency", Span(hours=24))
ANSWER_CLOSURE = Deadline("answer_closure", Span(working_days=2))
ANSWER_WITHDRAWAL = Deadline("answer_withdrawal", Span(working_days=2))
"""The person agrees to a case no more while they are helped: a new yes meets it, the proposal to
close, or a focal point who keeps the case open, since an open danger bars closing."""
WITHDRAWAL_AGAIN = Deadline(
    ANSWER_WITHDRAWAL.task,
    Span(days=30),
    by_priority=(("P1", Span(days=7)), ("P2", Span(days=7))),
)
"""A case that is kept open without the person's agreement is looked at again after as long as an
assessment of risk holds: that decision never stands for good."""
MAY_BE_UNDECIDED = (
    TRIAGED, AWAITING_CONSENT, REFERRED, OPEN, PLANNED, IN_RETURN, RETURNED, REINTEGRATION,
    FOLLOW_UP,
)  # fmt: skip
"""Where a person may have said no and somebody has to answer: while they are helped, and before,
when the no was said in another file of theirs."""

DEADLINES = (
    "first_contact",
    "send_referral",
    "ask_consent",
    "make_plan",
    "review_plan",
    "plan_reintegration",
    "check_in",
    "triage_again",
    "review_urgency",
    "answer_closure",
)
REVIEW_RISK = "review_risk"
"""Opened by a risk assessment, not by a step: due when the assessment ends."""
ANSWER_DANGER = "answer_danger"
"""Whoever is on duty looks at a case in immediate danger, within the hour."""
BY_RECORDS = (
    REVIEW_RISK,
    ANSWER_DANGER,
    "hear_from",
    "name_guardian",
    "assess_interests",
    "review_safety_plan",
    "search_earlier",
    "answer_withdrawal",
)
"""Opened and met by what is recorded beside the pathway; over when the case is closed."""

CONSENT, RISK = "G-CONSENT(P2)", "G-RISK"
SHARING = "G-CONSENT(P3)"
SAFE, ASSESSED = "G-SAFE(90)", "G-BIA(30)"
"""A safety plan counts for as long as one may wait for its review; the best interests are assessed
before each important step, and what is older than a month was assessed before another."""

TABLE: Table = (
    T("open", START, TRIAGED, P.CASE_OPEN, deadline=FIRST_CONTACT),
    # informing, and the person's own decision; a child is protected by an authority's, while the
    # assessment of the best interests is open (it is due within days, and `plan` asks for it)
    T("inform", TRIAGED, AWAITING_CONSENT, P.CASE_WORK,
      gates=("G-INTERP", "G-DUTY"), deadline=ASK_CONSENT, meets=("first_contact",)),
    T("refer_urgent", TRIAGED, REFERRED, P.CASE_WORK,
      gates=("G-AGE(adult)", CONSENT, SHARING, RISK), deadline=REVIEW_URGENCY,
      meets=("first_contact",), needs_reason=True),
    T("refer_child", TRIAGED, REFERRED, P.CASE_TRIAGE,
      gates=("G-AGE(child)", RISK, "G-GUARD", "G-AUTHORITY"), deadline=SEND_FOR_CHILD,
      meets=("first_contact",)),
    T("decline", AWAITING_CONSENT, DECLINED, P.CASE_WORK,
      gates=("G-CONSENT(P2, refused)", SAFE, "G-DUTY"), meets=("ask_consent",)),
    T("reconsider", DECLINED, AWAITING_CONSENT, P.CASE_WORK, deadline=ASK_AGAIN),
    T("refer", AWAITING_CONSENT, REFERRED, P.CASE_WORK,
      gates=(CONSENT, SHARING, RISK, "G-GUARD"), meets=("ask_consent",)),
    T("help_directly", AWAITING_CONSENT, OPEN, P.CASE_WORK,
      gates=(CONSENT, RISK, "G-GUARD"), deadline=MAKE_PLAN, meets=("ask_consent",)),
    # the answer of those who were asked
    T("accept", REFERRED, OPEN, P.SYSTEM_STEP, gates=("G-TAKEN",), deadline=MAKE_PLAN),
    T("no_taker", REFERRED, AWAITING_CONSENT, P.SYSTEM_STEP,
      gates=("G-UNTAKEN",), deadline=ASK_AGAIN),
    # helping
    T("plan", OPEN, PLANNED, P.CASE_WORK,
      gates=(CONSENT, SAFE, "G-GUARD", ASSESSED, "G-PLAN"), deadline=REVIEW_PLAN,
      meets=("make_plan",)),
    T("start_return", PLANNED, IN_RETURN, P.CASE_WORK,
      gates=("G-CONSENT(P7)", RISK, "G-GUARD", "G-BID(return)", "G-UNBARRED"),
      meets=("review_plan",)),
    # the person stops, or arrives: that is written in the return, and the case follows it
    T("stop_return", IN_RETURN, PLANNED, P.SYSTEM_STEP, deadline=REVIEW_PLAN),
    T("arrive", IN_RETURN, RETURNED, P.SYSTEM_STEP,
      gates=("G-ARRIVED",), deadline=PLAN_REINTEGRATION),
    T("reintegrate", RETURNED, REINTEGRATION, P.CASE_WORK,
      gates=(CONSENT, "G-PLAN(reintegration)"), deadline=REVIEW_PLAN,
      meets=("plan_reintegration",)),
    T("reintegrate", PLANNED, REINTEGRATION, P.CASE_WORK,
      gates=(CONSENT, "G-GUARD", "G-BID"),
      meets=("review_plan",),
      deadline=PLAN_REINTEGRATION),
    # stepping back, and coming back
    T("follow_up", PLANNED, FOLLOW_UP, P.CASE_WORK, deadline=FIRST_CHECK_IN,
      meets=("review_plan",)),
    T("follow_up", RETURNED, FOLLOW_UP, P.CASE_WORK, deadline=FIRST_CHECK_IN,
      meets=("plan_reintegration",)),
    T("follow_up", REINTEGRATION, FOLLOW_UP, P.CASE_WORK, deadline=FIRST_CHECK_IN,
      meets=("review_plan", "plan_reintegration")),
    T("resume", FOLLOW_UP, PLANNED, P.CASE_WORK, deadline=TAKE_UP_AGAIN, meets=("check_in",),
      needs_reason=True),
    T("reopen", CLOSED, REOPENED, P.CASE_WORK, deadline=TRIAGE_AGAIN, meets=FOLLOW_UP_TASKS,
      needs_reason=True),
    T("triage_again", REOPENED, TRIAGED, P.CASE_TRIAGE, deadline=FIRST_CONTACT,
      meets=("triage_again",)),
    # closing takes two people: one proposes, somebody else decides
    *(T("propose_closure", state, state, P.CASE_WORK, gates=("G-CLEAR",),
        deadline=ANSWER_CLOSURE, meets=("answer_withdrawal",), needs_reason=True)
      for state in UNFINISHED),
    *(T("keep_open", state, state, P.CASE_CLOSE,
        gates=("G-UNDECIDED" if state in MAY_BE_UNDECIDED else "G-PROPOSED",),
        meets=("answer_closure", "answer_withdrawal"), needs_reason=True)
      for state in UNFINISHED),
    *(T("close", state, CLOSED, P.CASE_CLOSE, gates=("G-PROPOSED", "G-4EYES", "G-CLEAR"),
        meets=(*DEADLINES, *BY_RECORDS)) for state in UNFINISHED),
)  # fmt: skip

BY_REFERRALS = frozenset({"refer_urgent", "refer", "accept", "no_taker"})
"""Steps that follow from a referral being sent or answered; no button of their own."""
