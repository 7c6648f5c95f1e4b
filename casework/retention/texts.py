"""The words of keeping and erasing."""

from collections.abc import Mapping
from typing import Any

from casework.kernel.refusals import GateClosed
from casework.retention.domain import track
from casework.web.errors import explain
from casework.web.languages import _l, _lp
from casework.web.navigation import register_done

KINDS: Mapping[str, Any] = {
    "case": _l("Case file"),
    "screening": _lp("form", "Screening"),
    "visit": _l("Visit"),
    "labour": _l("Labour record"),
}
CLASSES: Mapping[str, Any] = {
    "screening_unsent": _l("Screening that was never sent"),
    "screening_not_indicated": _l("Screening without indication"),
    "screening_watch": _l("Screening under watch, with no case after it"),
    "case_adult": _l("Closed case of an adult"),
    "case_child": _l("Closed case of a child"),
    "case_not_victim": _l("Closed case: not a victim after assessment"),
    "visit": _l("Closed visit"),
    "labour": _l("Closed labour record"),
}
MENTIONS: Mapping[str, Any] = {
    "house_log": _l("Daily log of a house"),
    "linked_file": _l("Another file, linked to this one"),
    "told": _l("Sent to this organisation"),
}
STATES: Mapping[str, Any] = {
    "noticed": _lp("erasure", "Notice given"),
    "asked": _lp("erasure", "Waits for the second person"),
    "erased": _lp("erasure", "Erased"),
    "void": _lp("erasure", "Notice taken back"),
}
TONES: Mapping[str, str] = {"noticed": "blue", "asked": "ochre", "erased": "green", "void": ""}
ORIGINS: Mapping[str, Any] = {
    "due": _l("The period has run out"),
    "person": _l("The person asked for it"),
}
HOLD_REASONS: Mapping[str, Any] = {
    "proceedings": _l("Court proceedings are under way"),
    "investigation": _l("The prosecution investigates"),
    "compensation": _l("The person claims compensation"),
    "complaint": _l("A complaint about how the file was handled is open"),
    "person_asks": _l("The person asks for the file to be kept"),
}
KEEP_REASONS: Mapping[str, Any] = {
    "still_needed": _l("The file is still needed"),
    "hold_to_place": _l("A legal hold must be placed first"),
    "wrong_record": _l("It is the wrong record"),
    "person_asks": _l("The person asks for the file to be kept"),
}
DONE = {
    "erasure_begun": _l("The erasure is begun. A first person asks for it, a second confirms it."),
    "erasure_asked": _l("Asked for. A second person must confirm it."),
    "erasure_kept": _l("The file is kept. Whoever asked sees your reason."),
    "erased": _l("The file is erased. Its certificate can be printed."),
    "hold_placed": _l("The hold is placed: nobody can erase this file until it is lifted."),
    "hold_extended": _l("The hold is reviewed and stands until the new day."),
    "hold_lifted": _l("The hold is lifted."),
}
TEXTS = {
    track.StillWorkedWith: _l(
        "This file is still worked with. It is erased only once it has ended."
    ),
    track.ErasureAlready: _l("The erasure of this file was begun already."),
    track.CodeDiffers: _l("Type the code of the file exactly as it stands above."),
    track.HoldOutOfBounds: _l("A hold lasts until a day ahead, at most a year."),
    track.HoldUnfounded: _l("Choose a reason of the list."),
    track.HoldGone: _l("This changed meanwhile: the hold stands already, or was lifted."),
}
GATES = {
    "G-RUN-OUT": _l("The notice has not run out yet."),
    "G-UNHELD": _l("A legal hold stands on this file. It must be lifted first."),
}


def register_texts() -> None:
    """The words of refusals and of what was done."""
    for key, text in DONE.items():
        register_done(key, text)
    for refusal, text in TEXTS.items():
        explain(refusal, text)
    for gate, text in GATES.items():
        explain(GateClosed, text, gate=gate)
