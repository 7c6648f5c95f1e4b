"""Words that stand on every paper, and how a text is made safe for the direction of its page."""

import re
import unicodedata

from casework.papers.setting import NotPrintable
from casework.web.errors import explain
from casework.web.formats import FIRST_STRONG, LEFT_TO_RIGHT, POP
from casework.web.languages import _l, _lp

FICTION = _lp("print", "FICTION")
PAGE = _lp("print", "page")
SIGNED = _l("Date and signature")

_ISOLATES = f"{FIRST_STRONG}{LEFT_TO_RIGHT}\u2067"
_TURNING = re.compile("[\u202a-\u202e]")
_ANY_ISOLATE = re.compile(f"[{_ISOLATES}{POP}]")
# Telephones, dates and references: digits with their signs, codes of ours, addresses of mail.
_RUNS = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+|\b[A-Z]{1,4}-[0-9A-Z][0-9A-Z-]+|\+?\d(?:[\d\u202f .()/:-]*\d)+",
    re.ASCII,
)


def register_texts() -> None:
    """How a paper that cannot be printed reads."""
    explain(
        NotPrintable,
        _l("This text has letters or signs that cannot be printed (for example small pictures). "
           "Take them out and try again."),
    )  # fmt: skip


def on_paper(text: str, language: str) -> str:
    """A text as it is printed on a page of this language, line by line.

    Marks that turn a text round are taken out, so that nothing that somebody typed reorders the
    page; telephones, dates and codes stay on one line and read from the left; a line in the other
    script keeps its direction.
    """
    return "\n".join(_line(one, language) for one in text.splitlines())


def _line(text: str, language: str) -> str:
    clean = _balanced(_TURNING.sub("", text))
    turned = language == "ar" or _has_rtl(clean)
    clean = _numbers_kept(clean, isolate=turned)
    return f"{FIRST_STRONG}{clean}{POP}" if _turns(clean, language) else clean


def _numbers_kept(text: str, *, isolate: bool) -> str:
    """Numbers and codes that no line breaks and, where asked, no text around turns round."""
    parts = re.split(f"([{_ISOLATES}][^{_ISOLATES}{POP}]*{POP})", text)  # what is isolated stays
    return "".join(
        part if place % 2 else _RUNS.sub(lambda run: _kept(run[0], isolate), part)
        for place, part in enumerate(parts)
    )


def _kept(run: str, isolate: bool) -> str:
    whole = run.replace(" ", "\u00a0")
    return f"{LEFT_TO_RIGHT}{whole}{POP}" if isolate else whole


def _balanced(text: str) -> str:
    """The text, without its isolating marks unless each that is opened is closed."""
    depth = 0
    for sign in _ANY_ISOLATE.findall(text):
        depth += -1 if sign == POP else 1
        if depth < 0:
            break
    return text if depth == 0 else _ANY_ISOLATE.sub("", text)


def _turns(text: str, language: str) -> bool:
    """Whether the first letter that has a direction reads against the page."""
    for sign in _ANY_ISOLATE.sub("", text):
        found = unicodedata.bidirectional(sign)
        if found in ("L", "R", "AL"):
            return (found == "L") == (language == "ar")
    return False


def _has_rtl(text: str) -> bool:
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)
