"""Who looked at a file, as a sentence, and why: what they were to it on that day.

Whoever follows a file reads it without saying why each time; the trace says who was given it and
when. Law 09-08, articles 5 and 7: who received what concerns a person, and for what purpose.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from markupsafe import escape

from casework.accounts.queries import user
from casework.accounts.queries.delegations import stood_in
from casework.audit.queries import Written, every_event_of
from casework.cases.looking import PARTS
from casework.policy import Role
from casework.web.formats import bdi
from casework.web.languages import _l

OPEN_FOR = timedelta(minutes=30)
LOOKS = PARTS | {"ReferralRead", "ReferralListed", "ConferenceRead", "TransferRead", "DocumentRead"}
GIVEN, OPENED, HOUSE = "CaseAssigned", "CaseOpened", "organisation_id"
URGENT, KEPT = "UrgentAccessOpened", "RestrictedFileOpened"


class Reason(StrEnum):
    """What somebody was to the file when they looked at it."""

    EMERGENCY = "emergency"
    KEPT = "kept"
    FOLLOWS = "follows"
    BESIDE = "beside"
    STANDS_IN = "stands_in"
    INVITED = "invited"
    TAKES_OVER = "takes_over"
    COLLEAGUE = "colleague"
    REGION = "region"
    OFFICER = "officer"
    JUSTICE = "justice"
    ASKED = "asked"


WORDS: dict[Reason, Any] = {
    Reason.EMERGENCY: _l("Why: an emergency access, with its reason"),
    Reason.KEPT: _l("Why: the closed file was opened again, with a reason"),
    Reason.FOLLOWS: _l("Why: follows this file"),
    Reason.BESIDE: _l("Why: follows this file as the second person"),
    Reason.STANDS_IN: _l("Why: stands in for who follows this file"),
    Reason.INVITED: _l("Why: was invited to the conference"),
    Reason.TAKES_OVER: _l("Why: was asked to take the file over"),
    Reason.COLLEAGUE: _l("Why: works in the organisation that follows this file"),
    Reason.REGION: _l("Why: focal point"),
    Reason.OFFICER: _l("Why: watches over the protection of data"),
    Reason.JUSTICE: _l("Why: receives the report that the law asks for"),
    Reason.ASKED: _l("Why: was asked to help"),
}
SENTENCES: dict[str, Any] = {
    "AccessRefused": _l("%(who)s tried to open the file and was refused."),
    "CaseAssigned": _l("%(who)s gave the file to somebody."),
    "CaseOpened": _l("%(who)s opened the case."),
    "CaseRead": _l("%(who)s read the file."),
    "ConferenceRead": _l("%(who)s read what was prepared for a conference."),
    "ConflictDeclared": _l("%(who)s declared a conflict of interest."),
    "ConflictEnded": _l("%(who)s ended a conflict of interest."),
    "DocumentDeleted": _l("%(who)s deleted a document."),
    "DocumentRead": _l("%(who)s opened a document."),
    "ExportMade": _l("%(who)s took a copy of the file out."),
    "IdentityRecorded": _l("%(who)s wrote the identity down."),
    "IdentityRevealed": _l("%(who)s had the identity shown."),
    "LetterTaken": _l("%(who)s took a printed letter as a file."),
    "PersonCopyMade": _l("%(who)s made a copy of what is kept, for the person."),
    "PersonReportMade": _l("%(who)s printed for the person who read their file."),
    "ReferralListed": _l("%(who)s saw a few words of a referral in a list."),
    "ReferralRead": _l("%(who)s read what a referral says."),
    "ReferralSent": _l("%(who)s sent a referral."),
    "ReintegrationRead": _l("%(who)s read the reintegration."),
    "RestrictedFileOpened": _l("%(who)s opened the closed file again, for 30 minutes."),
    "ReturnRead": _l("%(who)s read the return."),
    "StayRead": _l("%(who)s read the stay."),
    "TransferRead": _l("%(who)s read the proposal to hand the case over."),
    "UrgentAccessOpened": _l("%(who)s opened the file in an emergency, for 30 minutes."),
    "UrgentAccessReviewed": _l("%(who)s judged an emergency access."),
}
"""One for each kind of event on the page of who opened a file, and why."""

_OF_ROLE = {
    Role.FOCAL_POINT: Reason.REGION,
    Role.DPO: Reason.OFFICER,
    Role.PROSECUTOR_LIAISON: Reason.JUSTICE,
}
_OF_KIND = {
    "ConferenceRead": Reason.INVITED,
    "TransferRead": Reason.TAKES_OVER,
    "ReferralRead": Reason.ASKED,
    "ReferralListed": Reason.ASKED,
}


def sentence(kind: str, who: str) -> Any:
    """Who did what, in the reader's language; the name in its own direction."""
    said = SENTENCES.get(kind)
    return escape(str(said)) % {"who": bdi(who)} if said is not None else bdi(who)


@dataclass(frozen=True)
class Given:
    """From when on who followed the file, who did beside them, and in which organisation."""

    at: datetime
    follows: str
    beside: str
    house: str


def _opener(event: Written) -> tuple[str, str, str]:
    """A caseworker who opens a case follows it until it is given to somebody."""
    found = user(event.actor_id) if event.actor_id else None
    if found is None or found.role != Role.CASEWORKER:
        return "", "", ""
    return str(found.id), "", str(found.organisation_id)


class Readers:
    """Why those who looked at one file did, from the trace of it."""

    def __init__(self, case_id: UUID, events: Iterable[Written]) -> None:
        self._given = [
            Given(one.at, one.code("assignee_id"), one.code("backup_id"), one.code(HOUSE))
            for one in every_event_of("case", case_id, (GIVEN,))
        ] + [Given(one.at, *_opener(one)) for one in every_event_of("case", case_id, (OPENED,))]
        self._opened = list(every_event_of("case", case_id, (URGENT, KEPT)))
        self._absences = stood_in({one.actor_id for one in events})

    def reason(self, event: Written) -> Reason | None:
        """Why, for an event of looking; none for what says its reason itself."""
        if event.kind not in LOOKS or event.actor_id is None:
            return None
        return self._opening(event) or self._of_file(event) or self._of_person(event)

    def _opening(self, event: Written) -> Reason | None:
        """The access that was asked for just before and held then."""
        for one in self._opened:
            if one.actor_id == event.actor_id and one.at <= event.at <= one.at + OPEN_FOR:
                return Reason.EMERGENCY if one.kind == URGENT else Reason.KEPT
        return None

    def _of_file(self, event: Written) -> Reason | None:
        given = self._given_at(event.at)
        if given is None:
            return None
        me = str(event.actor_id)
        if me == given.follows:
            return Reason.FOLLOWS
        if me == given.beside:
            return Reason.BESIDE
        return Reason.STANDS_IN if self._stood_in(event, given.follows) else None

    def _given_at(self, at: datetime) -> Given | None:
        return next((one for one in self._given if one.at <= at), None)

    def _stood_in(self, event: Written, follows: str) -> bool:
        return any(
            who == event.actor_id and str(absent) == follows and since <= event.at < until
            for who, absent, since, until in self._absences
        )

    def _of_person(self, event: Written) -> Reason | None:
        found = user(event.actor_id) if event.actor_id else None
        if found is None:
            return None
        if role := _OF_ROLE.get(Role(found.role)):
            return role
        given = self._given_at(event.at)
        if given is not None and str(found.organisation_id) == given.house:
            return Reason.COLLEAGUE
        return _OF_KIND.get(event.kind, Reason.ASKED)
