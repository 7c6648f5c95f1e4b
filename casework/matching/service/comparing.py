"""Where words are not enough: an assigned caseworker of either case compares the two names."""

from collections.abc import Iterable

from casework.audit import record
from casework.audit.catalogue import ComparisonAnswered, ComparisonAsked
from casework.cases import queries as cases
from casework.cases.domain.identity import Identity
from casework.cases.following import Following
from casework.cases.service import end_reveal, identity_shown, lend_for_comparison
from casework.db import hold_as_shown
from casework.kernel import clock
from casework.kernel.refusals import GateClosed, NotPermitted, StepNotPossible
from casework.kernel.workflow import Span
from casework.matching import queries
from casework.matching.domain import BOTH_FILES, SETTLED, Answer, Compared, NobodyToAsk
from casework.matching.models import MatchReview
from casework.matching.service.pairs import renew_tasks
from casework.policy import Actor, Permission, decide
from casework.tasks.service import complete_tasks, open_task
from casework.workflow.service import due

COMPARE = "compare_files"
COMPARE_BY = Span(working_days=3)


def ask_comparison(review: MatchReview, whose: str, actor: Actor, expected_version: int) -> None:
    """Ask the caseworker of the newer or of the earlier case. Only they will see the two names."""
    _take(review, expected_version)
    resource = review.resource_in(queries.region_of(review, actor))
    if not decide(actor, Permission.MATCH_REVIEW, resource).allowed:
        raise NotPermitted()
    if review.case_id is None:
        raise GateClosed(gate=BOTH_FILES, action="compare")
    if review.state in SETTLED:
        raise StepNotPossible()
    case = cases.case_by_id(review.case_id if whose == "newer" else review.earlier_case_id)
    if case.assignee_id is None:
        raise NobodyToAsk()
    review.comparing_id, review.compared_at, review.compared = case.id, None, None
    review.version += 1
    open_task(
        "match",
        review.id,
        COMPARE,
        due_at=due(COMPARE_BY),
        assignee_id=case.assignee_id,
        organisation_id=case.organisation_id,
        region=case.region,
    )
    record(ComparisonAsked(case_id=case.id, match_id=review.id), actor)


def show_both(asked: queries.Comparison, actor: Actor) -> None:
    """Both identities for five minutes, to who was asked; written into the streams of both."""
    _permit(asked, actor)
    for case in _both(asked.review):
        lend_for_comparison(case, actor)


def shown(asked: queries.Comparison, actor: Actor) -> list[Identity] | None:
    """The two identities, that of the own case first, while they are shown."""
    own, other = sorted(_both(asked.review), key=lambda case: case.id != asked.case.id)
    first, second = identity_shown(own, actor), identity_shown(other, actor)
    lent = bool(asked.review.case_id) and second is not None
    return [first, second] if lent and first is not None and second is not None else None


def answer_comparison(
    asked: queries.Comparison, answer: str, words: str, actor: Actor, expected_version: int
) -> None:
    """Same, not the same, or cannot say. The focal point decides; the names are hidden again."""
    _permit(asked, actor)
    review = asked.review
    _take(review, expected_version)
    if review.compared_at is not None:
        raise StepNotPossible()
    review.compared = Compared(Answer(answer).value, words)
    review.compared_at = clock.now()
    review.version += 1
    for case in _both(review):
        end_reveal(case, actor)
    complete_tasks("match", review.id, COMPARE)
    record(ComparisonAnswered(case_id=asked.case.id, match_id=review.id), actor)
    renew_tasks(review)


def _both(review: MatchReview) -> list[cases.Case]:
    ids = (review.case_id, review.earlier_case_id)
    return [cases.case_by_id(id) for id in ids if id is not None]


def _permit(asked: queries.Comparison, actor: Actor) -> None:
    if not decide(actor, Permission.MATCH_COMPARE, asked.resource()).allowed:
        raise NotPermitted()


def _take(review: MatchReview, expected_version: int) -> None:
    hold_as_shown(review, expected_version)


def tasks_of_worker(case: cases.Case) -> Iterable[Following]:
    """Whoever has the case compares the names it was asked to compare."""
    for review in queries.of_case(case.id, either_side=True):
        if review.comparing_id == case.id:
            yield Following("match", review.id, (COMPARE,))
