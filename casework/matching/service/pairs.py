"""Pairs that may be one person's: noted when an identity is recorded, asked about, judged."""

from collections.abc import Iterable
from uuid import UUID

from casework.audit import record
from casework.audit.catalogue import EarlierRecordAsked, MatchStepTaken
from casework.cases import queries as cases
from casework.cases.service import merge_into, take_apart
from casework.db import db, free_code, hold
from casework.encryption.matching import Particulars
from casework.kernel import clock
from casework.kernel.ids import new_id, reference
from casework.kernel.refusals import NotPermitted
from casework.kernel.workflow import Span, Transition, Verdict
from casework.matching import queries
from casework.matching.domain import (
    BOTH_FILES,
    FOUR_EYES,
    SETTLED,
    TABLE,
    TO_CONFIRM,
    FoundCase,
    NothingToAsk,
    State,
    four_eyes,
)
from casework.matching.models import MatchReview, MatchSearch
from casework.matching.service.searching import look_for_person_of
from casework.policy import Actor, Permission, decide
from casework.tasks.service import complete_tasks, open_task
from casework.workflow.service import Step, Track, due, note_start, register_track, take_step

TURNS = ("judge_match_0", "judge_match_1", "confirm_match_0", "confirm_match_1")
JUDGE_BY, CONFIRM_BY = Span(working_days=3), Span(working_days=2)


def _event(review: MatchReview, arrow: Transition) -> MatchStepTaken:
    return _step_event(review, arrow, review.earlier_case_id)


def _step_event(review: MatchReview, arrow: Transition, case_id: UUID) -> MatchStepTaken:
    return MatchStepTaken(
        case_id=case_id,
        match_id=review.id,
        action=arrow.action,
        source=arrow.source,
        target=arrow.target,
    )


TRACK = register_track(
    Track(
        name="match",
        title="Two files that may be one person's",
        table=TABLE,
        key=lambda review: ("case", review.earlier_case_id),
        event=_event,
    )
)


def follow_identity(case: cases.Case, person: Particulars, actor: Actor) -> None:
    """An identity was recorded: look for the same person, and keep the pairs of the case as they
    are now. Pairs found no longer lapse; one that was separated comes back only changed."""
    found = queries.found_by(look_for_person_of(case, person, actor))
    kept = {_note(case, one, actor).id for one in found}
    for review in queries.of_case(case.id):
        if review.id not in kept and review.state == State.OPEN:
            _by_itself(review, "lapse")


def ask_of_case(case: cases.Case, actor: Actor) -> None:
    """Whoever works the case asks the focal points about every record still in question."""
    if not decide(actor, Permission.CASE_WORK, case.resource()).allowed:
        raise NotPermitted()
    mine = cases.case_scope(actor, [row.earlier_case_id for row in queries.of_case(case.id)])
    _ask(
        row
        for row in queries.of_case(case.id)
        if row.state == State.OPEN and row.earlier_case_id not in mine
    )
    record(EarlierRecordAsked(case_id=case.id), actor)


def ask_of_search(search: MatchSearch, actor: Actor) -> None:
    """Whoever searched asks the focal points, before a case is open. Asked twice, it is one."""
    if not decide(actor, Permission.MATCH_ASK, search.resource()).allowed:
        raise NotPermitted()
    hold(search)
    found = queries.found_by(search)
    mine = cases.case_scope(actor, [UUID(one.case_id) for one in found])
    pairs = [
        queries.asked_before_opening(actor, UUID(one.case_id))
        or _new_pair(None, search.region, one, actor)
        for one in found
        if UUID(one.case_id) not in mine
    ]
    _ask(pairs)
    search.asked_at = search.asked_at or clock.now()
    record(EarlierRecordAsked(case_id=search.case_id), actor)


def judge(
    review: MatchReview,
    action: str,
    reason: str,
    actor: Actor,
    *,
    expected_version: int | None = None,
    leading: str = "",
) -> None:
    """A focal point settles a pair, or proposes what a second one confirms. `leading` is newer or
    earlier: the file that leads after a merge."""
    hold(review)  # who proposed is read as it is now
    gates = {
        BOTH_FILES: _verdict(review.case_id is not None),
        FOUR_EYES: _verdict(four_eyes(review.proposed_by_id, actor.user_id)),
    }
    resource = review.resource_in(queries.region_of(review, actor))
    planned = take_step(
        TRACK,
        review,
        Step(action, actor, expected_version, gates=gates, reason=reason, resource=resource),
    )
    if review.case_id is not None:
        record(_step_event(review, planned.transition, review.case_id), actor)
    _carry_out(review, action, actor, leading)
    renew_tasks(review)


