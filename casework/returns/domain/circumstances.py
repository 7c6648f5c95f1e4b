"""What a return tells the pathway of its case."""

from collections.abc import Iterator

from casework.cases.domain.gates import Told
from casework.returns.domain.records import ReturnRisk
from casework.returns.domain.track import ARRIVED, BOOKED, CHOSEN, DEPARTED

CHOSEN_OR_LATER = (CHOSEN, BOOKED, DEPARTED, ARRIVED)


def told(state: str | None, risk: ReturnRisk | None, *, left: bool = False) -> Iterator[Told]:
    """A case turns to a return once the person chose it freely and the risks in both countries were
    assessed and reduced; until then, and while a risk stays unreduced, it is barred. It is not
    closed while somebody is on the way, or may be: `left` says that the hour of the journey is
    over, and who had booked may be gone though nobody has written so."""
    ready = risk is not None and risk.bearable
    if state not in CHOSEN_OR_LATER or not ready:
        yield Told.RETURN_BARRED
    if state == DEPARTED or (state == BOOKED and left):
        yield Told.ON_THE_WAY
    if state == ARRIVED:
        yield Told.RETURN_ARRIVED
