"""Projects, rates and charges; distributions and training."""

from typing import Literal
from uuid import UUID

from casework.audit.events import Event, event
from casework.audit.fields import Code


@event
class FundingChanged(Event):
    project_id: UUID
    what: Code


@event
class RateSet(Event):
    """How many dirhams a unit is worth, from a day on (its ordinal in the proleptic calendar)."""

    currency: Code
    day: int


@event
class ChargeMade(Event):
    charge_id: UUID
    line_id: UUID
    source: Code


@event
class OperationChanged(Event):
    """A distribution was planned, moved on, counted, stocked or reported."""

    operation_id: UUID
    what: Code


@event
class OperationRead(Event):
    """The restricted part of a distribution was opened: the spot, the numbers of its team."""

    operation_id: UUID
    part: Literal["whole", "report"]


@event
class KitChanged(Event):
    """A kit was composed, or has new contents from now on."""

    kit_id: UUID
    number: int


@event
class RepeatLooked(Event):
    """Somebody at a distribution was looked up, or noted, by a one-way token."""

    operation_id: UUID


@event
class TrainingChanged(Event):
    training_id: UUID
    what: Literal["planned", "held", "cancelled", "certificate"]
