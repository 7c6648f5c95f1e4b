"""What happened to a case and who looked at it, in sentences, from the trace.

The trace holds codes only. Notes are opened here for those who work the case; nobody else reads
this page.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from casework.accounts.queries import organisation_names, user_displays
from casework.audit.queries import Written, events_of
from casework.cases import labels
from casework.cases.domain.notes import KeptNote
from casework.cases.domain.pathway import BY_REFERRALS
from casework.cases.looking import PARTS, TOLD
from casework.cases.models import Case
from casework.cases.panels import part_word
from casework.cases.queries import notes_of
from casework.cases.readers import WORDS, Readers, sentence
from casework.kernel.clock import MOROCCO
from casework.policy import Actor, Permission, decide
from casework.web.codes import service_name
from casework.web.formats import bdi
from casework.web.languages import _, _n, current_language

SHOWN_AS_ACCESS = (
    *TOLD, "AccessRefused", "UrgentAccessReviewed", "PersonReportMade", "CaseAssigned",
    "CaseOpened", "IdentityRecorded",
)  # fmt: skip
QUIET = (
    *PARTS, "CardsOpened", "ReferralListed", "ReferralRead", "AccessRefused", "TaskReassigned",
)  # fmt: skip
PAGE = 200
SHORT = 5
_accesses: set[str] = set(SHOWN_AS_ACCESS)
_quiet: set[str] = set(QUIET)


@dataclass(frozen=True)
class Event:
    """A line of a timeline. `by` is the person's name; `words` is free text of a note, `note` the
    whole of it. `kind`, `actor_id` and `purpose` are what the filters go by. `sentence` and `why`
    say who looked at the file, on the page of that."""

    at: datetime
    title: Any
    detail: Any = ""
    by: str = ""
    words: str = ""
    state: str = ""
    kind: str = ""
    actor_id: UUID | None = None
    purpose: str = ""
    note: KeptNote | None = None
    sentence: Any = ""
    why: Any = ""


@dataclass(frozen=True)
class Names:
    """The names behind the ids of some events."""

    people: Mapping[UUID, str]
    organisations: Mapping[UUID, str]
    comparisons: bool
    """Whether the reader may know that two files were compared, and by whom."""

    def by(self, event: Written) -> str:
        """Who did it. Who opened an identity to compare it with that of another file is named to
        the focal point alone: the name would tell that another file exists, and where."""
        if _compared(event) and not self.comparisons:
            return _("Asked by the focal point")
        return self.person(event.actor_id)

    def looker(self, event: Written) -> str:
        """Who looked, as the subject of a sentence."""
        hidden = _compared(event) and not self.comparisons
        return _("The focal point") if hidden else self.person(event.actor_id)

    def whose(self, event: Written) -> UUID | None:
        """By whose id it may be found on the page: nobody's, where the name is not shown."""
        hidden = _compared(event) and not self.comparisons
        return None if hidden else event.actor_id

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


def _compared(event: Written) -> bool:
    return event.kind == "IdentityRevealed" and event.code("reason") == "comparison"


def _revealed(event: Written, names: Names) -> tuple[Any, Any]:
    if _compared(event) and not names.comparisons:
        return _("Identity shown"), _("Reason: %(reason)s", reason=_("check by the focal point"))
    words = {**labels.REVEAL_REASONS, **labels.COMPARISON, **labels.LEGAL_DUTY}
    reason = str(words.get(event.code("reason"), event.code("reason")))
    return _("Identity shown"), _("Reason: %(reason)s", reason=reason)


def _urgent(event: Written, names: Names) -> tuple[Any, Any]:
    reason = str(labels.URGENT_REASONS.get(event.code("reason"), event.code("reason")))
    return _("Emergency access for 30 minutes"), _("Reason: %(reason)s", reason=reason)


def _restricted(event: Written, names: Names) -> tuple[Any, Any]:
    reason = str(labels.RESTRICTED_REASONS.get(event.code("reason"), event.code("reason")))
    return _("Restricted file opened for 30 minutes"), _("Reason: %(reason)s", reason=reason)


def _reviewed(event: Written, names: Names) -> tuple[Any, Any]:
    return _("Emergency access reviewed"), labels.URGENT_ANSWERS.get(event.code("answer"), "")


def _read(event: Written, names: Names) -> tuple[Any, Any]:
    return _("File opened"), ""


def _assigned(event: Written, names: Names) -> tuple[Any, Any]:
    to = bdi(names.person(event.said.get("assignee_id")))
    return _("Case assigned"), labels.joined(
        [to, names.organisation(event.said.get("organisation_id"))]
    )


def _changed(event: Written, names: Names) -> tuple[Any, Any]:
    part = event.code("part")
    return part_word(part) or labels.PARTS.get(part) or labels.MILESTONES.get(part, part), ""


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


def _deletion_asked(event: Written, names: Names) -> tuple[Any, Any]:
    return _("Deletion asked for"), names.organisation(event.said.get("organisation_id"))


def _deletion_answered(event: Written, names: Names) -> tuple[Any, Any]:
    return _("Deletion answered"), labels.DELETION_ANSWERS.get(event.code("answer"), "")


def _opened(event: Written, names: Names) -> tuple[Any, Any]:
    said = event.code("search")
    if not said:
        return _("Case opened"), ""
    return _("Case opened"), _(
        "Earlier record looked for? %(answer)s", answer=labels.SEARCHES[said]
    )


def _plain(title: Callable[[], str]) -> Sentence:
    return lambda event, names: (title(), "")


