"""The gates of the pathway: named rules that say pass, fail or override.

A rule sees only `Known`, what is on record at that moment. A rule whose record is missing answers
fail: nothing opens by silence. An override is granted for one reason only, the vital interest of
the person, for one step (`refer_urgent`), and only over consent and risk.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from casework.cases.domain import consent
from casework.cases.domain.card import CaseCard
from casework.cases.domain.children import ChildFacts
from casework.cases.domain.closure import DECEASED, WITHOUT_SOLUTION
from casework.cases.domain.priority import is_urgent
from casework.kernel.workflow import Transition, Verdict
from casework.policy import Role


class Told(StrEnum):
    """What other parts of Sanad tell of a case (see `casework.cases.circumstances`)."""

    REFERRAL_ACCEPTED = "referral_accepted"
    REFERRALS_ENDED = "referrals_ended"
    REFERRAL_PENDING = "referral_pending"
    STAY_OPEN = "stay_open"
    GRANT_UNPAID = "grant_unpaid"
    RETURN_BARRED = "return_barred"
    RETURN_ARRIVED = "return_arrived"
    ON_THE_WAY = "on_the_way"
    PLAN_AGREED = "plan_agreed"


CLOSURE_BLOCKS = frozenset(
    {Told.REFERRAL_PENDING, Told.STAY_OPEN, Told.GRANT_UNPAID, Told.ON_THE_WAY}
)
VITAL_INTEREST = "vital_interest"


@dataclass(frozen=True)
class Override:
    """Who may pass a closed gate, at which step, and for which reason of the list."""

    action: str
    gate: str
    reason: str | None
    role: Role | None


OVERRIDES = (
    Override("refer_urgent", "G-CONSENT", VITAL_INTEREST, Role.CASEWORKER),
    Override("refer_urgent", "G-RISK", VITAL_INTEREST, Role.CASEWORKER),
)


@dataclass(frozen=True)
class Known:
    """What is on record of one case when a step is asked for.

    `milestones` holds, by kind, the day each was last recorded for; `duty_settled` whether the duty
    to report was looked at; `proposed_by` who proposed closure; `doubted` the questions of the
    ledger answered by somebody who may not speak for the person now.
    """

    at: datetime
    today: date
    priority: str | None = None
    card: CaseCard = field(default_factory=CaseCard)
    ledger: tuple[consent.Said, ...] = ()
    recipient_id: UUID | None = None
    risk_valid_until: datetime | None = None
    risk_high: bool = False
    milestones: Mapping[str, date] = field(default_factory=dict)
    duty_settled: bool = False
    proposed_by: UUID | None = None
    actor_id: UUID | None = None
    told: frozenset[str] = frozenset()
    reason_code: str | None = None
    actor_role: Role | None = None
    risk_made_at: datetime | None = None
    child: ChildFacts = field(default_factory=ChildFacts)
    doubted: frozenset[tuple[str, UUID | None]] = frozenset()


Rule = Callable[[Known, tuple[str, ...]], bool]


class Part(StrEnum):
    """A part of the file that has to be looked up before a gate can be asked."""

    LEDGER = "ledger"
    RISK = "risk"
    MILESTONES = "milestones"
    DUTY = "duty"
    TOLD = "told"
    CHILD = "child"


EVERYTHING = frozenset(Part)


def parts_of(arrow: Transition) -> frozenset[Part]:
    """What has to be looked up for the gates of an arrow; nothing when it has none."""
    return frozenset().union(*(NEEDS.get(parse(gate)[0], ()) for gate in arrow.gates))


def verdicts(arrow: Transition, known: Known) -> dict[str, Verdict]:
    """What each gate of the arrow answers."""
    return {gate: _verdict(arrow, gate, known) for gate in arrow.gates}


def parse(gate: str) -> tuple[str, tuple[str, ...]]:
    """`G-CONSENT(P2, refused)` as its rule and arguments."""
    name, _, rest = gate.partition("(")
    arguments = tuple(word.strip() for word in rest.rstrip(")").split(",")) if rest else ()
    return name, arguments


def _verdict(arrow: Transition, gate: str, known: Known) -> Verdict:
    name, arguments = parse(gate)
    if RULES[name](known, arguments):
        return Verdict.PASS
    asked = Override(arrow.action, name, known.reason_code, known.actor_role)
    return Verdict.OVERRIDE if asked in OVERRIDES else Verdict.FAIL


def has_consent(known: Known, arguments: tuple[str, ...]) -> bool:
    """The person agrees to the purpose (and, for sharing, to this very recipient); with
    `refused`, their last word was a no. A yes that is doubted opens nothing, but for the help of
    the case itself, which a child does not lose because of their guardian (CRC, art. 3)."""
    purpose, *wanted = arguments
    if wanted == ["refused"]:
        return consent.refused(known.ledger, purpose)
    needs_recipient = purpose in consent.WITH_RECIPIENT
    if needs_recipient and known.recipient_id is None:
        return False
    recipient = known.recipient_id if needs_recipient else None
    said = consent.newest_on(known.ledger, purpose, recipient)
    doubted = said is not None and said.key in known.doubted and purpose != consent.Purpose.CASE
    return said is not None and said.in_force(known.today) and not doubted


def has_valid_risk(known: Known, arguments: tuple[str, ...]) -> bool:
    """A risk assessment that is not over; with a number, not older than so many days either."""
    if known.risk_valid_until is None or known.risk_valid_until <= known.at:
        return False
    if not arguments:
        return True
    made = known.risk_made_at
    return made is not None and known.at - made <= timedelta(days=int(arguments[0]))


def is_of_age(known: Known, arguments: tuple[str, ...]) -> bool:
    """The age is known or presumed; with `child`, the person is or may be under 18; with `adult`,
    the age is known or was assessed, and no doubt about it is left."""
    if arguments == ("child",):
        return known.card.child
    of_age = known.card.age_band != "unknown" or known.child.found_adult
    adult = not known.card.child and of_age
    return adult if arguments == ("adult",) else known.card.child or adult


def has_guardian(known: Known, arguments: tuple[str, ...]) -> bool:
    """For a child, a guardian or provisional guardian is named who is not suspected."""
    named = "guardian" in known.milestones and not known.child.guardian_suspected
    return not known.card.child or named


def has_best_interests(kind: str) -> Rule:
    """For a child, the best interests were assessed (`bia`), with a number not longer ago than so
    many days, or determined (`bid`), and the last determination named a durable solution; with
    `return`, one by which the child goes back."""

    def rule(known: Known, arguments: tuple[str, ...]) -> bool:
        if not known.card.child:
            return True
        if kind == "bia":
            return _lately(known, kind, arguments)
        if kind not in known.milestones:
            return False
        return known.child.may_go_back if arguments == ("return",) else known.child.settled

    return rule


def recorded(kind: str) -> Rule:
    """A milestone of this kind stands on record; with a number, not older than so many days."""
    return lambda known, arguments: _lately(known, kind, arguments)


def _lately(known: Known, kind: str, arguments: tuple[str, ...]) -> bool:
    on = known.milestones.get(kind)
    if on is None or not arguments:
        return on is not None
    return known.today - on <= timedelta(days=int(arguments[0]))


def has_plan(known: Known, arguments: tuple[str, ...]) -> bool:
    """The needs were looked at and the plan agreed with the person, as the plan itself tells
    (`reintegration`: the reintegration plan was signed, as recorded by hand)."""
    if arguments == ("reintegration",):
        return "reintegration_plan" in known.milestones
    return Told.PLAN_AGREED in known.told


def has_other_person(known: Known, arguments: tuple[str, ...]) -> bool:
    """Who decides is not who proposed."""
    return known.proposed_by is not None and known.proposed_by != known.actor_id


def is_undecided(known: Known, arguments: tuple[str, ...]) -> bool:
    """A focal point has something to decide: closing was proposed, or the person agrees to a case
    no more, and whoever has it cannot propose that while a danger is open."""
    return known.proposed_by is not None or consent.without_case(known.ledger)


def is_clear(known: Known, arguments: tuple[str, ...]) -> bool:
    """Nothing stands against closing."""
    return not blocks(known)


def blocks(known: Known) -> list[str]:
    """What stands against closing: a danger that nobody has ended (unless the person died), a child
    for whom no durable solution was determined (unless there is none to find), or what other parts
    tell."""
    unsettled = not has_best_interests("bid")(known, ())
    own = {
        open_risk(known): known.reason_code != DECEASED,
        "child_unsettled": unsettled and known.reason_code not in WITHOUT_SOLUTION,
    }
    found = sorted(word.value for word in CLOSURE_BLOCKS if word in known.told)
    return [*(word for word, stands in own.items() if word and stands), *found]


def open_risk(known: Known) -> str:
    """Which danger is open, or nothing. The last assessment found it high, and stands until another
    is made, be it over or not; or the case is P1 or P2, and only somebody who lowers its priority
    ends that: first an assessment is needed that is in force (`risk_unassessed`: there is none, or
    it is over), then the lowering (`risk_urgent`). A case of P3 or P4 needs no assessment to
    close."""
    if known.risk_high:
        return "risk_high"
    if not is_urgent(known.priority):
        return ""
    return "risk_urgent" if has_valid_risk(known, ()) else "risk_unassessed"


def told(*words: Told) -> Rule:
    """Another part of Sanad says so."""
    return lambda known, arguments: bool(known.told & set(words))


RULES: dict[str, Rule] = {
    "G-SAFE": recorded("safety_plan"),
    "G-AGE": is_of_age,
    "G-INTERP": lambda known, arguments: known.card.language_settled,
    "G-CONSENT": has_consent,
    "G-RISK": has_valid_risk,
    "G-GUARD": has_guardian,
    "G-AUTHORITY": recorded("authority"),
    "G-BIA": has_best_interests("bia"),
    "G-BID": has_best_interests("bid"),
    "G-DUTY": lambda known, arguments: known.duty_settled,
    "G-PLAN": has_plan,
    "G-4EYES": has_other_person,
    "G-PROPOSED": lambda known, arguments: known.proposed_by is not None,
    "G-UNDECIDED": is_undecided,
    "G-CLEAR": is_clear,
    "G-TAKEN": told(Told.REFERRAL_ACCEPTED),
    "G-UNTAKEN": told(Told.REFERRALS_ENDED),
    "G-ARRIVED": told(Told.RETURN_ARRIVED),
    "G-UNBARRED": lambda known, arguments: Told.RETURN_BARRED not in known.told,
}

NEEDS: dict[str, tuple[Part, ...]] = {
    "G-SAFE": (Part.MILESTONES,),
    "G-AGE": (Part.CHILD,),
    "G-CONSENT": (Part.LEDGER,),
    "G-RISK": (Part.RISK,),
    "G-GUARD": (Part.MILESTONES, Part.CHILD),
    "G-AUTHORITY": (Part.MILESTONES,),
    "G-BIA": (Part.MILESTONES,),
    "G-BID": (Part.MILESTONES, Part.CHILD),
    "G-DUTY": (Part.DUTY,),
    "G-PLAN": (Part.MILESTONES, Part.TOLD),
    "G-UNDECIDED": (Part.LEDGER,),
    "G-CLEAR": (Part.RISK, Part.MILESTONES, Part.TOLD, Part.CHILD),
    "G-TAKEN": (Part.TOLD,),
    "G-UNTAKEN": (Part.TOLD,),
    "G-ARRIVED": (Part.TOLD,),
    "G-UNBARRED": (Part.TOLD,),
}
"""The parts each rule reads; a rule that is not here reads the card and the case alone."""
