"""What happened to a case and who looked at it, in sentences, from the trace.

The trace holds codes only. Notes are opened here for those who work the case; nobody else reads
this page.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from casework.accounts.queries import organisation_names, user_displays
from casework.audit.queries import Written, events_of
from casework.cases import labels
from casework.cases.domain.pathway import BY_REFERRALS
from casework.cases.models import Case
from casework.cases.queries import notes_of
from casework.kernel.clock import MOROCCO
from casework.policy import Actor
from casework.web.codes import service_name
from casework.web.formats import bdi
from casework.web.languages import _, _n, current_language

READS = ("CaseRead", "IdentityRevealed", "AccessRefused", "ReferralRead", "ExportMade")
SHOWN_AS_ACCESS = (
    *READS, "CaseAssigned", "CaseOpened", "IdentityRecorded", "ReferralSent",
)  # fmt: skip
QUIET = ("CaseRead", "CardsOpened", "ReferralRead", "AccessRefused", "TaskReassigned")
SHORT = 5


@dataclass(frozen=True)
class Event:
    """A line of a timeline. `by` is the person's name; `words` is free text of a note."""

    at: datetime
    title: Any
    detail: Any = ""
    by: str = ""
    words: str = ""
    state: str = ""


@dataclass(frozen=True)
class Names:
    """The names behind the ids of some events."""

    people: Mapping[UUID, str]
    organisations: Mapping[UUID, str]

    def person(self, found: Any) -> str:
        """Who that is; Sanad itself when nobody acted."""
        return self.people.get(_uuid(found) or UUID(int=0), "") or _("Automatic step")

    def organisation(self, found: Any) -> str:
        """Which organisation that is, in its own direction."""
        return bdi(self.organisations.get(_uuid(found) or UUID(int=0), ""))


Sentence = Callable[[Written, Names], tuple[Any, Any]]


def _step(event: Written, names: Names) -> tuple[Any, Any]:
    action, source, target = event.code("action"), event.code("source"), event.code("target")
    title = labels.ACTIONS.get(action, action)
    return title, "" if source == target else labels.STATES.get(target, target)


def _consent(event: Written, names: Names) -> tuple[Any, Any]:
    purpose = str(labels.PURPOSES.get(event.code("purpose"), ""))
    answer = labels.CONSENT_ANSWERS.get(event.code("answer") or "given", "")
    title = _("Consent: %(answer)s", answer=str(answer).lower())
    return title, labels.joined([purpose, names.organisation(event.said.get("recipient_id"))])


def _withdrawn(event: Written, names: Names) -> tuple[Any, Any]:
    purpose = str(labels.PURPOSES.get(event.code("purpose"), ""))
    return _("Consent withdrawn"), labels.joined(
        [purpose, names.organisation(event.said.get("recipient_id"))]
    )


def _revealed(event: Written, names: Names) -> tuple[Any, Any]:
    words = {**labels.REVEAL_REASONS, **labels.COMPARISON}
    reason = str(words.get(event.code("reason"), event.code("reason")))
    return _("Identity shown"), _("Reason: %(reason)s", reason=reason)


def _read(event: Written, names: Names) -> tuple[Any, Any]:
    return _("File opened"), ""


def _assigned(event: Written, names: Names) -> tuple[Any, Any]:
    to = bdi(names.person(event.said.get("assignee_id")))
    return _("Case assigned"), labels.joined(
        [to, names.organisation(event.said.get("organisation_id"))]
    )


def _changed(event: Written, names: Names) -> tuple[Any, Any]:
    part = event.code("part")
    return labels.PARTS.get(part) or labels.MILESTONES.get(part, part), ""


def _duty(event: Written, names: Names) -> tuple[Any, Any]:
    basis = event.code("basis")
    if basis == "not_due":
        return _("Duty to report looked at"), _("No report is due")
    return _("Report required by law"), labels.DUTY_BASES.get(basis, "")


def _overridden(event: Written, names: Names) -> tuple[Any, Any]:
    return _("Passed on the vital interest of the person"), event.code("gate")


def _referral_sent(event: Written, names: Names) -> tuple[Any, Any]:
    return _("Referral sent"), labels.joined(
        [service_name(event.code("service")), names.organisation(event.said.get("recipient_id"))]
    )


def _referral_answered(event: Written, names: Names) -> tuple[Any, Any]:
    accepted = event.code("answer") in ("accept", "accepted")
    return (_("Referral accepted") if accepted else _("Referral answered")), ""


