"""The pathway of a screening, S01 to S05, as one literal table.

A human confirms every outcome: nothing is closed by a rule alone. Whoever screened may raise the
band, never lower it; lowering takes a second focal point who neither asked for it nor screened.
A screening that was sent may be corrected by its author: the band in force never falls by that, it
asks for a lowering. What goes on from S05 is a case, which begins its own track at S06.
"""

from casework.kernel.workflow import START, Deadline, Span, Table
from casework.kernel.workflow import Transition as T
from casework.policy import Permission as P
from casework.screening.domain.finding import Band

DRAFT, SCREENED, NOT_INDICATED, WATCH, FLAGGED = "S01", "S02", "S03", "S04", "S05"
STATES = (DRAFT, SCREENED, NOT_INDICATED, WATCH, FLAGGED)

# With a danger noted a draft is sent the same day, see `deadlines`.
FINISH_DRAFT = Deadline("finish_draft", Span(hours=48), by_priority=(("P1", Span(hours=12)),))

CONFIRM_BAND = Deadline("confirm_band", Span(working_days=2), by_priority=(("P1", Span(hours=2)),))
DECIDE_LOWERING = Deadline("decide_lowering", Span(working_days=2))
TRIAGE = Deadline(
    "triage",
    Span(days=7),
    by_priority=(("P1", Span(hours=12)), ("P2", Span(hours=72))),
)
SCREEN_AGAIN = Deadline("screen_again", Span(days=30))
GIVE_FEEDBACK = Deadline("give_feedback", Span(days=7))
READ_CORRECTION = Deadline(
    "read_correction",
    Span(working_days=2),
    by_priority=(("P1", Span(hours=2)),),
)

DEADLINES = (
    "finish_draft",
    "confirm_band",
    "decide_lowering",
    "triage",
    "screen_again",
    "give_feedback",
    "read_correction",
)

_SETTLED = ("confirm_band", "decide_lowering", "give_feedback")
_SENDING = ("G-SAFE", "G-AGE", "G-INTERP")

