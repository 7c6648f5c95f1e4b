"""Recovery period, protection measures, stay permits, protection from removal: all dated, with the
authority that decided and its reference.

A recovery and reflection period lasts at least 30 days (Council of Europe Convention on action
against trafficking, art. 13). No text of Moroccan law on it was found: the length in force is
configuration, with its source. Neither it nor any help depends on testimony (art. 12.6); nothing
here asks about one.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from casework.kernel.refusals import Refusal

SHORTEST = 30
LONGEST = 366
MEASURES = (
    "listening_cell",
    "no_contact_order",
    "identity_withheld",
    "address_withheld",
    "police_protection",
    "hearing_apart",
    "reception_centre",
    "legal_aid",
    "orientation",
    "other",
)
PERMIT_BASES = ("proceedings", "recovery_period", "humanitarian", "child", "asylum", "other")
PERMIT_KINDS = ("authorisation", "residence_card", "receipt", "visa", "other")
STANDINGS = ("requested", "granted", "refused", "ended")
RECOVERY_ENDS = ("over", "person_asks", "public_order", "status_claimed_wrongly")
SHOWN_BEFORE = {"recovery": 7, "permit": 30, "measure": 14}
"""How many days before its last day something is warned of."""
ENDING = {"recovery": "recovery_ending", "permit": "permit_ending", "measure": "measure_ending"}
"""How the kind of a deadline begins that asks what follows before something ends."""


class RecoveryTooShort(Refusal):
    """A recovery period is at least as long as the rule in force (`days` in the codes)."""

    field = "days"


class PeriodBackwards(Refusal):
    """What ends, ends after it began."""

    field = "until"


class ReferenceMissing(Refusal):
    """A decision of an authority is recorded with the authority and its reference."""

    field = "reference"


class RuleTooShort(Refusal):
    """The norm is 30 days at least, and a year is the most that may be set."""

    field = "days"


class SourceMissing(Refusal):
    """A length is set with the text it rests on and where that was read."""

    field = "source"


@dataclass(frozen=True)
class RecoveryRule:
    """How long a recovery period lasts, since when, on which text; `verified` when somebody
    competent confirmed that text for this country."""

    days: int
    basis: str
    source: str
    verified: bool = False

    def __post_init__(self) -> None:
        if not SHORTEST <= self.days <= LONGEST:
            raise RuleTooShort(days=SHORTEST)
        if not (self.basis and self.source):
            raise SourceMissing()


NORM = RecoveryRule(
    30,
    "Council of Europe Convention on action against trafficking in human beings, art. 13",
    "Council of Europe Treaty Series, No. 197 (Warsaw, 2005)",
)
"""In force until an administrator sets another. Morocco is not a party: a norm, not its law."""


@dataclass(frozen=True)
class Recovery:
    """A recovery and reflection period; `ended` says why when it is over before, or at, its end."""

    start: date
    days: int
    basis: str
    decided_by: str = ""
    reference: str = ""
    ended: str = ""
    ended_on: date | None = None

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return self.ended_on or self.start + timedelta(days=self.days)

    def runs(self, today: date) -> bool:
        """Whether today lies in it."""
        return not self.ended and self.start <= today <= self.last_day


@dataclass(frozen=True)
class Decision:
    """What an authority was asked for or decided: its kind, standing, dates and reference."""

    kind: str
    standing: str
    authority: str
    since: date
    until: date | None = None
    reference: str = ""

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise PeriodBackwards()
        if self.standing != "requested" and not (self.authority and self.reference):
            raise ReferenceMissing()

    def stands(self, today: date) -> bool:
        """Whether it was granted and is in force."""
        begun = self.standing == "granted" and self.since <= today
        return begun and (self.until is None or today <= self.until)


@dataclass(frozen=True)
class Measure(Decision):
    """A protection measure, of `MEASURES`."""


@dataclass(frozen=True)
class Permit(Decision):
    """A stay permit, of `PERMIT_KINDS`, on one of `PERMIT_BASES`."""

    basis: str = "other"


@dataclass(frozen=True)
class NonRemoval:
    """That the person is not to be removed from the country, or no longer so protected."""

    protected: bool
    on: date
    authority: str = ""
    reference: str = ""
    grounds: str = ""

    def __post_init__(self) -> None:
        if not (self.authority or self.grounds):
            raise ReferenceMissing()


def ending_task(kind: str, thread_id: UUID) -> str:
    """The kind of the deadline before one period, permit or measure ends: one for each, so that
    whoever has several is warned of each."""
    return f"{ENDING[kind]}.{thread_id.hex[:20]}"


def check_recovery(recovery: Recovery, rule: RecoveryRule) -> None:
    """Refuse a period shorter than the rule in force."""
    if recovery.days < rule.days:
        raise RecoveryTooShort(days=rule.days)
    if recovery.ended_on is not None and recovery.ended_on < recovery.start:
        raise PeriodBackwards()
