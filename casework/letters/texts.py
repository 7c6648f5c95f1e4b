"""The words of printing."""

from casework.letters.service import NoReasonToPrint
from casework.web.errors import explain
from casework.web.languages import _l, _lp

PAPER_LANGUAGES = {"fr": _l("French"), "ar": _l("Arabic")}
REASONS = {
    "person": _lp("print", "For the person, who asked for it"),
    "authority": _lp("print", "For an authority"),
    "service": _lp("print", "For a service that helps"),
    "file": _lp("print", "For the paper file"),
    "replacement": _lp("print", "A copy was lost or spoilt"),
}


def register_texts() -> None:
    """How the refusals of printing read."""
    explain(NoReasonToPrint, _l("Choose why it is printed, and in which language."))
