"""Whose records an installation counts: the country's, or in a demonstration those of practice.

A database is stamped for one of the two when it is made, and a start for the other is refused
(`casework.db.installation`). So an installation counts, publishes and shows its own lattice, and
that of the simulated country beside it; whatever names the third is refused. People practise in a
demonstration alone, and nothing of it can come into a number of the country, nor the other way.
"""

from flask import current_app

from casework.db import installation
from casework.kernel.refusals import Refusal

from .domain import COUNTRY, SIMULATED, TRAINING


class ForeignLattice(Refusal):
    """Real records were asked of a demonstration, or records of practice of a real installation."""


def own_lattice() -> str:
    """The lattice of this installation's own records."""
    return TRAINING if current_app.extensions["settings"].demo else COUNTRY


def lattice_of(asked: str | None) -> str:
    """The lattice that was asked for; without one, the installation's own."""
    own = own_lattice()
    if asked not in (None, own, SIMULATED):
        raise ForeignLattice
    return asked or own


def check_stamp() -> None:
    """Refuse a command that was started for the other kind of installation than its database
    (`ModeDiffers`): its records would land in the wrong lattice."""
    installation.check_stamp(current_app.extensions["settings"].mode)
