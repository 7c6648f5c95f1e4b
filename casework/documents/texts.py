"""The words of documents, and how refusals read."""

from collections.abc import Mapping
from typing import Any

from casework.documents.domain import documents as rules
from casework.kernel.refusals import Refusal
from casework.web.errors import explain
from casework.web.languages import _l, _lp

KINDS: Mapping[str, Any] = {
    "identity": _lp("kind of document", "Identity paper"),
    "travel": _lp("kind of document", "Travel paper"),
    "medical": _lp("kind of document", "Medical paper"),
    "legal": _lp("kind of document", "Paper of a court or authority"),
    "work": _lp("kind of document", "Contract or proof of work"),
    "consent_sheet": _lp("kind of document", "Signed consent sheet"),
    "letter": _lp("kind of document", "Letter"),
    "photo_person": _lp("kind of document", "Photo of the person"),
    "photo_other": _lp("kind of document", "Other photo"),
    "other": _lp("kind of document", "Other"),
}
BY_HAND: Mapping[str, Any] = {
    "mistake": _lp("deletion", "It was added by mistake"),
    "duplicate": _lp("deletion", "It is there twice"),
    "not_needed": _lp("deletion", "It is not needed any more"),
    "person_asks": _lp("deletion", "The person asks for it"),
}
DELETIONS: Mapping[str, Any] = {
    **BY_HAND,
    "consent_withdrawn": _lp("deletion", "The person no longer agrees to it"),
}
DONE = {
    "document_added": _l("The document is sealed in the file."),
    "document_deleted": _l("The document is deleted. Its content cannot be brought back."),
}
REASONS: Mapping[str, Any] = {
    "kind": _l("This is no PDF, JPEG or PNG. Save it as one of them and send it again."),
    "broken": _l("This file cannot be opened: it is damaged or cut off. Save it again."),
    "locked": _l("This PDF is locked by a password. Save it without one and send it again."),
    "pixels": _l("This picture is too large. Save it with 40 million pixels or fewer."),
    "pages": _l("This PDF has more than 200 pages. Send it in parts."),
    "heavy": _l("This file asks too much to be opened. Save it smaller and send it again."),
}
TEXTS: Mapping[type[Refusal], Any] = {
    rules.FileMissing: _l("Choose the file."),
    rules.FileEmpty: _l("This file is empty. Choose another one."),
    rules.FileTooLarge: _l("This file is too large: %(limit)s MB at most. Save it smaller."),
    rules.FileRefused: REASONS["broken"],
    rules.EndingDiffers: _l(
        "The name of this file says another kind than it is: it is a %(found)s. Give it the right "
        "name and send it again."
    ),
    rules.Infected: _l("The virus scanner found something harmful in this file. It is not kept."),
    rules.ScannerSilent: _l(
        "The virus scanner does not answer now, and no file is kept without it. Your file may be "
        "sound: try again later."
    ),
    rules.PhotoNotAgreed: _l(
        "A photo of the person is kept only while they agree to it. Ask them first (consent for "
        "photos of them in the file)."
    ),
    rules.TooManyDocuments: _l("This case has 200 documents. Delete those not needed any more."),
    rules.DeletedAlready: _l("This document was deleted already."),
}


def register_texts() -> None:
    """One text for each refusal, and for each reason why a file is not kept."""
    for refusal, text in TEXTS.items():
        explain(refusal, text)
    for reason, text in REASONS.items():
        explain(rules.FileRefused, text, reason=reason)
