"""The daily freeze, for the worker. One transaction for each period: what is published stays."""

from casework.db import unit_of_work
from casework.logs import write as write_line
from casework.logs.catalogue import PeriodFrozen

from . import roles, service


def freeze_due(lattice: str = "country") -> int:
    """Publish whatever closed period is due, in order, and destroy facts that were published long
    enough ago; answers how many periods. Logs labels only."""
    periods = service.due(lattice)
    for period in periods:
        with unit_of_work():
            roles.act_as_freeze()
            service.freeze_period(period, lattice)
        write_line(PeriodFrozen(period.label))
    with unit_of_work():
        service.destroy_counted(lattice)
    return len(periods)
