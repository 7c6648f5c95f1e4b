"""Links between cases: proposed from one side, decided by a focal point who may know of both."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.audit import record
from casework.audit.catalogue import LinkStepTaken
from casework.cases.queries import Case, case_by_code
from casework.cases.service.writing import of_list, take
from casework.db import db, hold
from casework.kernel import clock
from casework.kernel.refusals import SecondPersonNeeded
from casework.kernel.workflow import Transition
from casework.policy import Actor, Permission
from casework.together import queries
from casework.together.domain import links
from casework.together.domain.links import Linked
from casework.together.models import CaseLink
from casework.workflow.service import Step, Track, note_start, register_track, take_step


def _link_event(row: Any, arrow: Transition) -> LinkStepTaken:
    return LinkStepTaken(
        case_id=row.case_id,
        link_id=row.id,
        action=arrow.action,  # type: ignore[arg-type]
        other_case_id=row.other_case_id,
    )


LINK = register_track(
    Track(
        name="case_link",
        title="Link between cases",
        table=links.TABLE,
        key=lambda row: ("case", row.case_id),
        event=_link_event,
    )
)


def propose_link(case: Case, typed: str, linked: Linked, actor: Actor) -> CaseLink:
    """Say that another case belongs to this one. Whether there is such a case is not said: a focal
    point looks at it."""
    take(case, actor, Permission.CASE_SKELETON)
    code = links.code_of(typed, case.code)
    of_list(linked.kind, links.KINDS, "kind")
    if queries.link_between(case.id, code) is not None:
        raise links.LinkedAlready()
    row = CaseLink(
        case_id=case.id,
        other_code=code,
        priority=case.priority,
        proposed_at=clock.now(),
        proposed_by_id=actor.user_id,
        state=links.PROPOSED,
        version=1,
    )
    row.linked = linked
    db.session.add(row)
    db.session.flush()
    note_start(LINK, row, "propose", actor)
    record(LinkStepTaken(case_id=case.id, link_id=row.id, action="propose"), actor)
    return row


def decide_link(
    case: Case,
    row: CaseLink,
    action: str,
    reason: str,
    actor: Actor,
    *,
    code_shown: bool = False,
    expected_version: int | None = None,
) -> None:
    """A focal point confirms a link (of two cases they may know of), rejects it, or ends it. Nobody
    confirms what they proposed themselves."""
    if action == "confirm":
        _find_other(case, row, actor)
        row.code_shown = code_shown
    step = Step(action, actor, expected_version, reason=reason or None, resource=case.resource())
    take_step(LINK, row, step)


def _find_other(case: Case, row: CaseLink, actor: Actor) -> None:
    hold(row)
    if row.proposed_by_id == actor.user_id:
        raise SecondPersonNeeded()
    other = case_by_code(actor, row.other_code)
    if other is None:
        raise links.OutOfReach()
    if _linked(case.id, other.id):
        raise links.LinkedAlready()
    row.other_case_id = other.id


def _linked(one: UUID, other: UUID) -> bool:
    """Whether the two are linked, whichever side proposed it."""
    confirmed = select(CaseLink.id).where(CaseLink.state == links.CONFIRMED)
    both = confirmed.where(
        CaseLink.case_id.in_((one, other)), CaseLink.other_case_id.in_((one, other))
    )
    return db.session.scalar(both.limit(1)) is not None
