"""How each refusal of the statistics reads, on a page and on the command line."""

from casework.facts.lattices import ForeignLattice
from casework.facts.service import FactsMoved
from casework.web.errors import explain
from casework.web.languages import _l

from .domain.budget import OverBudget
from .domain.periods import NotAPeriod
from .exports.contents import NotOfThisPeriod
from .forms import OutsideLattice
from .freeze import AlreadyFrozen, LostWithRestore, NothingRegistered, NotYetDue, PartsMissing


def explain_all() -> None:
    """Say each once, for the application that is starting."""
    explain(
        OutsideLattice,
        _l(
            "This number is not published. Only closed months, quarters and years are, one table "
            "at a time: choose a period and a table on the dashboard."
        ),
    )
    explain(
        ForeignLattice,
        _l("These numbers do not belong to this installation: real and made-up people never mix."),
    )
    explain(
        NotOfThisPeriod,
        _l("This file is made of whole years, or the period is not published: choose another."),
    )
    explain(NotAPeriod, _l("A period is a month (2026-09), a quarter (2026-Q3) or a year (2026)."))
    explain(
        NotYetDue,
        _l("This period is still open, or ended less than 14 days ago (a year: 30 days)."),
    )
    explain(AlreadyFrozen, _l("This period was published. It is never issued again."))
    explain(
        LostWithRestore,
        _l(
            "This period may have been published before the backup was restored, and is lost with "
            "it. It is shown again only as it was, from its copy, and is never made anew."
        ),
    )
    explain(
        PartsMissing,
        _l("The months of a quarter are frozen before it, the quarters of a year before the year."),
    )
    explain(NothingRegistered, _l("Nothing was registered up to the end of this period."))
    explain(
        OverBudget,
        _l("The privacy budget of the persons counted in this period does not allow it."),
    )
    _explain_moved()


def _explain_moved() -> None:
    explain(
        FactsMoved,
        _l(
            "Facts of the statistics do not lie where they were sealed, or do not open: somebody "
            "wrote to the database without Sanad. Nothing is published until that is put right. "
            "See which with: flask statistics verify; put them back with: flask facts rebuild"
        ),
    )
