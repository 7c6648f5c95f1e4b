"""What is recorded of a child, and the deadlines that protect one."""

from dataclasses import replace

from casework.cases.domain.card import AGE_BANDS, CHILD_BANDS, CaseCard
from casework.cases.domain.children import (
    AGE_RESULTS,
    ASSESS_INTERESTS,
    AUTHORITIES,
    FAMILY_RESULTS,
    GUARDIAN_KINDS,
    NAME_GUARDIAN,
    SOLUTIONS,
    WISHES,
    AgeAssessed,
    AgeInDoubt,
    AssessedBefore,
    AuthorityDecided,
    FamilyAssessed,
    Guardian,
    InterestsAssessed,
    InterestsDetermined,
    NotAChild,
    ReceptionConfirmed,
    Tracing,
)
from casework.cases.domain.consent import ASKED_ANEW_WITHIN, ENDING_SOON, Purpose, renew_task
from casework.cases.domain.pathway import MAKE_PLAN
from casework.cases.domain.records import Milestone, not_ahead
from casework.cases.models import Case
from casework.cases.queries import (
    agreed_for_more,
    card_of,
    ledger,
    milestones_of,
    newest_of,
    to_ask_anew,
    today,
)
from casework.cases.records import CaseRecord
from casework.cases.service.consulate import leave_consulate
from casework.cases.service.keeping import (
    ask_for,
    ask_sooner,
    count_anew,
    keep,
    met,
    open_kinds,
    tell,
)
from casework.cases.service.milestones import note_milestone
from casework.cases.service.writing import moved_on, note_change, of_list, take
from casework.db import hold
from casework.kernel.refusals import Conflict
from casework.kernel.workflow import Deadline
from casework.policy import Actor, Permission

ADULT_AGES = tuple(band for band in AGE_BANDS if band not in CHILD_BANDS)


class FamilyNotAgreed(Conflict):
    """The family is contacted when that was agreed to (P5), by the child and the guardian."""


def record_guardian(
    case: Case, guardian: Guardian, actor: Actor, *, expected_version: int | None = None
) -> CaseRecord:
    """Name who speaks for the child. One who is suspected is kept on record and opens nothing: a
    provisional guardian is due again within a day, and an authority decides meanwhile."""
    _take_child(case, actor, expected_version)
    of_list(guardian.kind, GUARDIAN_KINDS, "kind")
    not_ahead(guardian.on, today())
    row = keep(case, guardian, actor)
    met(case, NAME_GUARDIAN.task)
    if guardian.suspected:
        ask_for(case, NAME_GUARDIAN)
    else:
        note_milestone(
            case, "guardian", Milestone(guardian.on, guardian.authority, guardian.reference), actor
        )
    ask_those_who_may(case)
    return row


def record_authority_decided(
    case: Case, decided: AuthorityDecided, actor: Actor, *, expected_version: int | None = None
) -> CaseRecord:
    """Record what a prosecutor or a judge decided to protect the child, with its day and
    reference. A focal point refers the child on it."""
    _take_child(case, actor, expected_version)
    of_list(decided.authority, AUTHORITIES, "authority")
    not_ahead(decided.on, today())
    row = keep(case, decided, actor)
    note_milestone(case, "authority", Milestone(decided.on, "", decided.reference), actor)
    return row


def record_interests_assessed(
    case: Case, found: InterestsAssessed, actor: Actor, *, expected_version: int | None = None
) -> CaseRecord:
    """Record a best-interests assessment; the first one meets its deadline."""
    _take_child(case, actor, expected_version)
    not_ahead(found.on, today())
    row = keep(case, found, actor)
    met(case, ASSESS_INTERESTS.task)
    note_milestone(case, "bia", Milestone(found.on, found.by_whom), actor)
    return row


def record_interests_determined(
    case: Case, found: InterestsDetermined, actor: Actor, *, expected_version: int | None = None
) -> CaseRecord:
    """Record what the panel determined, after an assessment."""
    _take_child(case, actor, expected_version)
    of_list(found.solution, SOLUTIONS, "solution")
    not_ahead(found.on, today())
    if "bia" not in milestones_of(case.id):
        raise AssessedBefore()
    row = keep(case, found, actor)
    note_milestone(case, "bid", Milestone(found.on, "", found.reference), actor)
    return row