def _plain(title: Callable[[], str]) -> Sentence:
    return lambda event, names: (title(), "")


SENTENCES: Mapping[str, Sentence] = {
    "CaseOpened": _plain(lambda: _("Case opened")),
    "CaseAssigned": _assigned,
    "CaseStepTaken": _step,
    "CaseRead": _read,
    "IdentityRecorded": _plain(lambda: _("Identity recorded")),
    "IdentityRevealed": _revealed,
    "ConsentRecorded": _consent,
    "ConsentWithdrawn": _withdrawn,
    "LegalDutyRecorded": _duty,
    "RiskAssessed": _plain(lambda: _("Risk assessed")),
    "CaseFileChanged": _changed,
    "NoteWritten": _plain(lambda: _("Note written")),
    "GateOverridden": _overridden,
    "ReferralSent": _referral_sent,
    "ReferralReceived": _plain(lambda: _("Referral received")),
    "ReferralRead": _plain(lambda: _("Referral read by its recipient")),
    "ReferralAnswered": _referral_answered,
    "ReferralExpired": _plain(lambda: _("Referral without an answer in time")),
    "ReferralEscalated": _plain(lambda: _("Unanswered referral handed on")),
    "ReferralCancelled": _plain(lambda: _("Referral withdrawn")),
    "TaskEscalated": _plain(lambda: _("Deadline missed, handed on")),
    "AccessRefused": _plain(lambda: _("Access refused")),
    "ExportMade": _plain(lambda: _("Export made")),
}


def happened(case: Case, *, limit: int = 200) -> list[Event]:
    """What happened, newest first, with the words of the notes."""
    written = events_of("case", case.id, without=QUIET, limit=limit)
    notes = notes_of(case.id) if any(one.kind == "NoteWritten" for one in written) else {}
    names = _names(written)
    return [_event(one, names, _note_of(one, notes)) for one in _known(written)]


def lately(case: Case) -> list[Event]:
    """The last few events, without words, for the summary."""
    written = _known(events_of("case", case.id, without=QUIET, limit=2 * SHORT))[:SHORT]
    names = _names(written)
    return [_event(one, names, None) for one in written]


def accesses(case: Case, actor: Actor) -> list[Event]:
    """Who opened the file, showed the identity or was refused; what one person read on one day is
    one line."""
    written = events_of("case", case.id, kinds=SHOWN_AS_ACCESS)
    names = _names(written)
    found = []
    for (_who, _day, kind), run in groupby(_known(written), key=_same_reading):
        group = list(run)
        event = _event(group[0], names, None)
        if kind == "CaseRead" and len(group) > 1:
            times = _n("%(num)s page", "%(num)s pages", len(group))
            event = Event(event.at, event.title, times, event.by)
        found.append(event)
    return found


def _event(one: Written, names: Names, note: Any) -> Event:
    title, detail = SENTENCES[one.kind](one, names)
    if note is not None:
        title = labels.NOTE_KINDS.get(note.kind, title)
        return Event(one.at, title, detail, names.person(one.actor_id), note.text)
    return Event(one.at, title, detail, names.person(one.actor_id))


def _note_of(one: Written, notes: Mapping[UUID, Any]) -> Any:
    note_id = _uuid(one.said.get("note_id"))
    return notes.get(note_id) if note_id else None


def _known(written: Iterable[Written]) -> list[Written]:
    """Without the steps that a referral takes: the event of the referral says the same."""
    return [
        one
        for one in written
        if one.kind in SENTENCES
        and not (one.kind == "CaseStepTaken" and one.code("action") in BY_REFERRALS)
    ]


def _same_reading(one: Written) -> tuple[Any, Any, str]:
    distinct = one.seq if one.kind != "CaseRead" else one.at.astimezone(MOROCCO).date()
    return one.actor_id, distinct, one.kind


def _names(written: Iterable[Written]) -> Names:
    events = list(written)
    people = [one.actor_id for one in events] + [
        _uuid(one.said.get("assignee_id")) for one in events
    ]
    bodies = [
        _uuid(one.said.get(key)) for one in events for key in ("recipient_id", "organisation_id")
    ]
    return Names(user_displays(people), organisation_names(bodies, current_language()))


def _uuid(found: Any) -> UUID | None:
    if isinstance(found, UUID) or found is None:
        return found
    return UUID(str(found))
