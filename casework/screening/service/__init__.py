"""What people do with a screening: one function per intention. The caller commits."""

from casework.screening.service.band import ask_lowering, decide_lowering, note_view, raise_band
from casework.screening.service.correction import (
    correct_section,
    discard_correction,
    read_correction,
    send_correction,
)
from casework.screening.service.draft import begin, discard, save_section, transcribe
from casework.screening.service.further import go_further
from casework.screening.service.outcome import Answered, confirm, flag, triage
from casework.screening.service.reporter import contact_of, with_reporter
from casework.screening.service.sending import send
from casework.screening.service.steps import TRACK
from casework.screening.service.visits import begin_at, follow_labour_law, usual_instrument

__all__ = [
    "TRACK",
    "Answered",
    "ask_lowering",
    "begin",
    "begin_at",
    "confirm",
    "contact_of",
    "correct_section",
    "decide_lowering",
    "discard",
    "discard_correction",
    "flag",
    "follow_labour_law",
    "go_further",
    "note_view",
    "raise_band",
    "read_correction",
    "save_section",
    "send",
    "send_correction",
    "transcribe",
    "triage",
    "usual_instrument",
    "with_reporter",
]
