"""When a case may close, what is settled with it, and how the person is asked afterwards. Pure.

After the case-management guidance of ICMPD (TRM-EU, 2010) and the OSCE/ODIHR handbook (2nd edition,
2022): the person knows, is asked what they think of the help, and chooses whether and how anybody
may ask again. Personal data are kept no longer than their purpose needs (Law 09-08, art. 3).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from casework.cases.domain.identity import SafeContact
from casework.cases.domain.records import Closure
from casework.kernel.refusals import Refusal

CHANNELS = ("call", "message", "meeting", "through")
ATTEMPT_OUTCOMES = ("reached", "no_answer", "wrong_number", "unsafe")
FOLLOW_UP_OUTCOMES = ("well", "not_reached", "new_need", "no_more")
FEEDBACK = ("given", "offered", "not_possible")
FOLLOW_UPS = (1, 3, 6, 12)
FOLLOW_UP_TASKS = tuple(f"follow_up_{months}" for months in FOLLOW_UPS)
TRIES, AGAIN_AFTER = 3, 7

LEAST_ATTEMPTS, LEAST_SPAN = 3, timedelta(days=30)
USUAL_YEARS, LEAST_YEARS, MOST_YEARS = 5, 1, 10

LOST_CONTACT, DETAINED, DECEASED = "lost_contact", "detained_or_removed", "deceased"
NOBODY_TO_ASK = frozenset({DECEASED, "duplicate", LOST_CONTACT})
"""Reasons after which there is nobody to ask how they are, or no way to."""

WITHOUT_SOLUTION = frozenset({DECEASED, "duplicate"})
"""Reasons for which a child's file closes without a durable solution: there is none to find."""


class LostTooSoon(Refusal):
    """Contact is lost after three attempts on safe channels, on different days, the first and last
    thirty days apart, with no answer since (`count` and `days` in the codes)."""

    field = "reason"


class ReportMissing(Refusal):
    """A detention or removal is a serious incident: to whom it was reported, and when."""

    field = "report"


class KeptOutOfBounds(Refusal):
    """A file is kept between one and ten years after it closes."""

    field = "keep_until"


class NobodyToAsk(Refusal):
    """After this reason nobody can have chosen to be asked again."""

    field = "channels"


class UnsafeChannel(Refusal):
    """The person said that this way of reaching them is not safe."""

    field = "channel"


class ChannelNotChosen(Refusal):
    """After closing, the person is asked on the channels they chose and on no other."""

    field = "channel"


class NewNeedUnsaid(Refusal):
    """A file reopens for a new need that is written down."""

    field = "words"


class NoFollowUpDue(Refusal):
    """No follow-up of this file waits: none was chosen, or it was done."""

    status = 409


@dataclass(frozen=True)
class ContactAttempt:
    """One attempt to reach the person: on which day, how, and what came of it."""

    on: date
    channel: str
    outcome: str
    words: str = ""


@dataclass(frozen=True)
class FollowUp:
    """What the person answered, some months after the file closed; or that nobody was reached."""

    channel: str
    outcome: str
    words: str = ""


@dataclass(frozen=True)
class Silence:
    """The attempts since the person was last reached: on how many days, over how long."""

    count: int
    days: int

    @property
    def lost(self) -> bool:
        """Whether contact counts as lost."""
        return self.count >= LEAST_ATTEMPTS and self.days >= LEAST_SPAN.days


def silence(attempts: Iterable[ContactAttempt]) -> Silence:
    """How often, and over how many days, the person was not reached since they last were."""
    by_day = sorted(attempts, key=lambda attempt: attempt.on)
    reached = [place for place, one in enumerate(by_day) if one.outcome == "reached"]
    since = by_day[reached[-1] + 1 :] if reached else by_day
    days = sorted({attempt.on for attempt in since})
    return Silence(len(days), (days[-1] - days[0]).days if days else 0)


def is_safe(channel: str, contact: SafeContact | None) -> bool:
    """Whether the person did not say no to this way of reaching them."""
    said = {"call": contact.calls, "message": contact.messages} if contact else {}
    return said.get(channel) != "no"


def usual_end(today: date) -> date:
    """Until when a file that closes today is usually kept."""
    return years_after(today, USUAL_YEARS)


def years_after(day: date, years: int) -> date:
    """The same day some years later; 28 February for a day that the year does not have."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def check(closure: Closure, attempts: Iterable[ContactAttempt], today: date) -> None:
    """Refuse a closure whose reason, report, end of keeping or follow-up does not hold."""
    found = silence(attempts)
    if closure.reason == LOST_CONTACT and not found.lost:
        raise LostTooSoon(count=found.count, days=found.days)
    if closure.reason == DETAINED and not closure.report:
        raise ReportMissing()
    kept = closure.keep_until or usual_end(today)
    if not years_after(today, LEAST_YEARS) <= kept <= years_after(today, MOST_YEARS):
        raise KeptOutOfBounds()
    _check_channels(closure.reason, closure.channels)


def _check_channels(reason: str, channels: Collection[str]) -> None:
    if channels and (reason in NOBODY_TO_ASK or set(channels) - set(CHANNELS)):
        raise NobodyToAsk()
