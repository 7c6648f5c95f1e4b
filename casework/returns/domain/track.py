"""The track of a return. The person can pause or stop it until boarding, in one click, without a
reason and without any penalty: the case goes back to its plan.

No return while the assessed risk stays unreduced; booking only after a free and informed choice;
departure only once boarding has begun, with fitness and the will confirmed (IOM, *Framework for
Assisted Voluntary Return and Reintegration*, 2018; Council of Europe Convention on Action against
Trafficking, art. 16). A journey that does not arrive has an end of its own, with its reason.
"""

from casework.kernel.workflow import START, Deadline, Span, Table
from casework.kernel.workflow import Transition as T
from casework.policy import Permission as P

ASKED, COUNSELLED, ELIGIBLE, CHOSEN = "asked", "counselled", "eligible", "chosen"
BOOKED, DEPARTED, ARRIVED = "booked", "departed", "arrived"
STOPPED, ENDED = "stopped", "ended"
STATES = (ASKED, COUNSELLED, ELIGIBLE, CHOSEN, BOOKED, DEPARTED, ARRIVED, STOPPED, ENDED)
BEFORE_BOARDING = (ASKED, COUNSELLED, ELIGIBLE, CHOSEN, BOOKED)
RUNNING = (*BEFORE_BOARDING, DEPARTED)

COUNSEL = Deadline("counsel_return", Span(days=14))
NOTE_DEPARTURE = Deadline("note_departure", Span(hours=24))
"""Counted again from the hour the booked journey leaves: whether the person left is written."""
CONFIRM_ARRIVAL = Deadline("confirm_arrival", Span(hours=72))
"""Counted again from the hour of arrival of the itinerary once the person has left."""

BEFORE_LEAVING = ("counsel_return", "note_departure")

WORK = P.RETURN_WORK
UNDER_WAY = "G-RUNNING"

TABLE: Table = (
    T("ask", START, ASKED, WORK, deadline=COUNSEL),
    T("counsel", ASKED, COUNSELLED, WORK, gates=(UNDER_WAY, "G-COUNSEL"),
      meets=("counsel_return",)),
    T("find_eligible", COUNSELLED, ELIGIBLE, WORK,
      gates=(UNDER_WAY, "G-ELIGIBLE", "G-ASYLUM(asked)")),
    T("choose", ELIGIBLE, CHOSEN, WORK,
      gates=(UNDER_WAY, "G-CONSENT(P7)", "G-REFLECTION", "G-VOL", "G-ASYLUM", "G-GUARD")),
    T("book", CHOSEN, BOOKED, WORK,
      gates=(UNDER_WAY, "G-CONSENT(P7)", "G-STARTED", "G-VOL", "G-ASYLUM", "G-RISK", "G-BID",
             "G-FAMILY", "G-GUARD", "G-PAPERS", "G-PROJECT", "G-PARTNER"),
      deadline=NOTE_DEPARTURE),
    T("unbook", BOOKED, CHOSEN, WORK, meets=("note_departure",)),
    T("depart", BOOKED, DEPARTED, WORK,
      gates=(UNDER_WAY, "G-CONSENT(P7)", "G-HOUR", "G-VOL(again)", "G-ASYLUM", "G-FIT",
             "G-RISK(leaving)", "G-BID", "G-FAMILY", "G-GUARD", "G-PAPERS",
             "G-PARTNER(leaving)"),
      deadline=CONFIRM_ARRIVAL, meets=("note_departure",)),
    T("arrive", DEPARTED, ARRIVED, WORK, gates=("G-ARRIVED",), meets=("confirm_arrival",)),
    T("break_off", DEPARTED, ENDED, WORK, needs_reason=True, meets=("confirm_arrival",)),
    *(arrow for state in BEFORE_BOARDING for arrow in (
        T("pause", state, state, WORK, gates=(UNDER_WAY,)),
        T("resume", state, state, WORK, gates=("G-PAUSED",)),
        T("stop", state, STOPPED, WORK, meets=BEFORE_LEAVING),
        T("withdraw", state, STOPPED, P.SYSTEM_STEP, meets=BEFORE_LEAVING),
        T("end", state, ENDED, WORK, needs_reason=True, meets=BEFORE_LEAVING),
    )),
)  # fmt: skip
