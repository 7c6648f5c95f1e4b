"""Reads of searches and pairs, always through the scope of who asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from casework.audit import record_read
from casework.audit.catalogue import MatchReviewed
from casework.cases import queries as cases
from casework.db import db
from casework.encryption.matching.spellings import Spelling
from casework.kernel.ids import normalise_code
from casework.matching.domain import SAME_PERSON, SETTLED, Alike, Compared, FoundCase, State
from casework.matching.models import MatchReview, MatchSearch
from casework.policy import Actor, Resource, Role

AT_ONCE = 50


@dataclass(frozen=True)
class Seen:
    """A pair as one focal point sees it: in the first of its regions that is theirs."""

    review: MatchReview
    region: str

    def resource(self) -> Resource:
        """For the policy."""
        return self.review.resource_in(self.region)


@dataclass(frozen=True)
class Comparison:
    """A pair that the caseworker of one of its cases was asked to compare."""

    review: MatchReview
    case: cases.Case

    def resource(self) -> Resource:
        """The case decides who may."""
        return self.case.resource()


@dataclass(frozen=True)
class Standing:
    """What a caseworker is told: own cases of the same person, by code, and one word on others:
    none, possible, waiting, same. Never how many, whose or how alike."""

    own: tuple[str, ...] = ()
    word: str = "none"


def _in_scope(actor: Actor) -> ColumnElement[bool]:
    if actor.role is not Role.FOCAL_POINT:
        return MatchReview.id.is_(None)
    if actor.national:
        return MatchReview.id.is_not(None)
    return or_(MatchReview.region.in_(actor.regions), MatchReview.earlier_region.in_(actor.regions))


def reviews(actor: Actor, *, settled: bool = False, limit: int = AT_ONCE) -> Sequence[MatchReview]:
    """The pairs of the actor's regions: those to judge, what was asked first; or those settled, the
    newest first."""
    which = MatchReview.state.in_(SETTLED) if settled else MatchReview.state.not_in(SETTLED)
    wanted = select(MatchReview).where(_in_scope(actor), which)
    order = MatchReview.made_at.desc() if settled else MatchReview.made_at
    asked = MatchReview.asked_at.is_(None)
    return db.session.scalars(wanted.order_by(asked, order, MatchReview.id).limit(limit)).all()


def how_many(actor: Actor) -> int:
    """How many pairs wait in the actor's regions."""
    wanted = select(func.count()).select_from(MatchReview)
    found = db.session.scalar(wanted.where(_in_scope(actor), MatchReview.state.not_in(SETTLED)))
    return found or 0


def scope(actor: Actor, ids: set[UUID]) -> dict[UUID, MatchReview]:
    """Those pairs that this focal point may judge, or this caseworker was asked to compare."""
    wanted = select(MatchReview).where(MatchReview.id.in_(ids))
    if actor.role is Role.FOCAL_POINT:
        wanted = wanted.where(_in_scope(actor))
    found = {row.id: row for row in db.session.scalars(wanted)}
    if actor.role is Role.FOCAL_POINT:
        return found
    mine = cases.case_scope(actor, {row.comparing_id for row in found.values() if row.comparing_id})
    return {id: row for id, row in found.items() if row.comparing_id in mine}


def review_by_reference(actor: Actor, ref: str, **_more: Any) -> Seen | None:
    """A pair by its reference, if it lies in one of the actor's regions."""
    if (wanted := normalise_code(ref)) is None:
        return None
    found = db.session.scalar(
        select(MatchReview).where(MatchReview.reference == wanted, _in_scope(actor))
    )
    if found is None:
        return None
    return Seen(found, region_of(found, actor))


def region_of(review: MatchReview, actor: Actor) -> str:
    """The first region of the pair that is the actor's."""
    held = (one for one in review.regions if actor.national or one in actor.regions)
    return next(held, review.region)


def comparison_for(actor: Actor, ref: str) -> Comparison | None:
    """The pair that a caseworker of one of its cases is asked to compare, while it is asked."""
    if (wanted := normalise_code(ref)) is None:
        return None
    asked = select(MatchReview).where(
        MatchReview.reference == wanted,
        MatchReview.comparing_id.is_not(None),
        MatchReview.compared_at.is_(None),
        MatchReview.state.not_in(SETTLED),
    )
    found = db.session.scalar(asked)
    if found is None or found.comparing_id is None:
        return None
    if not cases.case_scope(actor, [found.comparing_id]):
        return None
    return Comparison(found, cases.case_by_id(found.comparing_id))


def search_by_id(actor: Actor, search: UUID) -> MatchSearch | None:
    """A search, for its author."""
    wanted = select(MatchSearch).where(MatchSearch.id == search)
    return db.session.scalar(wanted.where(MatchSearch.user_id == actor.user_id))


