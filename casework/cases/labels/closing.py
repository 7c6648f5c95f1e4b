"""The words of closing and of reaching the person."""

from casework.cases.labels.words import Words
from casework.web.languages import _l, _lp

UNBLOCKING: Words = {
    "risk_high": _l(
        "Whoever works the case can: make the person safe with them, then assess the risk again."
    ),
    "risk_unassessed": _l(
        "Whoever works the case can: assess the risk with the person and, once nothing is high, "
        "make the case less urgent."
    ),
    "risk_urgent": _l(
        "Whoever works the case can: make it less urgent, with the reason why the danger is over."
    ),
    "referral_pending": _l(
        "The organisation that was asked can, by answering; whoever works the case, by "
        "withdrawing the request."
    ),
    "stay_open": _l("The shelter can: by recording the departure with the person."),
    "on_the_way": _l("Whoever runs the return can: by the arrival, or that there was none."),
    "grant_unpaid": _l("The reintegration officer can: by paying the grant or ending it."),
    "child_unsettled": _l(
        "The panel can that determines the child’s best interests; whoever works the case records "
        "its decision."
    ),
}
UNBLOCKING_ENDPOINTS = {
    "risk_high": "new_risk",
    "risk_unassessed": "new_risk",
    "risk_urgent": "priority",
    "child_unsettled": "records",
}
FEEDBACK: Words = {
    "given": _l("They said what they think"),
    "offered": _l("They were asked, and preferred not to say"),
    "not_possible": _l("They could not be asked"),
}
RESTRICTED_REASONS: Words = {
    "person_back": _l("The person came back and needs help"),
    "person_asks": _l("The person asks what is kept, or to have it corrected"),
    "follow_up": _l("The person chose to be asked again"),
    "court": _l("A court or the prosecution asks for it"),
    "complaint": _l("A complaint about how the file was handled"),
}
CHANNELS: Words = {
    "call": _l("By telephone"),
    "message": _l("By text message"),
    "meeting": _l("Face to face, where they feel safe"),
    "through": _l("Through somebody they named"),
}
ATTEMPT_OUTCOMES: Words = {
    "reached": _l("Reached"),
    "no_answer": _l("No answer"),
    "wrong_number": _l("The number or place is no longer theirs"),
    "unsafe": _l("Broken off: somebody else was there"),
}
FOLLOW_UP_OUTCOMES: Words = {
    "well": _l("Reached: no new need"),
    "new_need": _l("Reached: there is a new need"),
    "no_more": _l("Reached: they wish to be asked no more"),
    "not_reached": _lp("follow-up", "Not reached"),
}
