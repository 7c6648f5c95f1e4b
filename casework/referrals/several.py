"""Several requests answered or closed at once: each by its own gates, each with its own outcome.

One refusal stops no other; what was refused is left as it was, and said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.kernel.refusals import NotFound, Refusal
from casework.policy import Actor, Permission, decide
from casework.referrals import queries, service
from casework.referrals.domain.refusals import NotChosen
from casework.referrals.models import Referral
from casework.web.errors import explanation

MOST = 25
RECEIVED = ("accept", "decline", "start", "deliver")


@dataclass(frozen=True)
class Chosen:
    """One request of the list, and the version that was seen."""

    reference: str
    version: int


@dataclass(frozen=True)
class Outcome:
    """What became of one; without a refusal it is done."""

    reference: str
    refusal: str = ""


Act = Callable[[Referral, int], None]


def answer_several(
    chosen: Sequence[Chosen], action: str, reason: str, actor: Actor
) -> list[Outcome]:
    """Take one step with each of these received requests."""

    def act(referral: Referral, version: int) -> None:
        if action == "accept":
            service.accept(referral, actor, version)
        elif action == "decline":
            service.decline(referral, reason, "", actor, version)
        else:
            service.advance(referral, action, actor, version)

    open_here = {}
    for one in chosen:
        found = queries.referral_for_recipient(actor, one.reference)
        if found is not None and _may(actor, found):
            open_here[one.reference] = found
    return _each(chosen, open_here, act)


def close_several(
    chosen: Sequence[Chosen], actor: Actor, case_of: Callable[[str], Any]
) -> list[Outcome]:
    """Finish each of these delivered requests; `case_of` gives the case of a reference, if the
    actor has it."""
    of_mine = {one.reference: case_of(one.reference) for one in chosen}

    def act(referral: Referral, version: int) -> None:
        case = of_mine[referral.reference]
        service.take_back(referral, case, "close", None, actor, version)

    found = {
        reference: referral
        for reference, case in of_mine.items()
        if case is not None
        and (referral := queries.referral_of_case(case.id, reference)) is not None
    }
    return _each(chosen, found, act)


def _each(chosen: Sequence[Chosen], found: Mapping[str, Referral], act: Act) -> list[Outcome]:
    if not chosen:
        raise NotChosen()
    return [_one(one, found.get(one.reference), act) for one in chosen[:MOST]]


def _one(one: Chosen, referral: Referral | None, act: Act) -> Outcome:
    try:
        if referral is None:
            raise NotFound()
        act(referral, one.version)
    except Refusal as refusal:
        return Outcome(one.reference, explanation(refusal))
    return Outcome(one.reference)


def _may(actor: Actor, referral: Referral) -> bool:
    return decide(actor, Permission.REFERRAL_ANSWER, referral.resource()).allowed
