"""The words of what narrows a list of cases."""

from collections.abc import Iterable, Mapping

from casework.cases.domain.summary import STATUS_CHOICES
from casework.cases.labels.file import RISK_LEVELS, VICTIM_STATUSES
from casework.cases.labels.pathway import STATES
from casework.cases.labels.person import PRIORITIES
from casework.cases.labels.words import Words
from casework.web.languages import _, _l

FILTERS: Words = {
    "state": _l("Where it stands"),
    "priority": _l("Urgency"),
    "unassigned": _l("Responsible"),
    "whose": _l("Responsible"),
    "agreement": _l("Agreement to a case"),
    "status": _l("Status of victim"),
    "risk": _l("Risk"),
    "due": _l("Next deadline"),
    "sort": _l("Order"),
}
USUAL: Words = {"state": _l("All but closed"), "sort": _l("Most urgent first")}
"""What an empty choice means, where it does not mean all."""
FILTER_CHOICES: Mapping[str, Words] = {
    "state": STATES,
    "priority": PRIORITIES,
    "unassigned": {"yes": _l("nobody yet")},
    "whose": {"mine": _l("myself"), "team": _l("a colleague for whom I stand in")},
    "agreement": {"given": _l("in force"), "missing": _l("none today")},
    "status": {name: VICTIM_STATUSES[status] for name, status in STATUS_CHOICES.items()},
    "risk": {
        "missing": _l("To assess: none, or over"),
        "assessed": _l("Assessment in force"),
        "high": RISK_LEVELS["3"],
        "medium": RISK_LEVELS["2"],
        "low": RISK_LEVELS["1"],
        "calm": RISK_LEVELS["0"],
    },
    "due": {"late": _l("past"), "week": _l("within a week")},
    "sort": {"contact": _l("Longest without contact first")},
}


def offered_choices(name: str, values: Iterable[str]) -> list[tuple[str, object]]:
    """The choices of one filter, in the order of its words."""
    known = set(values)
    return [(value, word) for value, word in FILTER_CHOICES[name].items() if value in known]


def said(name: str, value: str) -> str:
    """One choice in words: which filter, and what of it."""
    what, chosen = FILTERS[name], FILTER_CHOICES[name][value]
    return _("%(filter)s: %(choice)s", filter=str(what), choice=str(chosen))
