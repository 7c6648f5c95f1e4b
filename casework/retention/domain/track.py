"""The pathway of an erasure: notice, a first person who asks, a second who confirms. Pure.

A single misled, careless or dishonest person must not make somebody's file disappear (separation
of duties, ISO/IEC 27002:2022, 5.3). While a legal hold stands, nobody can.
"""

from datetime import date, timedelta
from enum import StrEnum

from casework.kernel.refusals import Conflict, Refusal
from casework.kernel.workflow import START, Transition, Verdict
from casework.policy import Permission

HOLD_REASONS = ("proceedings", "investigation", "compensation", "complaint", "person_asks")
KEEP_REASONS = ("still_needed", "hold_to_place", "wrong_record", "person_asks")
ORIGINS = ("due", "person")
LONGEST_HOLD = timedelta(days=366)


class State(StrEnum):
    """Where an erasure stands."""

    NOTICED = "noticed"
    ASKED = "asked"
    ERASED = "erased"
    VOID = "void"


class StillWorkedWith(Conflict):
    """Only what has ended is erased: a case that is closed, a screening that was answered."""


class ErasureAlready(Conflict):
    """The erasure of this record was begun, or carried out."""


class CodeDiffers(Refusal):
    """Whoever confirms an erasure types the code of the record."""

    field = "code"


class HoldOutOfBounds(Refusal):
    """A hold lasts until a day ahead, at most a year; then it is reviewed."""

    field = "until"


class HoldUnfounded(Refusal):
    """A hold has a reason of the list."""

    field = "reason"


class HoldGone(Conflict):
    """The hold was lifted already, or one stands on this record."""


S, P = State, Permission

TABLE: tuple[Transition, ...] = (
    Transition("notice", START, S.NOTICED, P.SYSTEM_STEP),
    Transition("begin", START, S.NOTICED, P.RETENTION_ERASE),
    Transition("notice", S.VOID, S.NOTICED, P.SYSTEM_STEP),
    Transition("begin", S.VOID, S.NOTICED, P.RETENTION_ERASE),
    Transition("ask", S.NOTICED, S.ASKED, P.RETENTION_ERASE, gates=("G-RUN-OUT", "G-UNHELD")),
    Transition("keep", S.ASKED, S.NOTICED, P.RETENTION_ERASE, needs_reason=True),
    Transition(
        "confirm",
        S.ASKED,
        S.ERASED,
        P.RETENTION_ERASE,
        gates=("G-RUN-OUT", "G-UNHELD", "G-4EYES"),
    ),
    # an older backup was restored, in which the record stood again
    *(
        Transition("repeat", source, S.ERASED, P.SYSTEM_STEP)
        for source in (START, S.NOTICED, S.ASKED, S.VOID)
    ),
    # worked with again, or kept for longer: the notice is void
    Transition("void", S.NOTICED, S.VOID, P.SYSTEM_STEP),
    Transition("void", S.ASKED, S.VOID, P.SYSTEM_STEP),
)


def verdicts(*, from_day: date, today: date, held: bool, same_person: bool) -> dict[str, Verdict]:
    """What the gates answer: the notice has run out, no hold stands, it is a second person."""

    def said(holds: bool) -> Verdict:
        return Verdict.PASS if holds else Verdict.FAIL

    return {
        "G-RUN-OUT": said(today >= from_day),
        "G-UNHELD": said(not held),
        "G-4EYES": said(not same_person),
    }


def check_hold(reason: str, until: date, today: date) -> None:
    """Refuse a hold without a reason of the list, or that ends before it begins or after a year."""
    if reason not in HOLD_REASONS:
        raise HoldUnfounded()
    if not today < until <= today + LONGEST_HOLD:
        raise HoldOutOfBounds()
