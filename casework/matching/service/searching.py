"""Looking for the same person across organisations. What is typed is compared and forgotten."""

from dataclasses import asdict
from datetime import timedelta
from hashlib import sha256

from casework.audit import record
from casework.audit.catalogue import PersonSearched
from casework.cases import queries as cases
from casework.db import db, take_turns
from casework.encryption import create_data_key
from casework.encryption.matching import (
    REVIEW,
    STRONG,
    Particulars,
    agreement,
    candidates,
    likeness,
    search_tokens,
)
from casework.encryption.matching.spellings import keep_up
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.kernel.refusals import NotPermitted
from casework.matching import queries
from casework.matching.domain import (
    AT_IDENTITY,
    MOST_KEPT,
    SEARCH_REASONS,
    SEARCHES_AN_HOUR,
    Alike,
    Found,
    FoundCase,
    TooLittleToSearch,
    TooManySearches,
)
from casework.matching.models import MatchSearch
from casework.policy import Actor, Permission, decide

SEARCHES_TURN = 448_002


def search(person: Particulars, reason: str, actor: Actor) -> MatchSearch:
    """Look for somebody before a case is opened. Refused without enough to go by, without a reason
    of the list, and from the thirty-first search of an hour on."""
    if not decide(actor, Permission.MATCH_SEARCH).allowed or reason not in SEARCH_REASONS:
        raise NotPermitted()
    keep_up(db.session)
    if not (all(person.codes) or person.phone_digits or person.document_number):
        raise TooLittleToSearch()
    return look_for(person, reason, min(actor.regions, default=""), actor, None)


def look_for(
    person: Particulars, reason: str, region: str, actor: Actor, case: cases.Case | None
) -> MatchSearch:
    """One search: counted, written down with its reason, at most 200 candidates opened. Searches of
    one account are counted one after another."""
    take_turns(SEARCHES_TURN, actor.user_id)
    at = clock.now()
    if queries.searches_since(actor.user_id, at - timedelta(hours=1)) >= SEARCHES_AN_HOUR:
        raise TooManySearches()
    made = MatchSearch(
        id=new_id(),
        user_id=actor.user_id,
        region=region,
        at=at,
        reason=reason,
        case_id=case.id if case else None,
    )
    create_data_key("search", made.id)
    made.found = Found(_found(person, case))
    db.session.add(made)
    db.session.flush()
    record(PersonSearched(reason=reason, case_id=made.case_id), actor)
    return made


def look_for_person_of(case: cases.Case, person: Particulars, actor: Actor) -> MatchSearch:
    """The search that goes with recording an identity."""
    return look_for(person, AT_IDENTITY, case.region, actor, case)


def _found(person: Particulars, case: cases.Case | None) -> tuple[FoundCase, ...]:
    ids = candidates(db.session, search_tokens(person))
    scored = sorted(
        (
            (likeness(person, other.particulars), str(other.case_id), other)
            for other in cases.comparable(ids)
            if case is None or other.case_id != case.id
        ),
        key=lambda one: (-one[0], one[1]),
    )
    return tuple(
        FoundCase(id, other.region, _alike(person, other.particulars, score))
        for score, id, other in scored[:MOST_KEPT]
        if score >= REVIEW
    )


def _alike(person: Particulars, other: Particulars, score: float) -> Alike:
    parts = asdict(agreement(person, other))
    return Alike(**parts, strong=score >= STRONG, compared=_digest(person, other))


def _digest(one: Particulars, other: Particulars) -> str:
    """The same for the same two descriptions, in either order."""
    return sha256("\0\0".join(sorted((_said(one), _said(other)))).encode()).hexdigest()


def _said(person: Particulars) -> str:
    birth = person.birth
    said = (
        *person.names[0], "", *person.names[1], "", birth.year, birth.month, birth.day,
        person.sex, person.nationality, person.phone_digits, person.document_number,
    )  # fmt: skip
    return "\0".join(str(part) for part in said)
