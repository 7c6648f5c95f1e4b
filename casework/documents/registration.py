"""What documents add to the case file, to its timeline and to withdrawals."""

from typing import Any

from casework.audit.queries import Written
from casework.cases.panels import Panel, register_panel
from casework.cases.timeline import Names, register_sentences
from casework.cases.withdrawals import register_withdrawal
from casework.documents import texts
from casework.documents.domain.documents import LARGEST, MEBIBYTE
from casework.documents.service import photos_lost, take_back_photos
from casework.policy import Permission as P
from casework.web.codes import register_words
from casework.web.languages import _, _l
from casework.web.navigation import register_done
from casework.web.uploads import allow_larger


def register() -> None:
    """Everything documents hand to others."""
    register_words("DocumentDeleted", reason=texts.DELETIONS)
    texts.register_texts()
    register_panel(
        Panel("documents", _l("Documents"), "documents.documents", P.CASE_READ, place=80)
    )
    register_withdrawal(photos_lost, take_back_photos)
    register_sentences(
        {"DocumentAdded": _added, "DocumentRead": _read, "DocumentDeleted": _deleted},
        access=("DocumentRead", "DocumentDeleted"),
        quiet=("DocumentRead",),
    )
    allow_larger("documents.add", LARGEST + 2 * MEBIBYTE)
    for key, text in texts.DONE.items():
        register_done(key, text)


def _added(event: Written, names: Names) -> tuple[Any, Any]:
    return _("Document added"), ""


def _read(event: Written, names: Names) -> tuple[Any, Any]:
    return _("Document opened"), ""


def _deleted(event: Written, names: Names) -> tuple[Any, Any]:
    return _("Document deleted"), texts.DELETIONS.get(event.code("reason") or "", "")
