"""Labour records, counted exactly for the inspectors who may open them: what they came to."""

from flask import url_for

from casework.counters import Block, Count, register_block
from casework.kernel import clock
from casework.policy import Actor, Role
from casework.visits import queries
from casework.web.languages import _, _l


def register() -> None:
    """For inspectors: the records of their organisation and regions."""
    says = _l("Labour records of your inspection, opened in the present year. No person helped.")
    block = Block("labour", _l("Result of the labour track"), results, says, place=28)
    register_block([Role.INSPECTOR], block)


def results(actor: Actor) -> list[Count]:
    """How many were opened, in how many there was a report or a settlement, and the share."""
    year = clock.now().astimezone(clock.MOROCCO).year
    opened, ended = queries.labour_results(actor, year)
    if not opened:
        return []
    there = url_for("labour.records")
    return [
        Count(_("Labour records opened"), opened, there),
        Count(_("Report written or settlement reached"), ended, there),
        Count(_("Share with a report or settlement"), round(100 * ended / opened), unit="%"),
    ]
