"""A case conference: who is invited, what they may see, between which moments.

After the multi-agency conferences of the national referral mechanism handbook (OSCE/ODIHR, 2nd
edition, 2022): need to know, the person's consent to each organisation that is told something, or
no more than a code and coarse classes when the conference is anonymised.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from casework.kernel.refusals import Refusal, SharingEnded
from casework.kernel.workflow import START, Table
from casework.kernel.workflow import Transition as T
from casework.policy import Permission as P

PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
OPEN_STATES = (PLANNED, HELD)
PROFILE, NEEDS = "profile", "needs"
LONGEST_BEFORE, LONGEST_AFTER = 7, 14
FARTHEST = timedelta(days=180)
MOST_DECISIONS = 12

TABLE: Table = (
    T("convene", START, PLANNED, P.CASE_WORK),
    T("hold", PLANNED, HELD, P.CASE_WORK),
    T("cancel", PLANNED, CANCELLED, P.CASE_WORK, needs_reason=True),
)


class MomentOutOfRange(Refusal):
    """A conference is convened for a moment ahead, within half a year."""

    field = "on"


class SaidNo(Refusal):
    """The person said no to this organisation, or to a case at all: it is not told even a code."""

    field = "whom"


class NotAgreedToShare(Refusal):
    """The person has not agreed that this organisation be told anything."""

    field = "whom"


class BeyondAgreed(Refusal):
    """The conference tells more than the person agreed that an organisation invited be told
    (`group` in the codes: the first of the groups that were not agreed to)."""

    field = "groups"


class InvitedAlready(Refusal):
    """The organisation is invited already."""

    field = "whom"


class NothingDecided(Refusal):
    """The minutes name who was there, and one decision at least or that there was none."""

    field = "present"


class HeldTooEarly(Refusal):
    """Minutes are written once the conference has begun."""

    status = 409


class NoSuchDecision(Refusal):
    """The conference took no such decision."""

    status = 404


@dataclass(frozen=True)
class Prepared:
    """What is prepared, and what those invited read of it; sealed. `groups`: the data groups that
    its convener says it tells of the person. `opened_from`, `opened_until`: when those
    invited could look before it was prepared anew, postponed perhaps."""

    topic: str
    agenda: tuple[str, ...] = ()
    shared: str = ""
    place: str = ""
    groups: tuple[str, ...] = ()
    opened_from: datetime | None = None
    opened_until: datetime | None = None

    @property
    def told(self) -> frozenset[str]:
        """What those invited are told of: that somebody needs help is told in any case."""
        return frozenset({NEEDS, *self.groups})

    def after(self, before: "Prepared", was: "Window", now: datetime) -> "Prepared":
        """What is prepared anew, perhaps for other days: when those invited could look is kept,
        since whoever could look is asked to delete after a no."""
        begun, last = before.opened_from, before.opened_until
        if was.opens_at <= now:
            begun, last = begun or was.opens_at, min(now, was.closes_at)
        return replace(self, opened_from=begun, opened_until=last)

    @property
    def tells_who(self) -> bool:
        """Whether the card of the person is among it."""
        return PROFILE in self.told


@dataclass(frozen=True)
class Decision:
    """What was decided, who does it, by when; and once done, what came of it."""

    id: UUID
    words: str
    who: str = ""
    due: date | None = None
    outcome: str = ""


@dataclass(frozen=True)
class Minutes:
    """Who was there and what was decided; sealed."""

    present: str
    decisions: tuple[Decision, ...] = ()
    words: str = ""

    def decision(self, decision_id: UUID) -> Decision:
        """One decision."""
        found = next((one for one in self.decisions if one.id == decision_id), None)
        if found is None:
            raise NoSuchDecision()
        return found

    def with_outcome(self, decision_id: UUID, outcome: str) -> "Minutes":
        """The minutes once a decision was carried out."""
        done = replace(self.decision(decision_id), outcome=outcome)
        return replace(
            self,
            decisions=tuple(done if one.id == decision_id else one for one in self.decisions),
        )


@dataclass(frozen=True)
class Window:
    """From when until when those invited may look; the end does not belong to it."""

    opens_at: datetime
    closes_at: datetime

    def is_open(self, at: datetime) -> bool:
        """Whether they may look at this moment."""
        return self.opens_at <= at < self.closes_at


def window(at: datetime, before: int, after: int, now: datetime) -> Window:
    """The window around a conference that begins `at`, in days before and after it. Refused for a
    moment that has passed or is too far ahead."""
    if not now < at <= now + FARTHEST:
        raise MomentOutOfRange()
    days_before = min(max(before, 0), LONGEST_BEFORE)
    days_after = min(max(after, 0), LONGEST_AFTER)
    return Window(at - timedelta(days=days_before), at + timedelta(days=days_after, hours=4))


def check_minutes(minutes: Minutes, at: datetime, now: datetime) -> None:
    """Refuse minutes written before the conference, or that say nothing."""
    if now < at:
        raise HeldTooEarly()
    if not minutes.present or not (minutes.decisions or minutes.words):
        raise NothingDecided()


class AttendanceEnded(SharingEnded):
    """The conference was held or called off, its time is over, or the invitation was."""
