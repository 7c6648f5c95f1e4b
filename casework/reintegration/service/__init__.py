"""What people do in a reintegration. Services flush; the caller commits."""

from casework.reintegration.service.following import (
    case_moved,
    person_known_better,
    resting_when_merged,
    return_moved,
    risk_assessed,
    tasks_of_worker,
    told_by_reintegration,
)
from casework.reintegration.service.grants import (
    TRACK,
    Payment,
    approve,
    cancel,
    pay,
    propose,
    take_back,
)
from casework.reintegration.service.recording import begin, keep, sign

__all__ = [
    "TRACK",
    "Payment",
    "approve",
    "begin",
    "cancel",
    "case_moved",
    "keep",
    "pay",
    "person_known_better",
    "propose",
    "resting_when_merged",
    "return_moved",
    "risk_assessed",
    "sign",
    "take_back",
    "tasks_of_worker",
    "told_by_reintegration",
]
