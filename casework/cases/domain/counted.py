"""What the statistics count of a case file besides its person: six coarse classes. Pure.

Each is taken from what was written down, never from how long ago that was, so that asking again on
another day gives the same answer.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from casework.cases.domain.consent import Answer, Purpose, Said, latest
from casework.cases.domain.priority import PriorityChanged
from casework.cases.domain.protection import Measure, Permit
from casework.facts.domain import UNKNOWN

MOST_URGENT, SAME_DAY = "P1", timedelta(hours=24)
LEGAL_AID, PROCEEDINGS, GRANTED = "legal_aid", "proceedings", "granted"
_CLOSED_AS = {
    "goals_met": "goals_met",
    "moved_to_other_provider": "moved_on",
    "returned_and_monitored": "moved_on",
    "reunified": "moved_on",
    "transferred_abroad": "moved_on",
    "person_withdrew": "own_wish",
    "refused_all": "own_wish",
    "lost_contact": "lost_contact",
    "not_victim_after_assessment": "not_victim",
}


def urgent_contact(
    priority: str,
    changes: Iterable[PriorityChanged],
    opened: datetime,
    contact: datetime | None,
) -> str:
    """Whether somebody whose case is or was of the first priority was met within 24 hours of its
    opening."""
    if MOST_URGENT not in {priority, *(change.before for change in changes)}:
        return "not_urgent"
    return "24h" if contact is not None and contact - opened <= SAME_DAY else "later"


def consent_class(ledger: Iterable[Said]) -> str:
    """The person's last word on having a case file; a yes that was taken back is a no."""
    said = latest(ledger).get((Purpose.CASE, None))
    if said is None or said.answer == Answer.LATER:
        return UNKNOWN
    return "given" if said.answer == Answer.GIVEN else "refused"


def interpreter_class(needed: str, took_part: Collection[str]) -> str:
    """`needed` as the card says; `took_part`: for each answer of the ledger, whether an interpreter
    was there. Before anything was asked nobody can have been missing."""
    if needed != "needed":
        return "not_needed" if needed == "not_needed" else UNKNOWN
    if "yes" in took_part:
        return "found"
    return "missing" if took_part else UNKNOWN


def closure_class(closed: bool, reason: str) -> str:
    """How a case closed, in eight classes."""
    return _CLOSED_AS.get(reason, "other") if closed else "open"


def legal_aid_class(
    reported: bool, recorded: Iterable[Measure | Permit], lawyer_by_request: bool
) -> str:
    """Whether somebody in proceedings has a lawyer. Proceedings: a report to the prosecution or a
    permit for their sake; a lawyer: legal aid granted, or a request for one that was accepted."""
    recorded = list(recorded)
    permits = {one.basis for one in recorded if isinstance(one, Permit)}
    if not reported and PROCEEDINGS not in permits:
        return "no_proceedings"
    aid = {one.standing for one in recorded if one.kind == LEGAL_AID}
    return "with_lawyer" if lawyer_by_request or GRANTED in aid else "without_lawyer"
