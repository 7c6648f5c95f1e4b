"""What in the trace deserves a second look: pure rules over who did what and when.

An alarm says nothing of guilt: a night shift opens files at night. It says where to look
(ISO/IEC 27002:2022, 8.16, monitoring activities; ISO 27799:2016, 12.4, on logs of health records).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from casework.kernel.clock import MOROCCO

MOST_REVEALS_A_DAY = 20
MOST_LOOKS_AN_HOUR, MOST_LOOKS_A_DAY = 60, 240
MOST_TAKEN_AN_HOUR, MOST_TAKEN_A_DAY = 10, 30
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
NO_LOOK = frozenset(
    {
        # pages of a list: codes and bands, no file; houses and duty officers read them at night
        "BoardRead",
        "CardsOpened",
        "ReferralListed",
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
    that was declared; `watched`: about a decoy, or another file whose openings give alarm."""

    at: datetime
    user_id: UUID | None
    kind: str
    closed: bool = False
    guessed: bool = False
    own: bool = False
    watched: bool = False


@dataclass(frozen=True)
class Alarm:
    """What one person did on one day of Morocco, how often, and when last."""

    kind: Kind
    user_id: UUID | None
    day: date
    count: int
    last_at: datetime


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
        self._counts: Counter[tuple[Kind, UUID | None, date]] = Counter()
        self._hours = _Hours()
        self._last: dict[tuple[Kind, UUID | None, date], datetime] = {}

    def add(self, act: Act) -> None:
        here = act.at.astimezone(MOROCCO)
        for kind in _kinds(act, here):
            place = (kind, act.user_id, here.date())
            self._counts[place] += 1
            self._last[place] = max(self._last.get(place, act.at), act.at)
            if kind in WITHIN_AN_HOUR:
                self._hours.add(kind, act.user_id, act.at)

    def alarms(self) -> Iterable[Alarm]:
        busiest = self._hours.busiest()
        for place, count in self._counts.items():
            kind, user_id, day = place
            measured = busiest[place] if kind in WITHIN_AN_HOUR else count
            if measured > _MOST[kind]:
                yield Alarm(kind, user_id, day, measured, self._last[place])


class _Hours:
    """Any sixty minutes, not those of the clock, or whoever knows the rule begins at half past.
    Counted in pieces of five minutes; thirteen of them hold every hour, and at most five minutes
    besides."""

    PIECE = 300
    PIECES = 13

    def __init__(self) -> None:
        self._pieces: Counter[tuple[Kind, UUID | None, int]] = Counter()

    def add(self, kind: Kind, user_id: UUID | None, at: datetime) -> None:
        self._pieces[kind, user_id, int(at.timestamp()) // self.PIECE] += 1

    def busiest(self) -> dict[tuple[Kind, UUID | None, date], int]:
        """The most within an hour that ended on a day."""
        most: dict[tuple[Kind, UUID | None, date], int] = {}
        for kind, user_id, last in self._pieces:
            count = sum(
                self._pieces.get((kind, user_id, last - back), 0) for back in range(self.PIECES)
            )
            day = datetime.fromtimestamp(last * self.PIECE, MOROCCO).date()
            most[kind, user_id, day] = max(most.get((kind, user_id, day), 0), count)
        return most


WITHIN_AN_HOUR = frozenset({Kind.MASS, Kind.TAKEN})
_MOST = {
    Kind.REVEALS: MOST_REVEALS_A_DAY,
    Kind.MASS: MOST_LOOKS_AN_HOUR,
    Kind.MASS_DAY: MOST_LOOKS_A_DAY,
    Kind.TAKEN: MOST_TAKEN_AN_HOUR,
    Kind.TAKEN_DAY: MOST_TAKEN_A_DAY,
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
    }
    return (kind for kind, of in OF_KIND.items() if act.kind in of and besides.get(kind, True))


def at_night(here: datetime) -> bool:
    """Whether a moment of Morocco lies in the night."""
    return here.time() >= NIGHT_FROM or here.time() < NIGHT_UNTIL


def window(last: date, days: int) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last, in Morocco."""
    end = datetime.combine(last + timedelta(days=1), time(), MOROCCO)
    return end - timedelta(days=days), end