def record_age_assessed(
    case: Case, found: AgeAssessed, actor: Actor, *, expected_version: int | None = None
) -> CaseRecord:
    """Record an age assessment. Only `adult` ends the doubt; without a result the person stays a
    child."""
    _take_child(case, actor, expected_version)
    of_list(found.result, AGE_RESULTS, "result")
    not_ahead(found.on, today())
    row = keep(case, found, actor)
    card = card_of(case)
    if found.result == "adult":
        band = card.age_band if card.age_band in ADULT_AGES else "unknown"
        put_card(case, replace(card, age_band=band, age_doubt=False), actor)
    elif found.result == "minor":
        band = card.age_band if card.age_band in CHILD_BANDS else "9-17"
        put_card(case, replace(card, age_band=band, age_doubt=False), actor)
    return row


def record_family_step(
    case: Case,
    found: Tracing | FamilyAssessed | ReceptionConfirmed,
    actor: Actor,
    *,
    expected_version: int | None = None,
) -> CaseRecord:
    """Record a search for the family, what was found of it, or who will receive the child. The
    family is searched for when the child and the guardian agreed that it be contacted."""
    _take_child(case, actor, expected_version)
    not_ahead(found.on, today())
    if isinstance(found, Tracing):
        of_list(found.wish, WISHES, "wish")
        if agreed_for_more(case, Purpose.FAMILY) is None:
            raise FamilyNotAgreed()
    if isinstance(found, FamilyAssessed):
        of_list(found.result, FAMILY_RESULTS, "result")
    return keep(case, found, actor)


def check_age(before: CaseCard, after: CaseCard, case: Case) -> None:
    """Refuse a card on which somebody ceases to be a child without an age assessment that says so.
    A document with a birth date is recorded with the identity, and ends the doubt there."""
    if not before.child or after.child:
        return
    assessed = newest_of(case.id, "age").get("age")
    if assessed is None or assessed.result != "adult":
        raise AgeInDoubt()


def put_card(case: Case, card: CaseCard, actor: Actor) -> None:
    """Change the card of a held case; deadlines and statistics follow."""
    case.card = card
    note_change(case, "card", case.card_blob, actor)
    follow_age(case)
    if card.asylum == "yes":
        leave_consulate(case, actor)
    tell(case, "card")


def learn_asylum(case: Case, actor: Actor) -> None:
    """Write onto the card that the person seeks or has asylum, wherever it was said."""
    hold(case)
    card = card_of(case)
    if card.asylum != "yes":
        put_card(case, replace(card, asylum="yes"), actor)
        moved_on(case)


def follow_age(case: Case) -> None:
    """Ask for what protects a child as soon as the case is known to be about one; no longer when
    the person turns out to be an adult. A plan is due sooner for a child."""
    count_anew(case, MAKE_PLAN)
    ask_those_who_may(case)
    if not card_of(case).child:
        met(case, NAME_GUARDIAN.task, ASSESS_INTERESTS.task)
        return
    done = milestones_of(case.id)
    if "guardian" not in done:
        ask_for(case, NAME_GUARDIAN)
    if "bia" not in done:
        ask_for(case, ASSESS_INTERESTS)


def ask_those_who_may(case: Case) -> None:
    """Ask anew for each yes on which nothing new may rest; no longer for those that do carry it
    again, unless they end soon."""
    anew = {line.said.key for line in to_ask_anew(case)}
    for question in anew:
        ask_sooner(case, Deadline(renew_task(question), ASKED_ANEW_WITHIN))
    soon = today() + ENDING_SOON
    newest = {line.said.key: line for line in ledger(case.id)}
    late = {key for key, line in newest.items() if (line.valid_until or soon) > soon}
    carried = {renew_task(key) for key in late - anew} & open_kinds(case)
    if carried:
        met(case, *sorted(carried))


def _take_child(case: Case, actor: Actor, expected_version: int | None) -> None:
    take(case, actor, Permission.CASE_WORK, expected_version)
    if not card_of(case).child:
        raise NotAChild()