def _carry_out(review: MatchReview, action: str, actor: Actor, leading: str) -> None:
    if action.startswith("propose"):
        review.proposed_by_id = actor.user_id
    if action == "propose_merge":
        review.leading_id = review.case_id if leading == "newer" else review.earlier_case_id
    if action == "confirm_merge":
        merge_into(*_follower_and_leader(review), actor)
    if action == "confirm_undo":
        take_apart(*_follower_and_leader(review))
    if action.startswith(("confirm", "refuse")):
        review.proposed_by_id = None


def _follower_and_leader(review: MatchReview) -> tuple[cases.Case, cases.Case]:
    assert review.case_id is not None  # noqa: S101 - the gate of the proposal
    both = [cases.case_by_id(id) for id in (review.case_id, review.earlier_case_id)]
    both.sort(key=lambda case: case.id == review.leading_id)
    return both[0], both[1]


def _note(case: cases.Case, found: FoundCase, actor: Actor) -> MatchReview:
    """The pair of this case and one that was found, made or brought up to date. What was judged of
    somebody who was only searched for holds for the case while the same is compared; of another
    description it is judged again, because the author may have registered somebody else."""
    other_id = UUID(found.case_id)
    review = queries.pair(case.id, other_id)
    judged_before = [State.SEPARATED]
    if review is None and (review := queries.asked_before_opening(actor, other_id)) is not None:
        review.case_id, review.region = case.id, case.region
        judged_before.append(State.LINKED)
    if review is None:
        review = _new_pair(case.id, case.region, found, actor)
        if found.alike.strong:
            renew_tasks(review)
        return review
    hold(review)
    before = review.alike.reveal() if review.alike else None
    review.alike = found.alike
    changed = before is None or before.compared != found.alike.compared
    if review.state == State.LAPSED or (changed and review.state in judged_before):
        _by_itself(review, "find_again")
        if review.asked_at is not None:
            renew_tasks(review)
    return review


def _new_pair(case_id: UUID | None, region: str, found: FoundCase, actor: Actor) -> MatchReview:
    review = MatchReview(
        id=new_id(),
        reference=free_code(MatchReview.reference, lambda: reference("D")),
        case_id=case_id,
        earlier_case_id=UUID(found.case_id),
        region=region,
        earlier_region=found.region,
        made_at=clock.now(),
        made_by_id=actor.user_id,
        state=State.OPEN.value,
        version=1,
    )
    review.alike = found.alike
    db.session.add(review)
    db.session.flush()
    note_start(TRACK, review, "find", actor)
    return review


def _ask(pairs: Iterable[MatchReview]) -> None:
    """Note that it was asked, and whose turn it is; nothing to ask is refused."""
    asked = [review for review in pairs if review.state == State.OPEN]
    if not asked:
        raise NothingToAsk()
    for review in asked:
        hold(review)
        if review.asked_at is None:
            review.asked_at = clock.now()
            review.version += 1
        renew_tasks(review)


def renew_tasks(review: MatchReview) -> None:
    """What the state of a pair asks of the focal points of each of its regions, and nothing else
    that was asked of them before. Whoever was asked to compare stays asked until it is settled."""
    complete_tasks("match", review.id, *(() if review.state in SETTLED else TURNS))
    for place, region in enumerate(review.regions):
        if review.state == State.OPEN:
            _task(review, f"judge_match_{place}", JUDGE_BY, region)
        if review.state in TO_CONFIRM:
            _task(review, f"confirm_match_{place}", CONFIRM_BY, region)


def _task(review: MatchReview, kind: str, span: Span, region: str) -> None:
    open_task("match", review.id, kind, due_at=due(span), region=region)


def _by_itself(review: MatchReview, action: str) -> None:
    take_step(TRACK, review, Step(action, None))
    complete_tasks("match", review.id)


def _verdict(holds: bool) -> Verdict:
    return Verdict.PASS if holds else Verdict.FAIL
