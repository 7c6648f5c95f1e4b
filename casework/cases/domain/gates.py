"""The gates of the pathway: named rules that say pass, fail or override.

A rule sees only `Known`, what is on record at that moment. A rule whose record is missing answers
fail: nothing opens by silence. An override is granted for one reason only, the vital interest of
the person, for one step (`refer_urgent`), and only over consent and risk.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from casework.cases.domain import consent
from casework.cases.domain.card import CaseCard
from casework.cases.domain.records import LASTS
from casework.kernel.workflow import Transition, Verdict


class Told(StrEnum):
    """What other parts of Sanad tell of a case (see `casework.cases.circumstances`)."""

    REFERRAL_ACCEPTED = "referral_accepted"
    REFERRALS_ENDED = "referrals_ended"
    REFERRAL_PENDING = "referral_pending"
    STAY_OPEN = "stay_open"
    GRANT_UNPAID = "grant_unpaid"
    RETURN_BARRED = "return_barred"


CLOSURE_BLOCKS = frozenset({Told.REFERRAL_PENDING, Told.STAY_OPEN, Told.GRANT_UNPAID})
VITAL_INTEREST = "vital_interest"
OVERRIDABLE: Mapping[str, frozenset[str]] = {"refer_urgent": frozenset({"G-CONSENT", "G-RISK"})}


@dataclass(frozen=True)
class Known:
    """What is on record of one case when a step is asked for.

    `milestones` holds, by kind, the day each was last recorded for; `duty_settled` whether the duty
    to report was looked at; `proposed_by` who proposed closure.
    """

    at: datetime
    today: date
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


Rule = Callable[[Known, tuple[str, ...]], bool]


class Part(StrEnum):
    """A part of the file that has to be looked up before a gate can be asked."""

    LEDGER = "ledger"
    RISK = "risk"
    MILESTONES = "milestones"
    DUTY = "duty"
    TOLD = "told"


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
    may_override = name in OVERRIDABLE.get(arrow.action, frozenset())
    if may_override and known.reason_code == VITAL_INTEREST:
        return Verdict.OVERRIDE
    return Verdict.FAIL


def has_consent(known: Known, arguments: tuple[str, ...]) -> bool:
    """The person agrees to the purpose (and, for sharing, to this very recipient); with
    `refused`, their last word was a no."""
    purpose, *wanted = arguments
    if wanted == ["refused"]:
        return consent.refused(known.ledger, purpose)
    needs_recipient = purpose in consent.WITH_RECIPIENT
    if needs_recipient and known.recipient_id is None:
        return False
    recipient = known.recipient_id if needs_recipient else None
    return consent.in_force(known.ledger, purpose, recipient, known.today)


def has_valid_risk(known: Known, arguments: tuple[str, ...]) -> bool:
    """A risk assessment that is not over."""
    return known.risk_valid_until is not None and known.risk_valid_until > known.at


def is_of_age(known: Known, arguments: tuple[str, ...]) -> bool:
    """The age is known or presumed; with `child`, the person is or may be under 18."""
    if arguments == ("child",):
        return known.card.child
    return known.card.child or known.card.age_band != "unknown"


def has_guardian(known: Known, arguments: tuple[str, ...]) -> bool:
    """For a child, a guardian or provisional guardian is named."""
    return not known.card.child or "guardian" in known.milestones


def has_best_interests(kind: str) -> Rule:
    """For a child, the best interests were assessed (`bia`) or determined (`bid`)."""

    def rule(known: Known, arguments: tuple[str, ...]) -> bool:
        return not known.card.child or kind in known.milestones

    return rule


def recorded(kind: str) -> Rule:
    """A milestone of this kind stands on record and has not worn out."""

    def rule(known: Known, arguments: tuple[str, ...]) -> bool:
        day = known.milestones.get(kind)
        lasts = LASTS.get(kind)
        return day is not None and (lasts is None or known.today - day <= lasts)

    return rule


def has_plan(known: Known, arguments: tuple[str, ...]) -> bool:
    """The plan was agreed with the person (`reintegration`: the reintegration plan signed)."""
    kind = "reintegration_plan" if arguments == ("reintegration",) else "plan"
    return kind in known.milestones


def has_other_person(known: Known, arguments: tuple[str, ...]) -> bool:
    """Who decides is not who proposed."""
    return known.proposed_by is not None and known.proposed_by != known.actor_id


def is_clear(known: Known, arguments: tuple[str, ...]) -> bool:
    """Nothing stands against closing."""
    return not blocks(known)


def blocks(known: Known) -> list[str]:
    """What stands against closing: a high risk, or what other parts tell."""
    found = sorted(word.value for word in CLOSURE_BLOCKS if word in known.told)
    return ["risk_high", *found] if known.risk_high else found


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
    "G-BIA": has_best_interests("bia"),
    "G-BID": has_best_interests("bid"),
    "G-DUTY": lambda known, arguments: known.duty_settled,
    "G-FIT": recorded("fitness"),
    "G-VOL": recorded("voluntariness"),
    "G-PLAN": has_plan,
    "G-4EYES": has_other_person,
    "G-PROPOSED": lambda known, arguments: known.proposed_by is not None,
    "G-CLEAR": is_clear,
    "G-TAKEN": told(Told.REFERRAL_ACCEPTED),
    "G-UNTAKEN": told(Told.REFERRALS_ENDED),
    "G-UNBARRED": lambda known, arguments: Told.RETURN_BARRED not in known.told,
}

NEEDS: dict[str, tuple[Part, ...]] = {
    "G-SAFE": (Part.MILESTONES,),
    "G-CONSENT": (Part.LEDGER,),
    "G-RISK": (Part.RISK,),
    "G-GUARD": (Part.MILESTONES,),
    "G-BIA": (Part.MILESTONES,),
    "G-BID": (Part.MILESTONES,),
    "G-DUTY": (Part.DUTY,),
    "G-FIT": (Part.MILESTONES,),
    "G-VOL": (Part.MILESTONES,),
    "G-PLAN": (Part.MILESTONES,),
    "G-CLEAR": (Part.RISK, Part.TOLD),
    "G-TAKEN": (Part.TOLD,),
    "G-UNTAKEN": (Part.TOLD,),
    "G-UNBARRED": (Part.TOLD,),
}
"""The parts each rule reads; a rule that is not here reads the card and the case alone."""
