"""How each refusal of the statistics reads, on a page and on the command line."""

from casework.web.errors import explain
from casework.web.languages import _l

from .domain.budget import OverBudget
from .domain.periods import NotAPeriod
from .forms import OutsideLattice
from .freeze import AlreadyFrozen, MonthsMissing, NotYetDue


def explain_all() -> None:
    """Say each once, for the application that is starting."""
    explain(
        OutsideLattice,
        _l(
            "This number is not published. Only closed months and quarters are, one table at a "
            "time: choose a quarter and a table on the dashboard."
        ),
    )
    explain(NotAPeriod, _l("A period is a month (2026-09) or a quarter (2026-Q3)."))
    explain(NotYetDue, _l("This period is still open, or ended less than 14 days ago."))
    explain(AlreadyFrozen, _l("This period was published. It is never issued again."))
    explain(MonthsMissing, _l("The months of a quarter are frozen before the quarter."))
    explain(
        OverBudget,
        _l("The privacy budget of the persons counted in this period does not allow it."),
    )
