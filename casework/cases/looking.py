"""Who saw something of a case file or took something out of it: one list, for the page of those who
follow the file and for the report that the person may ask for.

Law 09-08, articles 5 and 7: whoever asks is told of every kind of reader, so no kind may be missing
here. The words for the person do not say what the file is about, where they stay or where they
return to: the paper may be found by somebody else.
"""

from typing import Any

from casework.web.languages import _l

_PART = _l("%(who)s read a part of your file.")
TOLD: dict[str, Any] = {
    "CaseRead": _l("%(who)s read your file."),
    "IdentityRevealed": _l("%(who)s had your name shown."),
    "UrgentAccessOpened": _l("%(who)s opened your file in an emergency."),
    "RestrictedFileOpened": _l("%(who)s opened your file again after it was closed."),
    "ReferralSent": _l("%(who)s sent information about you to %(to)s."),
    "ReferralListed": _l("%(who)s saw a few words of what was sent."),
    "ReferralRead": _l("%(who)s read what was sent."),
    "TransferRead": _l("%(who)s read a proposal that others follow your file."),
    "DocumentRead": _l("%(who)s opened a document of your file."),
    "ConferenceRead": _l("%(who)s read what was prepared for a meeting about you."),
    "StayRead": _PART,
    "ReturnRead": _PART,
    "ReintegrationRead": _PART,
    "LetterTaken": _l("%(who)s took a letter about you as a file."),
    "PersonCopyMade": _l("%(who)s made for you a copy of what is kept about you."),
    "ExportMade": _l("%(who)s made a copy."),
}
"""What the person is told of each kind of look, in a plain sentence: who, and to whom."""

PARTS = frozenset({"CaseRead", "StayRead", "ReturnRead", "ReintegrationRead"})
"""Pages of a file: what one person read on one day is one line."""
