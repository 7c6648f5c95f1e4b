"""What in the trace deserves a second look: pure rules over who did what and when.

An alarm says nothing of guilt: a night shift opens files at night. It says where to look
(ISO/IEC 27002:2022, 8.16, monitoring activities; ISO 27799:2016, 12.4, on logs of health records).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from casework.kernel.clock import MOROCCO

MOST_REVEALS_A_DAY = 20
MOST_LOOKS_AN_HOUR, MOST_LOOKS_A_DAY = 60, 240
MOST_TAKEN_AN_HOUR, MOST_TAKEN_A_DAY = 10, 30
MOST_LISTED_AN_HOUR, MOST_LISTED_A_DAY = 600, 2_400
MOST_SIFTED_AN_HOUR, MOST_SIFTED_A_DAY = 20_000, 60_000
MOST_SEARCHES_A_DAY = 30
MOST_REFUSALS_A_DAY = 10
MOST_CODES_A_DAY = 2
NIGHT_FROM, NIGHT_UNTIL = time(22), time(6)

REVEALS = frozenset({"IdentityRevealed"})
LOOKS = frozenset(
    {
        "CaseRead",
        "IdentityRevealed",
        "ScreeningRead",
        "ReferralRead",
        "TransferRead",
        "MatchReviewed",
        "DocumentRead",
        "StayRead",
        "ShelterRead",
        "ReturnRead",
        "ReintegrationRead",
        "VisitRead",
        "LabourRecordRead",
        "ConferenceRead",
        "AddressRead",
        "EmployerRead",
    }
)
SEARCHES = frozenset({"PersonSearched", "PlacesSearched", "RepeatLooked"})
TAKEN_OUT = frozenset(
    {
        "ExportMade",
        "JournalExported",
        "StatisticsExported",
        "LetterTaken",
        "PacketLocked",
        "PersonCopyMade",
        "PersonReportMade",
    }
)
LISTED = frozenset({"BoardRead", "CardsOpened", "ReferralListed"})
"""Pages of a list: codes and bands, no file. Houses and duty officers read them at night, so the
hour gives no alarm; the rows do, added up."""
NO_LOOK = frozenset(
    {
        # the number and the dates of a record, not what stands in it
        "RetentionRead",
        # an answer of whoever has the screening open already, which is a look of its own
        "CorrectionRead",
        # the file of a printed letter is taken by itself; a certificate names nobody
        "LetterPrinted",
        "CertificatePrinted",
        # of no victim: a distribution’s spot and team, published numbers, the trace
        "OperationRead",
        "StatisticsRead",
        "JournalRead",
        "CheckpointTaken",
        # a record that was made, or an opening that was judged
        "CaseOpened",
        "LabourRecordOpened",
        "ReturnOpened",
        "UrgentAccessReviewed",
        "AccessReviewed",
    }
)
"""Events that read as if somebody looked at a file, and deliberately give no alarm."""
OWN_FILES = frozenset({"OwnFileAsked"})
OPENINGS = LOOKS | {"UrgentAccessOpened", "RestrictedFileOpened"}
REFUSALS = frozenset({"AccessRefused"})
SIGN_INS_REFUSED = frozenset({"SignInRefused"})
TOUCHED = frozenset({"LogFoundTouched", "CopiesMadeAnew"})
ROWS_TOUCHED = frozenset({"AccountFoundChanged", "CaseFoundChanged", "OrganisationFoundChanged"})
WATCHED = (
    OPENINGS
    | SEARCHES
    | TAKEN_OUT
    | LISTED
    | REFUSALS
    | SIGN_INS_REFUSED
    | OWN_FILES
    | TOUCHED
    | ROWS_TOUCHED
)


class Kind(StrEnum):
    """What is unusual."""

    REVEALS = "reveals"
    MASS = "mass"
    MASS_DAY = "mass_day"
    TAKEN = "taken"
    TAKEN_DAY = "taken_day"
    LISTED = "listed"
    LISTED_DAY = "listed_day"
    SIFTED = "sifted"
    SIFTED_DAY = "sifted_day"
    SEARCHES = "searches"
    NIGHT = "night"
    REFUSALS = "refusals"
    CLOSED_ACCOUNT = "closed_account"
    OWN_FILE = "own_file"
    WATCHED_FILE = "watched_file"
    LOG_TOUCHED = "log_touched"
    ROW_TOUCHED = "row_touched"
    SECOND_FACTOR = "second_factor"


@dataclass(frozen=True)
class Act:
    """One event as the rules read it: no record, no value. `closed`: somebody tried to come in with
    an account that is closed; `guessed`: with the right password and a wrong second factor; `own`:
    it is about somebody whom they know, a conflict of interest
    that was declared; `watched`: about a decoy, or another file whose openings give alarm; `rows`:
    how many people a page of a list held; `sifted`: these were summaries that a question of the
    list went through, not rows that were shown."""

    at: datetime
    user_id: UUID | None
    kind: str
    closed: bool = False
    guessed: bool = False
    own: bool = False
    watched: bool = False
    rows: int = 1
    sifted: bool = False


@dataclass(frozen=True)
class Alarm:
    """What one person did up to one day of Morocco, how often, and when last. `since`: the day on
    which the first of the acts counted was done, the day before where the 24 hours or the hour
    began there."""

    kind: Kind
    user_id: UUID | None
    day: date
    count: int
    last_at: datetime
    since: date


def unusual(acts: Iterable[Act]) -> list[Alarm]:
    """The alarms of some acts, the newest day first. One pass; what is kept grows with people and
    days, never with acts."""
    tally = _Tally()
    for act in acts:
        tally.add(act)
    found = list(tally.alarms())
    return sorted(found, key=lambda one: (one.day, one.last_at, one.kind), reverse=True)


class _Tally:
    def __init__(self) -> None:
        self._counts: Counter[_Place] = Counter()
        self._last: dict[_Place, datetime] = {}
        self._sliding = {kind: _Sliding(*WITHIN[kind], _MOST[kind]) for kind in WITHIN}

    def add(self, act: Act) -> None:
        here = act.at.astimezone(MOROCCO)
        for kind in _kinds(act, here):
            place = (kind, act.user_id, here.date())
            count = act.rows if act.kind in LISTED else 1
            self._counts[place] += count
            self._last[place] = max(self._last.get(place, act.at), act.at)
            if kind in WITHIN:
                self._sliding[kind].add(act.user_id, act.at, count)

    def alarms(self) -> Iterable[Alarm]:
        for (kind, user_id, day), count in self._counts.items():
            if kind not in WITHIN and count > _MOST[kind]:
                yield Alarm(kind, user_id, day, count, self._last[kind, user_id, day], day)
        for kind, sliding in self._sliding.items():
            for user_id, day, count, since in sliding.found():
                yield Alarm(kind, user_id, day, count, self._last[kind, user_id, day], since)


_Place = tuple[Kind, UUID | None, date]


class _Sliding:
    """Any sixty minutes and any 24 hours, not those of the clock, or whoever knows the rule begins
    at half past or stops at midnight. Counted in pieces; one more than the span has holds every
    span, and at most one piece besides. What a named day counted is not counted again for the
    next, or one busy day would be told twice."""

    def __init__(self, piece: timedelta, span: timedelta, most: int) -> None:
        self._piece = int(piece.total_seconds())
        self._pieces = span // piece + 1
        self._most = most
        self._done: defaultdict[UUID | None, Counter[int]] = defaultdict(Counter)

    def add(self, user_id: UUID | None, at: datetime, count: int) -> None:
        self._done[user_id][int(at.timestamp()) // self._piece] += count

    def found(self) -> Iterable[tuple[UUID | None, date, int, date]]:
        """Who exceeded it in a span that ended on which day, by the most, and the day on which
        that span began."""
        for user_id, done in self._done.items():
            for day, (count, since) in self._days(done).items():
                yield user_id, day, count, since

    def _days(self, done: Counter[int]) -> dict[date, tuple[int, date]]:
        named: dict[date, tuple[int, date]] = {}
        held: list[int] = []
        before: date | None = None
        for last in sorted(done):
            day = self._day(last)
            if day != before and before in named:
                held = []
            before = day
            held = [one for one in held if last - one < self._pieces] + [last]
            count = sum(done[one] for one in held)
            if count > max(self._most, named.get(day, (0, day))[0]):
                named[day] = (count, self._day(held[0]))
        return named

    def _day(self, piece: int) -> date:
        return datetime.fromtimestamp(piece * self._piece, MOROCCO).date()


_HOUR = (timedelta(minutes=5), timedelta(hours=1))
_DAY = (timedelta(minutes=15), timedelta(hours=24))
WITHIN: Mapping[Kind, tuple[timedelta, timedelta]] = {
    Kind.REVEALS: _DAY,
    Kind.MASS: _HOUR,
    Kind.MASS_DAY: _DAY,
    Kind.TAKEN: _HOUR,
    Kind.TAKEN_DAY: _DAY,
    Kind.LISTED: _HOUR,
    Kind.LISTED_DAY: _DAY,
    Kind.SIFTED: _HOUR,
    Kind.SIFTED_DAY: _DAY,
    Kind.SEARCHES: _DAY,
}
"""The kinds that are counted within a sliding span: in which pieces, and how long it is."""
_MOST = {
    Kind.REVEALS: MOST_REVEALS_A_DAY,
    Kind.MASS: MOST_LOOKS_AN_HOUR,
    Kind.MASS_DAY: MOST_LOOKS_A_DAY,
    Kind.TAKEN: MOST_TAKEN_AN_HOUR,
    Kind.TAKEN_DAY: MOST_TAKEN_A_DAY,
    Kind.LISTED: MOST_LISTED_AN_HOUR,
    Kind.LISTED_DAY: MOST_LISTED_A_DAY,
    Kind.SIFTED: MOST_SIFTED_AN_HOUR,
    Kind.SIFTED_DAY: MOST_SIFTED_A_DAY,
    Kind.SEARCHES: MOST_SEARCHES_A_DAY,
    Kind.NIGHT: 0,
    Kind.REFUSALS: MOST_REFUSALS_A_DAY,
    Kind.CLOSED_ACCOUNT: 0,
    Kind.OWN_FILE: 0,
    Kind.WATCHED_FILE: 0,
    Kind.LOG_TOUCHED: 0,
    Kind.ROW_TOUCHED: 0,
    Kind.SECOND_FACTOR: MOST_CODES_A_DAY,
}


OF_KIND: Mapping[Kind, frozenset[str]] = {
    Kind.REVEALS: REVEALS,
    Kind.MASS: LOOKS,
    Kind.MASS_DAY: LOOKS,
    Kind.TAKEN: TAKEN_OUT,
    Kind.TAKEN_DAY: TAKEN_OUT,
    Kind.LISTED: LISTED,
    Kind.LISTED_DAY: LISTED,
    Kind.SIFTED: frozenset({"CardsOpened"}),
    Kind.SIFTED_DAY: frozenset({"CardsOpened"}),
    Kind.SEARCHES: SEARCHES,
    Kind.NIGHT: LOOKS | TAKEN_OUT,
    Kind.REFUSALS: REFUSALS,
    Kind.CLOSED_ACCOUNT: SIGN_INS_REFUSED,
    Kind.OWN_FILE: OPENINGS | OWN_FILES,
    Kind.WATCHED_FILE: OPENINGS,
    Kind.LOG_TOUCHED: TOUCHED,
    Kind.ROW_TOUCHED: ROWS_TOUCHED,
    Kind.SECOND_FACTOR: SIGN_INS_REFUSED,
}
"""The events that an alarm of each kind is counted from."""


def _kinds(act: Act, here: datetime) -> Iterable[Kind]:
    besides = {
        Kind.NIGHT: at_night(here),
        Kind.CLOSED_ACCOUNT: act.closed,
        Kind.SECOND_FACTOR: act.guessed,
        Kind.OWN_FILE: act.own or act.kind in OWN_FILES,
        Kind.WATCHED_FILE: act.watched,
        Kind.LISTED: not act.sifted,
        Kind.LISTED_DAY: not act.sifted,
        Kind.SIFTED: act.sifted,
        Kind.SIFTED_DAY: act.sifted,
    }
    return (kind for kind, of in OF_KIND.items() if act.kind in of and besides.get(kind, True))


def at_night(here: datetime) -> bool:
    """Whether a moment of Morocco lies in the night."""
    return here.time() >= NIGHT_FROM or here.time() < NIGHT_UNTIL


def window(last: date, days: int) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last, in Morocco."""
    end = datetime.combine(last + timedelta(days=1), time(), MOROCCO)
    return end - timedelta(days=days), end
