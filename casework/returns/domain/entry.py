"""One record of a return as it is sealed: exactly one part, under its name."""

from dataclasses import dataclass

from casework.kernel.sealed_entry import SealedEntry
from casework.returns.domain.records import (
    Arrival,
    Choice,
    Counselling,
    Departure,
    Eligibility,
    Fitness,
    Paper,
    Project,
    Request,
    ReturnRisk,
    Travel,
)


@dataclass(frozen=True)
class Entry(SealedEntry):
    """One of the parts; the others are empty."""

    request: Request | None = None
    counselling: Counselling | None = None
    eligibility: Eligibility | None = None
    choice: Choice | None = None
    documents: Paper | None = None
    risk: ReturnRisk | None = None
    fitness: Fitness | None = None
    project: Project | None = None
    travel: Travel | None = None
    departure: Departure | None = None
    arrival: Arrival | None = None
