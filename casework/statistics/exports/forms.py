"""Asking for a file: which, of which period, and why."""

from casework.web.forms import Choice, Form
from casework.web.languages import _l

from ..labels import period_label
from ..published import published_periods
from .contents import TITLES

REASONS = {
    "supervision": _l("Supervision by the commission"),
    "annual_report": _l("Annual or international report"),
    "donor_report": _l("Report to whoever funds a programme"),
    "answer": _l("Answer to a question of parliament or a court"),
    "research": _l("Study or evaluation"),
}


class ReasonForm(Form):
    """Why tables of the pages are taken."""

    reason = Choice(_l("Reason"), tuple(REASONS.items()), select=True)


class ExportForm(Form):
    """A file, its period and the reason."""

    report = Choice(_l("File"), tuple((one.value, title) for one, title in TITLES.items()))
    period = Choice(_l("Period"), (), select=True)
    reason = Choice(_l("Reason"), tuple(REASONS.items()), select=True)

    def offer(self, lattice: str) -> "ExportForm":
        """The published years and quarters, the newest first."""
        periods = [
            one
            for every in ("year", "quarter")
            for one in published_periods("case", every, lattice)
        ]
        self.period.choices = [(one.label, period_label(one)) for one in periods]
        return self