SENTENCES: dict[str, Sentence] = {
    "CaseOpened": _opened,
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
    "DeletionAsked": _deletion_asked,
    "DeletionAnswered": _deletion_answered,
    "NoteWritten": _plain(lambda: _("Note written")),
    "GateOverridden": _overridden,
    "CaseTransferStep": _plain(lambda: _("Case proposed, taken over or not")),
    "TransferRead": _plain(lambda: _("Proposal to hand a case over read")),
    "LetterPrinted": _plain(lambda: _("Letter printed")),
    "LetterTaken": _plain(lambda: _("Printed letter taken")),
    "ReferralSent": _referral_sent,
    "ReferralDiscussed": _plain(lambda: _("Question or answer about a referral")),
    "PacketLocked": _plain(lambda: _("Locked packet made")),
    "ReferralReceived": _plain(lambda: _("Referral received")),
    "ReferralListed": _plain(lambda: _("Referral seen in the list of its recipient")),
    "ReferralRead": _plain(lambda: _("Referral read by its recipient")),
    "ReferralAnswered": _referral_answered,
    "ReferralExpired": _plain(lambda: _("Referral without an answer in time")),
    "ReferralEscalated": _plain(lambda: _("Unanswered referral handed on")),
    "ReferralCancelled": _plain(lambda: _("Referral withdrawn")),
    "TaskEscalated": _plain(lambda: _("Deadline missed, handed on")),
    "AccessRefused": _plain(lambda: _("Access refused")),
    "StayRead": _plain(lambda: _("Stay read")),
    "ReturnRead": _plain(lambda: _("Return read")),
    "ReintegrationRead": _plain(lambda: _("Reintegration read")),
    "PersonCopyMade": _plain(lambda: _("Copy of what is kept, for the person")),
    "PersonReportMade": _plain(lambda: _("Report for the person printed")),
    "UrgentAccessOpened": _urgent,
    "RestrictedFileOpened": _restricted,
    "UrgentAccessReviewed": _reviewed,
    "ExportMade": _plain(lambda: _("Export made")),
}


def register_sentences(
    sentences: Mapping[str, Sentence],
    *,
    access: Iterable[str] = (),
    quiet: Iterable[str] = (),
) -> None:
    """How events of a higher feature read: on the timeline (unless `quiet`), and among those of who
    looked at the file (`access`)."""
    SENTENCES.update(sentences)
    _accesses.update(access)
    _quiet.update(quiet)


def happened(case: Case, reader: Actor, *, limit: int = 200) -> list[Event]:
    """What happened, newest first, with the words of the notes."""
    written = events_of("case", case.id, without=tuple(_quiet), limit=limit)
    notes = notes_of(case.id) if any(one.kind == "NoteWritten" for one in written) else {}
    names = _names(written, case, reader)
    return [_event(one, names, _note_of(one, notes)) for one in _known(written)]


def lately(case: Case, reader: Actor) -> list[Event]:
    """The last few events, without words, for the summary."""
    written = _known(events_of("case", case.id, without=tuple(_quiet), limit=2 * SHORT))[:SHORT]
    names = _names(written, case, reader)
    return [_event(one, names, None) for one in written]


def accesses(
    case: Case, reader: Actor, before: int | None = None
) -> tuple[list[Event], int | None]:
    """Who opened the file, showed the identity or was refused, below a number of the trace; what
    one person read on one day is one line. Second: the number below which the next page begins, if
    there is one, so that no reading is pushed out of sight by later ones."""
    found = events_of("case", case.id, kinds=tuple(_accesses), before=before, limit=PAGE + 1)
    written = found[:PAGE]
    names, readers = _names(written, case, reader), Readers(case.id, written)
    lines = []
    for (_who, _day, kind), run in groupby(_known(written), key=_same_reading):
        group = list(run)
        event = _event(group[0], names, None)
        if kind in PARTS and len(group) > 1:
            event = replace(event, detail=_n("%(num)s page", "%(num)s pages", len(group)))
        lines.append(_as_sentence(event, group[0], names, readers))
    return lines, written[-1].seq if len(found) > PAGE else None


def _as_sentence(event: Event, one: Written, names: Names, readers: Readers) -> Event:
    why = readers.reason(one)
    return replace(
        event, sentence=sentence(one.kind, names.looker(one)), why=WORDS[why] if why else ""
    )


def _event(one: Written, names: Names, kept: KeptNote | None) -> Event:
    title, detail = SENTENCES[one.kind](one, names)
    event = Event(
        one.at,
        title,
        detail,
        names.by(one),
        kind=one.kind,
        actor_id=names.whose(one),
        purpose=one.code("purpose") or "",
        note=kept,
    )
    if kept is None:
        return event
    words = {**labels.NOTE_KINDS, **labels.OLD_NOTE_KINDS}
    return replace(event, title=words.get(kept.note.kind, title), words=kept.note.text)


def _note_of(one: Written, notes: Mapping[UUID, KeptNote]) -> KeptNote | None:
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
    distinct = one.seq if one.kind not in PARTS else one.at.astimezone(MOROCCO).date()
    return one.actor_id, distinct, one.kind


def _names(written: Iterable[Written], case: Case, reader: Actor) -> Names:
    events = list(written)
    people = [one.actor_id for one in events] + [
        _uuid(one.said.get(key)) for one in events for key in ("assignee_id", "user_id")
    ]
    bodies = [
        _uuid(one.said.get(key)) for one in events for key in ("recipient_id", "organisation_id")
    ]
    return Names(
        user_displays(people),
        organisation_names(bodies, current_language()),
        decide(reader, Permission.MATCH_REVIEW, case.resource()).allowed,
    )


def _uuid(found: Any) -> UUID | None:
    if isinstance(found, UUID) or found is None:
        return found
    return UUID(str(found))
