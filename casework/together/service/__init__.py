"""Convening, inviting, deciding; linking cases. Services flush; the caller commits."""

from casework.together.service.conferences import (
    CONFERENCE,
    CONFERENCE_TASK,
    DECISION_TASK,
    cancel,
    carry_out,
    case_moved,
    convene,
    end_invitation,
    invite,
    keep_minutes,
    prepare,
)
from casework.together.service.linking import (
    LINK,
    decide_link,
    propose_link,
)
from casework.together.service.withdrawal import (
    end_beyond,
    losses,
    shared,
    take_back,
)

__all__ = [
    "CONFERENCE",
    "CONFERENCE_TASK",
    "DECISION_TASK",
    "LINK",
    "cancel",
    "carry_out",
    "case_moved",
    "convene",
    "decide_link",
    "end_beyond",
    "end_invitation",
    "invite",
    "keep_minutes",
    "losses",
    "prepare",
    "propose_link",
    "shared",
    "take_back",
]
