"""Reads of visits and of labour records, always through the scope of who asks."""

from casework.visits.queries.labour import (
    LabourPage,
    LabourRecord,
    LabourRow,
    labour_ids,
    labour_page,
    labour_record,
    labour_results,
    waiting_for_somebody,
    whose_labour,
)
from casework.visits.queries.visits import (
    Visit,
    VisitPage,
    VisitRow,
    open_visits,
    own_visit,
    visit_by_id,
    visit_for,
    visits_page,
)

__all__ = [
    "LabourPage",
    "LabourRecord",
    "LabourRow",
    "Visit",
    "VisitPage",
    "VisitRow",
    "labour_ids",
    "labour_page",
    "labour_record",
    "labour_results",
    "open_visits",
    "own_visit",
    "visit_by_id",
    "visit_for",
    "visits_page",
    "waiting_for_somebody",
    "whose_labour",
]