TABLE: Table = (
    T("begin", START, DRAFT, P.SCREENING_START, deadline=FINISH_DRAFT),
    T("send", DRAFT, SCREENED, P.SCREENING_WRITE,
      gates=_SENDING, deadline=CONFIRM_BAND, meets=("finish_draft",)),
    # the band: computed, raised by whoever knows more, lowered only by two
    T("raise_band", SCREENED, SCREENED, P.SCREENING_RAISE, needs_reason=True),
    T("ask_lowering", SCREENED, SCREENED, P.SCREENING_TRIAGE, deadline=DECIDE_LOWERING,
      needs_reason=True),
    T("approve_lowering", SCREENED, SCREENED, P.SCREENING_TRIAGE, gates=("G-4EYES",),
      meets=("decide_lowering",)),
    T("refuse_lowering", SCREENED, SCREENED, P.SCREENING_TRIAGE, gates=("G-4EYES",),
      meets=("decide_lowering",), needs_reason=True),
    # an opinion of whoever screened: kept beside, changes nothing
    T("note_view", SCREENED, SCREENED, P.SCREENING_WRITE, needs_reason=True),
    # a person stands behind the outcome
    T("confirm_flagged", SCREENED, FLAGGED, P.SCREENING_TRIAGE, deadline=TRIAGE, meets=_SETTLED),
    T("confirm_watch", SCREENED, WATCH, P.SCREENING_TRIAGE, deadline=SCREEN_AGAIN, meets=_SETTLED),
    T("confirm_not_indicated", SCREENED, NOT_INDICATED, P.SCREENING_TRIAGE,
      gates=("G-COMPLETE",), meets=_SETTLED),
    # the person was met again: the new screening goes on
    T("seen_again", WATCH, WATCH, P.SCREENING_WRITE, meets=("screen_again",)),
    # somebody learnt more after that
    T("flag", NOT_INDICATED, FLAGGED, P.SCREENING_TRIAGE, deadline=TRIAGE, needs_reason=True),
    T("flag", WATCH, FLAGGED, P.SCREENING_TRIAGE, deadline=TRIAGE, meets=("screen_again",),
      needs_reason=True),
    # corrected by its author: the band stands, rises at once, or asks to be lowered
    T("correct", SCREENED, SCREENED, P.SCREENING_WRITE, gates=_SENDING, needs_reason=True),
    T("correct", NOT_INDICATED, NOT_INDICATED, P.SCREENING_WRITE, gates=_SENDING,
      needs_reason=True),
    T("correct", WATCH, WATCH, P.SCREENING_WRITE, gates=_SENDING, needs_reason=True),
    T("correct", FLAGGED, FLAGGED, P.SCREENING_WRITE, gates=_SENDING, needs_reason=True),
    T("correct_up", SCREENED, SCREENED, P.SCREENING_WRITE, gates=_SENDING, needs_reason=True),
    T("correct_up", NOT_INDICATED, SCREENED, P.SCREENING_WRITE, gates=_SENDING,
      deadline=CONFIRM_BAND, needs_reason=True),
    T("correct_up", WATCH, SCREENED, P.SCREENING_WRITE, gates=_SENDING,
      deadline=CONFIRM_BAND, meets=("screen_again",), needs_reason=True),
    T("correct_up", FLAGGED, FLAGGED, P.SCREENING_WRITE, gates=_SENDING, needs_reason=True),
    T("correct_down", SCREENED, SCREENED, P.SCREENING_WRITE, gates=_SENDING,
      deadline=DECIDE_LOWERING, needs_reason=True),
    T("correct_down", NOT_INDICATED, NOT_INDICATED, P.SCREENING_WRITE, gates=_SENDING,
      deadline=DECIDE_LOWERING, needs_reason=True),
    T("correct_down", WATCH, WATCH, P.SCREENING_WRITE, gates=_SENDING,
      deadline=DECIDE_LOWERING, needs_reason=True),
    T("correct_down", FLAGGED, FLAGGED, P.SCREENING_WRITE, gates=_SENDING,
      deadline=DECIDE_LOWERING, needs_reason=True),
    # a lowering asked for by a correction of what was answered already: confirmed anew
    T("approve_lowering", NOT_INDICATED, SCREENED, P.SCREENING_TRIAGE, gates=("G-4EYES",),
      deadline=CONFIRM_BAND, meets=("decide_lowering",)),
    T("approve_lowering", WATCH, SCREENED, P.SCREENING_TRIAGE, gates=("G-4EYES",),
      deadline=CONFIRM_BAND, meets=("decide_lowering", "screen_again")),
    T("approve_lowering", FLAGGED, SCREENED, P.SCREENING_TRIAGE, gates=("G-4EYES",),
      deadline=CONFIRM_BAND, meets=("decide_lowering", "triage")),
    T("refuse_lowering", NOT_INDICATED, NOT_INDICATED, P.SCREENING_TRIAGE, gates=("G-4EYES",),
      meets=("decide_lowering",), needs_reason=True),
    T("refuse_lowering", WATCH, WATCH, P.SCREENING_TRIAGE, gates=("G-4EYES",),
      meets=("decide_lowering",), needs_reason=True),
    T("refuse_lowering", FLAGGED, FLAGGED, P.SCREENING_TRIAGE, gates=("G-4EYES",),
      meets=("decide_lowering",), needs_reason=True),
    # a case opens; what follows is the track of the case, and a correction is an addition to it
    T("triage", FLAGGED, FLAGGED, P.SCREENING_TRIAGE,
      meets=("triage", "decide_lowering", "give_feedback")),
    T("add_correction", FLAGGED, FLAGGED, P.SCREENING_WRITE, gates=_SENDING,
      deadline=READ_CORRECTION, needs_reason=True),
    T("read_correction", FLAGGED, FLAGGED, P.SCREENING_TRIAGE, meets=("read_correction",)),
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
