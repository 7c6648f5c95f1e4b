"""The filters of the timeline: by kind of event, by who acted, by what a consent was for.

They stand in the address as codes and ids; a value that no event of the case has shows nothing more
than the whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.cases import labels
from casework.cases.timeline import Event
from casework.web.languages import _lp

NOTES, STEPS, CONSENT, REFERRALS, FILE = "notes", "steps", "consent", "referrals", "file"
KINDS: Mapping[str, Any] = {
    NOTES: _lp("timeline", "Notes"),
    STEPS: _lp("timeline", "Steps of the case"),
    CONSENT: _lp("timeline", "Consent"),
    REFERRALS: _lp("timeline", "Referrals"),
    FILE: _lp("timeline", "The file"),
}
_STEPS = frozenset({"CaseOpened", "CaseAssigned", "CaseStepTaken", "GateOverridden"})


def kind_of(event: Event) -> str:
    """Which of the kinds an event is of."""
    if event.note is not None:
        return NOTES
    if event.kind in _STEPS:
        return STEPS
    if event.kind.startswith("Consent"):
        return CONSENT
    return REFERRALS if event.kind.startswith("Referral") else FILE


@dataclass(frozen=True)
class Filters:
    """What was chosen, and what there is to choose from."""

    kind: str
    by: str
    purpose: str
    people: Sequence[tuple[str, str]]
    purposes: Sequence[tuple[str, Any]]

    @classmethod
    def of(cls, asked: Mapping[str, str], events: Iterable[Event]) -> "Filters":
        """From an address and the events of a case."""
        seen = list(events)
        people = {str(one.actor_id): one.by for one in seen if one.actor_id is not None}
        bases = sorted({one.purpose for one in seen if one.purpose in labels.PURPOSES})
        return cls(
            kind=_known(asked.get("kind"), KINDS),
            by=_known(asked.get("by"), people),
            purpose=_known(asked.get("purpose"), bases),
            people=sorted(people.items(), key=lambda one: one[1]),
            purposes=[(one, labels.PURPOSES[one]) for one in bases],
        )

    @property
    def chosen(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.kind or self.by or self.purpose)

    @property
    def kinds(self) -> list[tuple[str, Any]]:
        """The kinds to choose from."""
        return list(KINDS.items())

    def among(self, events: Iterable[Event]) -> list[Event]:
        """The events that were asked for, in their order."""
        return [one for one in events if self._fits(one)]

    def _fits(self, one: Event) -> bool:
        return (
            (not self.kind or kind_of(one) == self.kind)
            and (not self.by or str(one.actor_id) == self.by)
            and (not self.purpose or one.purpose == self.purpose)
        )


def _known(wanted: str | None, codes: Iterable[str]) -> str:
    return wanted if wanted is not None and wanted in codes else ""
