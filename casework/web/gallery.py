"""The examples of the component page, in demonstration mode: invented codes, no person."""

from datetime import timedelta
from typing import Any

from casework.kernel import clock
from casework.web.fields import NOT_A_PHONE, NOT_YET, DayMonthYear, Phone, Whole, YesNo
from casework.web.forms import Choice, Choices, Form, TextBlock, TextLine
from casework.web.languages import _lp, _p

ANSWERS = (
    ("yes", _lp("example", "Yes")),
    ("no", _lp("example", "No")),
    ("unknown", _lp("example", "Does not know")),
    ("not_asked", _lp("example", "Not asked")),
)
SOURCES = (("stated", _lp("example", "Stated")), ("observed", _lp("example", "Observed")))
REGIONS = (("MA-06", "Casablanca-Settat"), ("MA-09", "Souss-Massa"))


class GalleryForm(Form):
    """One field of each kind, some of them with a message."""

    visited = DayMonthYear(
        _lp("example", "Date of the visit"), hint=_lp("example", "For example 14 11 2026")
    )
    phone = Phone(_lp("example", "Number to call back"))
    place = TextLine(_lp("example", "Place"))
    people = Whole(_lp("example", "How many people"))
    region = Choice(_lp("example", "Region"), REGIONS, select=True)
    agreed = TextBlock(
        _lp("example", "What was agreed"), limit=500, hint=_lp("example", "No name and no number.")
    )
    interpreter = YesNo(_lp("example", "Is an interpreter needed?"))
    sources = Choices(_lp("example", "How do you know?"), SOURCES)
    papers = Choice(_lp("example", "Does somebody else keep your papers?"), ANSWERS)

    def fill_with_faults(self) -> None:
        """Two messages, and an answer already given."""
        self.visited.errors = (NOT_YET,)
        self.phone.errors = (NOT_A_PHONE,)
        self.papers.data = "yes"
        self.sources.data = ["stated"]


def examples() -> dict[str, Any]:
    """Moments around now, so that deadlines show each of their forms."""
    now = clock.now()
    return {
        "late": now - timedelta(hours=2),
        "soon": now + timedelta(hours=3),
        "later": now + timedelta(days=9),
        "events": [
            {
                "at": now - timedelta(hours=1),
                "title": _p("example", "Referral accepted"),
                "state": "done",
            },
            {
                "at": now - timedelta(days=1),
                "title": _p("example", "Referral sent"),
                "state": "done",
            },
            {"at": None, "title": _p("example", "Arrival"), "state": "todo"},
        ],
    }
