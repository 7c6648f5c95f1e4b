"""The daily freeze, for the worker. One transaction for each period: what is published stays."""

from casework.db import db, unit_of_work
from casework.db.holding import take_turns
from casework.facts.lattices import check_stamp
from casework.facts.service import refuse_moved
from casework.logs import write as write_line
from casework.logs.catalogue import PeriodFrozen

from . import kept, older, roles, service
from .domain.periods import Period
from .models import Release


def freeze_due(lattice: str | None = None) -> int:
    """Put back what a restore has lost, publish whatever closed period is due, in order, and
    destroy facts that were published long enough ago; answers how many periods were published.
    Logs labels only. Refused (FactsMoved), once what was published is safe, when a fact does not
    lie where it was sealed."""
    _prepare(lattice)
    periods = service.due(lattice)
    for period in periods:
        _freeze(period, lattice)
        write_line(PeriodFrozen(period.label))
    with unit_of_work():
        service.destroy_counted(lattice)
    return len(periods)


def freeze_one(period: Period, lattice: str | None = None) -> list[Release]:
    """Publish one period in a transaction of its own, under the role of the freeze, and keep a copy
    of it outside. Refused (ModeDiffers) over a database of the other kind of installation, and as
    by `freeze_due`."""
    _prepare(lattice)
    return _freeze(period, lattice)


def _prepare(lattice: str | None) -> None:
    kept.put_back()
    kept.keep()
    with unit_of_work():
        service.note_lost(lattice)
    older.seal_older()
    refuse_moved()
    db.session.rollback()


def _freeze(period: Period, lattice: str | None) -> list[Release]:
    with unit_of_work():
        take_turns(kept.FREEZE_TURN)
        check_stamp()
        roles.act_as_freeze()
        releases = service.freeze_period(period, lattice)
        kept.keep_before(releases)
    kept.keep()
    return releases
