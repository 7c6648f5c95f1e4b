"""The quarterly access review: who still needs which rights (ISO/IEC 27002:2022, 5.18).

Whoever is responsible for an organisation says of each account whether it is still needed; an
administrator closes the review, and what was not kept ends then. Where nobody is responsible, the
administrator answers too, and is told so. One that is late is told of again and again.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from casework.accounts.domain.refusals import OwnLine, ReviewClosed, ReviewUnfinished
from casework.accounts.models import AccessReview, AccessReviewLine, Organisation, User
from casework.accounts.queries.people import USABLE, administrators, data_protection_officers
from casework.accounts.service.people import disable_user
from casework.audit import record
from casework.audit.catalogue import AccessReviewed
from casework.db import db
from casework.jobs.models import OutboxMessage
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.kernel.clock import MOROCCO
from casework.kernel.refusals import NotFound
from casework.policy import Actor

WITHIN = timedelta(days=21)
TOLD_EVERY = timedelta(days=7)
OPENED, LATE = "access_review", "access_review_late"


def quarter_of(day: date) -> str:
    """The quarter of a day, such as `2026Q4`."""
    return f"{day.year}Q{(day.month + 2) // 3}"


def open_reviews() -> int:
    """A review for every organisation that has accounts and none this quarter yet; says how many.
    Run by a job every day: the first of a quarter opens them all, a new organisation follows."""
    at = clock.now()
    quarter = quarter_of(at.astimezone(MOROCCO).date())
    done = select(AccessReview.organisation_id).where(AccessReview.quarter == quarter)
    houses = db.session.scalars(
        select(Organisation.id).where(Organisation.active, Organisation.id.not_in(done))
    )
    return sum(_open(house, quarter, at) for house in list(houses))


def tell_of_late_reviews() -> int:
    """Past its day, and every week until it is closed, a review is told to those who are
    responsible, to administrators, and to the officers for data protection, who watch over rights;
    says how many were told of. Run by a job every day."""
    at = clock.now()
    told = select(OutboxMessage.subject_id).where(
        OutboxMessage.topic == LATE, OutboxMessage.created_at > at - TOLD_EVERY
    )
    late = select(AccessReview).where(
        AccessReview.closed_at.is_(None), AccessReview.due_at < at, AccessReview.id.not_in(told)
    )
    found = db.session.scalars(late).all()
    watching = {one.id for one in (*administrators(), *data_protection_officers())}
    for review in found:
        for user_id in sorted(watching | _responsible_for(review)):
            post(LATE, review.id, user_id=user_id)
    return len(found)


def answer_line(review: AccessReview, line_id: UUID, kept: bool, actor: Actor) -> None:
    """Say of one account whether it is still needed. Nobody answers for their own."""
    _still_open(review)
    line = db.session.get(AccessReviewLine, line_id)
    if line is None or line.review_id != review.id:
        raise NotFound()
    if line.user_id == actor.user_id:
        raise OwnLine()
    line.kept, line.decided_by_id, line.decided_at = kept, actor.user_id, clock.now()
    answer = "kept" if kept else "withdrawn"
    record(AccessReviewed(user_id=line.user_id, answer=answer), actor)  # type: ignore[arg-type]


def close_review(review: AccessReview, actor: Actor) -> int:
    """Every account was answered for: those that are needed no more are closed; says how many. The
    administrator's own account is left out where nobody else is there to answer for it."""
    _still_open(review)
    open_lines = [
        line
        for line in review.lines
        if line.kept is None and line.user_id != actor.user_id and line.user.active
    ]
    if open_lines:
        raise ReviewUnfinished(count=len(open_lines))
    review.closed_at, review.closed_by_id = clock.now(), actor.user_id
    leaving = [line for line in review.lines if line.kept is False]
    for line in leaving:
        disable_user(db.session.get_one(User, line.user_id), actor)
    return len(leaving)


def _open(house: UUID, quarter: str, at: datetime) -> bool:
    people = list(
        db.session.scalars(
            select(User).where(User.organisation_id == house, User.disabled_at.is_(None))
        )
    )
    if not people:
        return False
    review = AccessReview(organisation_id=house, quarter=quarter, opened_at=at, due_at=at + WITHIN)
    review.lines = [AccessReviewLine(user_id=one.id) for one in people]
    db.session.add(review)
    db.session.flush()
    answering = _responsible_for(review) or {one.id for one in administrators()}
    for user_id in sorted(answering):
        post(OPENED, review.id, user_id=user_id)
    return True


def _responsible_for(review: AccessReview) -> set[UUID]:
    """Who answers for an organisation; nobody, where administrators do."""
    here = User.organisation_id == review.organisation_id, User.responsible.is_(True)
    return set(db.session.scalars(select(User.id).where(*here, *USABLE)))


def _still_open(review: AccessReview) -> None:
    held = select(AccessReview.closed_at).where(AccessReview.id == review.id)
    if db.session.scalar(held.with_for_update()) is not None:
        raise ReviewClosed()
