"""The track of a stay: asked for, held, arrived, absent, left.

A place is held for two hours; somebody who does not come leaves it free again. The intake is done
within two hours of the arrival. Somebody who is away unplanned for a day is somebody whose risk is
looked at again, and after three days the place goes to the next (IOM Handbook on Direct Assistance
for Victims of Trafficking, 2007; the spans are settings of this country's shelters, not law).
"""

from datetime import datetime, timedelta
from enum import StrEnum

from casework.kernel.workflow import START, Deadline, Span, Table
from casework.kernel.workflow import Transition as T
from casework.policy import Permission as P

HOLD = timedelta(hours=2)
RISK_AGAIN = timedelta(hours=24)
PLACE_RELEASED = timedelta(hours=72)
INTAKE_TASK = "complete_intake"
REVIEW_TASK = "review_stay"
HEED_TASK = "heed_stay"
SEPARATE_TASK = "keep_apart"
EXTENSION_TASK = "decide_extension"


class StayState(StrEnum):
    """Where a stay stands."""

    REQUESTED = "requested"
    RESERVED = "reserved"
    ADMITTED = "admitted"
    ABSENT = "absent"
    EXITED = "exited"
    CANCELLED = "cancelled"


S = StayState
COMING = (S.REQUESTED, S.RESERVED)
LODGED = (S.ADMITTED, S.ABSENT)
HOLDING = (S.RESERVED, *LODGED)
OPEN = (*COMING, *LODGED)

ASK, WORK, SYSTEM = P.STAY_REQUEST, P.STAY_WORK, P.SYSTEM_STEP
BEFORE = (SEPARATE_TASK,)
ALL_TASKS = (INTAKE_TASK, REVIEW_TASK, SEPARATE_TASK, EXTENSION_TASK)
_INTAKE_BY = Deadline(INTAKE_TASK, Span(hours=2))

TABLE: Table = (
    T("request", START, S.REQUESTED, ASK),
    # whoever has the case holds a place from outside, the house itself gives one
    T("hold", S.REQUESTED, S.RESERVED, ASK, gates=("G-CONSENT",)),
    T("reserve", S.REQUESTED, S.RESERVED, WORK),
    T("keep", S.RESERVED, S.RESERVED, WORK),
    # nobody came in time: the place is free again, the person still waits
    T("expire", S.RESERVED, S.REQUESTED, SYSTEM, meets=BEFORE),
    *(arrow for state in COMING for arrow in (
        T("withdraw", state, S.CANCELLED, ASK, meets=BEFORE, needs_reason=True),
        T("release", state, S.CANCELLED, WORK, meets=BEFORE, needs_reason=True),
        T("revoke", state, S.CANCELLED, SYSTEM, meets=BEFORE),
    )),
    T("admit", S.RESERVED, S.ADMITTED, WORK, gates=("G-ROOM",), deadline=_INTAKE_BY,
      meets=BEFORE),
    T("move", S.ADMITTED, S.ADMITTED, WORK, gates=("G-ROOM",), meets=BEFORE),
    T("absent", S.ADMITTED, S.ABSENT, WORK),
    T("back", S.ABSENT, S.ADMITTED, WORK),
    T("exit", S.ADMITTED, S.EXITED, WORK, meets=ALL_TASKS, needs_reason=True),
    T("exit", S.ABSENT, S.EXITED, WORK, meets=ALL_TASKS, needs_reason=True),
    T("give_up_place", S.ABSENT, S.EXITED, SYSTEM, meets=ALL_TASKS),
)  # fmt: skip


def standing(state: str, held_until: datetime | None, now: datetime) -> StayState:
    """The state as it is by the clock: a hold whose time is over holds nothing, whether or not
    somebody has written that down yet."""
    found = StayState(state)
    if found is S.RESERVED and held_until is not None and held_until <= now:
        return S.REQUESTED
    return found


class EndReason(StrEnum):
    """Why a place that was asked for or held is not taken."""

    NO_SHOW = "no_show"
    FULL = "full"
    NOT_SUITED = "not_suited"
    NOT_SAFE_HERE = "not_safe_here"
    PERSON_REFUSED = "person_refused"
    OTHER_PLACE = "other_place"
    MISTAKE = "mistake"


BY_HOUSE = (
    EndReason.NO_SHOW, EndReason.FULL, EndReason.NOT_SUITED, EndReason.NOT_SAFE_HERE,
    EndReason.PERSON_REFUSED,
)  # fmt: skip
BY_CASEWORKER = (EndReason.PERSON_REFUSED, EndReason.OTHER_PLACE, EndReason.MISTAKE)


class ExitReason(StrEnum):
    """Where the person went."""

    OWN_HOME = "own_home"
    FAMILY = "family"
    OTHER_SHELTER = "other_shelter"
    HOSPITAL = "hospital"
    RETURN = "return_to_origin"
    LEFT = "left_voluntarily"
    EXCLUDED = "excluded"
    DETENTION = "detention"
    UNKNOWN = "unknown"


HEEDED = frozenset({ExitReason.EXCLUDED, ExitReason.DETENTION, ExitReason.UNKNOWN})
"""Exits that whoever has the case must look at: an exclusion is reviewed, a detention is an
incident, and nobody knows where the person is."""
