"""The labour track: infractions of labour law, followed apart from any person.

An inspector notes infractions in a report that holds until proved otherwise, in three copies: for
the court through the provincial delegate, for the central labour directorate, for the file of the
establishment (Labour Code, art. 539). For hygiene and safety a formal notice comes first, of at
least four days, which imminent danger shortens (art. 540 to 542). Individual disputes are
conciliated with a signed record (art. 532).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from casework.kernel.refusals import Refusal
from casework.kernel.workflow import START, Deadline, Span, Table, Verdict
from casework.kernel.workflow import Transition as T
from casework.policy import Permission as P

OBSERVED, NOTIFIED, CONCILIATION = "observed", "notified", "conciliation"
REPORTED, SENT, CLOSED = "reported", "sent", "closed"
STATES = (OBSERVED, NOTIFIED, CONCILIATION, REPORTED, SENT, CLOSED)

LEAST_DAYS = 4
MOST_DAYS = 90
WORDS_LIMIT = 1000

ACT = Deadline("act_on_observation", Span(working_days=5))
CHECK = Deadline("check_notice", Span(days=LEAST_DAYS))
HOLD = Deadline("hold_conciliation", Span(days=15))
COPIES = Deadline("send_copies", Span(working_days=5))
DEADLINES = (ACT.task, CHECK.task, HOLD.task, COPIES.task)

TABLE: Table = (
    T("open", START, OBSERVED, P.LABOUR_WORK, deadline=ACT),
    T("take_up", OBSERVED, OBSERVED, P.LABOUR_WORK),
    T("give_notice", OBSERVED, NOTIFIED, P.LABOUR_WORK, gates=("G-EMPLOYER", "G-INFRACTION"),
      deadline=CHECK, meets=(ACT.task,)),
    T("give_notice", CONCILIATION, NOTIFIED, P.LABOUR_WORK, gates=("G-EMPLOYER", "G-INFRACTION"),
      deadline=CHECK, meets=(HOLD.task,)),
    T("invite", OBSERVED, CONCILIATION, P.LABOUR_WORK, gates=("G-EMPLOYER",), deadline=HOLD,
      meets=(ACT.task,)),
    T("invite", NOTIFIED, CONCILIATION, P.LABOUR_WORK, gates=("G-EMPLOYER",), deadline=HOLD,
      meets=(CHECK.task,)),
    T("report", OBSERVED, REPORTED, P.LABOUR_WORK,
      gates=("G-EMPLOYER", "G-INFRACTION", "G-NOTICE"), deadline=COPIES, meets=(ACT.task,)),
    T("report", NOTIFIED, REPORTED, P.LABOUR_WORK,
      gates=("G-EMPLOYER", "G-INFRACTION", "G-NOTICE"), deadline=COPIES, meets=(CHECK.task,)),
    T("report", CONCILIATION, REPORTED, P.LABOUR_WORK,
      gates=("G-EMPLOYER", "G-INFRACTION", "G-NOTICE"), deadline=COPIES, meets=(HOLD.task,)),
    T("send_copies", REPORTED, SENT, P.LABOUR_WORK, gates=("G-COPIES",), meets=(COPIES.task,)),
    T("close", OBSERVED, CLOSED, P.LABOUR_WORK, meets=(ACT.task,), needs_reason=True),
    T("close", NOTIFIED, CLOSED, P.LABOUR_WORK, meets=(CHECK.task,), needs_reason=True),
    T("close", CONCILIATION, CLOSED, P.LABOUR_WORK, meets=(HOLD.task,), needs_reason=True),
    T("close", SENT, CLOSED, P.LABOUR_WORK, needs_reason=True),
    T("reopen", CLOSED, OBSERVED, P.LABOUR_WORK, deadline=ACT, needs_reason=True),
)  # fmt: skip


class Outcome(StrEnum):
    """How a labour record ends."""

    COMPLIED = "complied"
    SETTLED = "settled"
    NOT_SETTLED = "not_settled"
    NO_INFRACTION = "no_infraction"
    OTHER_AUTHORITY = "other_authority"
    CONVICTED = "convicted"
    NOT_CONVICTED = "not_convicted"


OUTCOMES: Mapping[str, tuple[Outcome, ...]] = {
    OBSERVED: (Outcome.COMPLIED, Outcome.NO_INFRACTION, Outcome.OTHER_AUTHORITY),
    NOTIFIED: (Outcome.COMPLIED, Outcome.OTHER_AUTHORITY),
    CONCILIATION: (Outcome.SETTLED, Outcome.NOT_SETTLED),
    SENT: (Outcome.CONVICTED, Outcome.NOT_CONVICTED, Outcome.COMPLIED),
}


class Copy(StrEnum):
    """The three copies of a report (art. 539)."""

    COURT = "court"
    DIRECTORATE = "directorate"
    FILE = "file"


class HowAgreed(StrEnum):
    """How somebody agreed to appear as complainant."""

    SIGNED = "signed"
    BEFORE_WITNESS = "before_witness"


@dataclass(frozen=True)
class Notice:
    """A formal notice: given on a day, for so many days; `imminent` danger shortens it."""

    given_on: date
    days: int
    imminent: bool = False

    @property
    def ends_on(self) -> date:
        """The last day on which the employer may still comply."""
        return self.given_on + timedelta(days=self.days)


@dataclass(frozen=True)
class LabourContent:
    """What a labour record says. No person is in it, and nothing that it came from."""

    sector: str = ""
    province: str = ""
    infractions: tuple[str, ...] = ()
    workers: int | None = None
    words: str = ""
    notice: Notice | None = None
    heard_on: date | None = None
    report_number: str = ""
    reported_on: date | None = None

    def __repr__(self) -> str:
        return "LabourContent()"


@dataclass(frozen=True)
class Complainant:
    """Somebody who agreed to appear by name: told to the labour inspectorate, by them."""

    name: str
    contact: str
    agreed_on: date
    how: HowAgreed

    def __repr__(self) -> str:
        return "Complainant()"


class NoticeTooShort(Refusal):
    """For hygiene and safety a formal notice lasts four days or more, unless danger is imminent."""

    field = "days"


class OutcomeNotPossible(Refusal):
    """This outcome does not end a record in this state."""

    field = "outcome"


class UnknownInfraction(Refusal):
    """An infraction that is on no list."""

    field = "infractions"


def check_notice(notice: Notice, infractions: Collection[str], safety: Collection[str]) -> None:
    """Refuse a notice shorter than four days about hygiene or safety without imminent danger."""
    about_safety = bool(set(infractions) & set(safety))
    if about_safety and not notice.imminent and notice.days < LEAST_DAYS:
        raise NoticeTooShort(days=LEAST_DAYS)


def notice_verdict(content: LabourContent, safety: Collection[str], today: date) -> Verdict:
    """Whether a report may be drawn up now: about hygiene and safety only after the notice has
    ended; imminent danger opens the gate before."""
    if not set(content.infractions) & set(safety):
        return Verdict.PASS
    if content.notice is None:
        return Verdict.FAIL
    if content.notice.ends_on < today:
        return Verdict.PASS
    return Verdict.OVERRIDE if content.notice.imminent else Verdict.FAIL


def check_outcome(state: str, outcome: Outcome) -> None:
    """Refuse an outcome that does not end a record in this state."""
    if outcome not in OUTCOMES.get(state, ()):
        raise OutcomeNotPossible(state=state)
