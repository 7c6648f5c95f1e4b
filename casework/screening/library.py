"""The one door to questionnaires: which are offered, and the very version that answers belong to.

Everybody asks here, never the files: a version may also have been published by two people of the
running installation.
"""

from __future__ import annotations

from casework.kernel.refusals import Refusal
from casework.screening.domain.instrument import Instrument
from casework.screening.loader import current_instrument, published_instruments

LABOUR_INSPECTION = "labour_inspection"


class InstrumentAltered(Refusal):
    """The questionnaire on this machine is not the one that the answers were given to."""

    status = 409


class InstrumentUnknown(Refusal):
    """No questionnaire of this name is published."""

    field = "instrument"


def offered() -> tuple[Instrument, ...]:
    """The newest published version of every instrument, in the order of first publication."""
    newest = {instrument.id: instrument for instrument in published_instruments().values()}
    return tuple(newest.values())


def current(id: str) -> Instrument:
    """The newest published version of an instrument; InstrumentUnknown when there is none."""
    try:
        return current_instrument(id)
    except KeyError:
        raise InstrumentUnknown(instrument=id) from None


def version_of(id: str, version: str, content_hash: str) -> Instrument:
    """The very version that answers were given to; InstrumentAltered when it is not to be had."""
    found = published_instruments().get((id, version))
    if found is None or found.content_hash != content_hash:
        raise InstrumentAltered(version=version)
    return found
