"""The daily freeze, for the worker. One transaction for each period: what is published stays."""

from casework.db import unit_of_work
from casework.facts.lattices import check_stamp
from casework.logs import write as write_line
from casework.logs.catalogue import PeriodFrozen

from . import kept, roles, service
from .domain.periods import Period
from .models import Release


def freeze_due(lattice: str | None = None) -> int:
    """Put back what a restore has lost, publish whatever closed period is due, in order, and
    destroy facts that were published long enough ago; answers how many periods were published.
    Logs labels only."""
    kept.put_back()
    kept.keep()
    periods = service.due(lattice)
    for period in periods:
        freeze_one(period, lattice)
        write_line(PeriodFrozen(period.label))
    with unit_of_work():
        service.destroy_counted(lattice)
    return len(periods)


def freeze_one(period: Period, lattice: str | None = None) -> list[Release]:
    """Publish one period in a transaction of its own, under the role of the freeze, and keep a copy
    of it outside. Refused (ModeDiffers) over a database of the other kind of installation."""
    with unit_of_work():
        check_stamp()
        roles.act_as_freeze()
        releases = service.freeze_period(period, lattice)
    kept.keep()
    return releases
