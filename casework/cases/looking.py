"""Who saw something of a case file or took something out of it: one list, for the page of those who
follow the file and for the report that the person may ask for.

Law 09-08, articles 5 and 7: whoever asks is told of every kind of reader, so no kind may be missing
here. The words for the person do not say what the file is about, where they stay or where they
return to: the paper may be found by somebody else.
"""

from typing import Any

from casework.web.languages import _l

_PART = _l("A part of your file was read")
TOLD: dict[str, Any] = {
    "CaseRead": _l("Your file was read"),
    "IdentityRevealed": _l("Your name was shown"),
    "UrgentAccessOpened": _l("Your file was opened in an emergency"),
    "RestrictedFileOpened": _l("Your file was opened again after it was closed"),
    "ReferralSent": _l("Information about you was sent"),
    "ReferralListed": _l("A few words of what was sent were seen"),
    "ReferralRead": _l("What was sent was read"),
    "TransferRead": _l("A proposal that others follow your file was read"),
    "DocumentRead": _l("A document of your file was opened"),
    "ConferenceRead": _l("What was prepared for a meeting about you was read"),
    "StayRead": _PART,
    "ReturnRead": _PART,
    "ReintegrationRead": _PART,
    "LetterTaken": _l("A letter about you was taken as a file"),
    "PersonCopyMade": _l("A copy of what is kept about you was made for you"),
    "ExportMade": _l("A copy was made"),
}
"""What the person is told of each kind of look, in plain words."""

PARTS = frozenset({"CaseRead", "StayRead", "ReturnRead", "ReintegrationRead"})
"""Pages of a file: what one person read on one day is one line."""