def searches_since(user_id: UUID, since: datetime) -> int:
    """How often somebody searched since a moment."""
    wanted = select(func.count()).select_from(MatchSearch)
    return (
        db.session.scalar(wanted.where(MatchSearch.user_id == user_id, MatchSearch.at > since)) or 0
    )


def found_by(search: MatchSearch) -> tuple[FoundCase, ...]:
    """What a search found."""
    return search.found.reveal().cases if search.found else ()


def pair(case_id: UUID, other_id: UUID) -> MatchReview | None:
    """The review of two cases, whichever is the earlier."""
    either = or_(
        (MatchReview.case_id == case_id) & (MatchReview.earlier_case_id == other_id),
        (MatchReview.case_id == other_id) & (MatchReview.earlier_case_id == case_id),
    )
    return db.session.scalar(select(MatchReview).where(either))


def asked_before_opening(actor: Actor, earlier_id: UUID) -> MatchReview | None:
    """What this person asked about an earlier case while theirs was not open yet."""
    wanted = select(MatchReview).where(
        MatchReview.case_id.is_(None),
        MatchReview.earlier_case_id == earlier_id,
        MatchReview.made_by_id == actor.user_id,
    )
    return db.session.scalar(wanted.order_by(MatchReview.made_at.desc()).limit(1))


def of_case(case_id: UUID, *, either_side: bool = False) -> Sequence[MatchReview]:
    """The pairs in which a case is the newer one; or every pair it belongs to."""
    side = MatchReview.case_id == case_id
    if either_side:
        side = or_(side, MatchReview.earlier_case_id == case_id)
    return db.session.scalars(select(MatchReview).where(side).order_by(MatchReview.made_at)).all()


def standing_of_case(case: cases.Case, actor: Actor) -> Standing:
    """What somebody who works the case is told of earlier records."""
    live = [row for row in of_case(case.id) if row.state not in (State.SEPARATED, State.LAPSED)]
    mine = cases.case_scope(actor, [row.earlier_case_id for row in live])
    others = [row for row in live if row.earlier_case_id not in mine]
    return Standing(tuple(sorted(mine.values())), _word(others))


def standing_of_search(search: MatchSearch, actor: Actor) -> Standing:
    """What the author of a search is told."""
    ids = [UUID(one.case_id) for one in found_by(search)]
    mine = cases.case_scope(actor, ids)
    others = [one for one in ids if one not in mine]
    if search.asked_at is None:
        return Standing(tuple(sorted(mine.values())), "possible" if others else "none")
    wanted = select(MatchReview).where(
        MatchReview.made_by_id == actor.user_id, MatchReview.earlier_case_id.in_(others)
    )
    asked = [
        row
        for row in db.session.scalars(wanted)
        if row.state not in (State.SEPARATED, State.LAPSED)
    ]
    return Standing(tuple(sorted(mine.values())), _word(asked))


def _word(others: Sequence[MatchReview]) -> str:
    if any(row.state in SAME_PERSON for row in others):
        return "same"
    if any(row.asked_at is None for row in others):
        return "possible"
    return "waiting" if others else "none"


def spellings(*, withdrawn: bool = False) -> Sequence[Spelling]:
    """The spellings that staff added, in order of letters; or those taken back, the last first."""
    if withdrawn:
        gone = select(Spelling).where(Spelling.withdrawn_at.is_not(None))
        return db.session.scalars(gone.order_by(Spelling.withdrawn_at.desc()).limit(AT_ONCE)).all()
    current = select(Spelling).where(Spelling.withdrawn_at.is_(None))
    return db.session.scalars(current.order_by(Spelling.spelling)).all()


def spelling_by_id(actor: Actor, spelling: UUID) -> Spelling | None:
    """A spelling that counts."""
    wanted = select(Spelling).where(Spelling.id == spelling, Spelling.withdrawn_at.is_(None))
    return db.session.scalar(wanted)


def being_recomputed() -> bool:
    """Whether tokens of earlier records do not agree with the list yet."""
    waiting = select(Spelling.id).where(Spelling.applied_at.is_(None)).limit(1)
    return db.session.scalar(waiting) is not None


def alike_of(review: MatchReview, actor: Actor) -> Alike:
    """In what the two agree; the sight is written into the streams of both cases."""
    for case_id in filter(None, (review.case_id, review.earlier_case_id)):
        record_read(MatchReviewed(case_id=case_id, match_id=review.id), actor)
    return review.alike.reveal()  # type: ignore[union-attr]


def compared_of(review: MatchReview) -> Compared | None:
    """What the caseworker answered who compared."""
    return review.compared.reveal() if review.compared else None
