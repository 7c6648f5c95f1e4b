"""What people do with a screening: one function per intention. The caller commits."""

from casework.screening.service.band import ask_lowering, decide_lowering, raise_band
from casework.screening.service.draft import begin, discard, save_section, transcribe
from casework.screening.service.outcome import confirm, flag, triage
from casework.screening.service.sending import send
from casework.screening.service.steps import TRACK
from casework.screening.service.visits import begin_at, follow_labour_law, usual_instrument

__all__ = [
    "TRACK",
    "ask_lowering",
    "begin",
    "begin_at",
    "confirm",
    "decide_lowering",
    "discard",
    "flag",
    "follow_labour_law",
    "raise_band",
    "save_section",
    "send",
    "transcribe",
    "triage",
    "usual_instrument",
]
