"""The pathway of a screening, S01 to S05, as one literal table.

A human confirms every outcome: nothing is closed by a rule alone. Whoever screened may raise the
band, never lower it; lowering takes a second focal point who neither asked for it nor screened.
What goes on from S05 is a case, which begins its own track at S06; the screening rests.
"""

from casework.kernel.workflow import START, Deadline, Span, Table
from casework.kernel.workflow import Transition as T
from casework.policy import Permission as P
from casework.screening.domain.finding import Band

DRAFT, SCREENED, NOT_INDICATED, WATCH, FLAGGED = "S01", "S02", "S03", "S04", "S05"
STATES = (DRAFT, SCREENED, NOT_INDICATED, WATCH, FLAGGED)

FINISH_DRAFT = Deadline("finish_draft", Span(hours=48), by_priority=(("P1", Span(hours=12)),))

CONFIRM_BAND = Deadline("confirm_band", Span(working_days=2), by_priority=(("P1", Span(hours=2)),))
DECIDE_LOWERING = Deadline("decide_lowering", Span(working_days=2))
TRIAGE = Deadline(
    "triage",
    Span(days=7),
    by_priority=(("P1", Span(hours=12)), ("P2", Span(hours=72))),
)
SCREEN_AGAIN = Deadline("screen_again", Span(days=30))

DEADLINES = ("finish_draft", "confirm_band", "decide_lowering", "triage", "screen_again")

_SETTLED = ("confirm_band", "decide_lowering")

TABLE: Table = (
    T("begin", START, DRAFT, P.SCREENING_START, deadline=FINISH_DRAFT),
    T("send", DRAFT, SCREENED, P.SCREENING_WRITE,
      gates=("G-SAFE", "G-AGE", "G-INTERP"), deadline=CONFIRM_BAND, meets=("finish_draft",)),
    # the band: computed, raised by whoever knows more, lowered only by two
    T("raise_band", SCREENED, SCREENED, P.SCREENING_RAISE, needs_reason=True),
    T("ask_lowering", SCREENED, SCREENED, P.SCREENING_TRIAGE, deadline=DECIDE_LOWERING,
      needs_reason=True),
    T("approve_lowering", SCREENED, SCREENED, P.SCREENING_TRIAGE, gates=("G-4EYES",),
      meets=("decide_lowering",)),
    T("refuse_lowering", SCREENED, SCREENED, P.SCREENING_TRIAGE, gates=("G-4EYES",),
      meets=("decide_lowering",), needs_reason=True),
    # a person stands behind the outcome
    T("confirm_flagged", SCREENED, FLAGGED, P.SCREENING_TRIAGE, deadline=TRIAGE, meets=_SETTLED),
    T("confirm_watch", SCREENED, WATCH, P.SCREENING_TRIAGE, deadline=SCREEN_AGAIN, meets=_SETTLED),
    T("confirm_not_indicated", SCREENED, NOT_INDICATED, P.SCREENING_TRIAGE, meets=_SETTLED),
    # somebody learnt more after that
    T("flag", NOT_INDICATED, FLAGGED, P.SCREENING_TRIAGE, deadline=TRIAGE, needs_reason=True),
    T("flag", WATCH, FLAGGED, P.SCREENING_TRIAGE, deadline=TRIAGE, meets=("screen_again",),
      needs_reason=True),
    # a case opens; what follows is the track of the case
    T("triage", FLAGGED, FLAGGED, P.SCREENING_TRIAGE, meets=("triage",)),
)  # fmt: skip

_CONFIRMED_AS = {
    Band.A: "confirm_flagged",
    Band.B: "confirm_flagged",
    Band.C: "confirm_flagged",
    Band.D: "confirm_not_indicated",
    Band.E: "confirm_watch",
    Band.F: "confirm_not_indicated",
}


def confirming(band: Band) -> str:
    """The step by which a focal point confirms this band: A, B, C flag; E watches; D and F are
    not indicated (D goes to the labour inspectorate's own track)."""
    return _CONFIRMED_AS[band]
