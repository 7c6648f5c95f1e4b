"""Where a case stands on its way, and what may come next: for the summary and the step pages."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from casework.cases import labels
from casework.cases.domain import pathway
from casework.cases.domain.gates import verdicts
from casework.cases.domain.pathway import TABLE
from casework.cases.models import Case
from casework.cases.service import known
from casework.cases.service.withdrawing import waits_for_answer
from casework.kernel.workflow import Transition, Verdict, possible
from casework.policy import Actor, Permission, decide
from casework.web.languages import _, _n
from casework.workflow.service import history

MAIN_LINE = (
    pathway.TRIAGED,
    pathway.AWAITING_CONSENT,
    pathway.REFERRED,
    pathway.OPEN,
    pathway.PLANNED,
    pathway.FOLLOW_UP,
    pathway.CLOSED,
)
FOR_CHILDREN = "G-AGE(child)"
CLOSING = frozenset({"propose_closure", "keep_open", "close"})
ENDPOINTS = {"propose_closure": "cases.propose", "keep_open": "cases.closure"}


@dataclass(frozen=True)
class Stage:
    """A state on the way. `state` is the look of its mark: done, current, todo."""

    title: Any
    at: datetime | None
    state: str
    detail: str = ""


@dataclass(frozen=True)
class NextStep:
    """A step that may be asked for, and what it still lacks."""

    title: Any
    href: str
    missing: int

    @property
    def words(self) -> str:
        """Ready, or how many conditions are missing."""
        if not self.missing:
            return _("ready")
        return _n("%(num)s condition missing", "%(num)s conditions missing", self.missing)


def way(case: Case) -> list[Stage]:
    """The states the case went through, where it is, and what usually follows."""
    visited = _visited(case)
    done = [Stage(labels.STATES[state], at, "done") for state, at in visited[:-1]]
    here, since = visited[-1] if visited else (case.state, case.opened_at)
    ahead = MAIN_LINE[MAIN_LINE.index(here) + 1 :] if here in MAIN_LINE else ()
    return [
        *done,
        Stage(labels.STATES[here], since, "current"),
        *(Stage(labels.STATES[state], None, "todo") for state in ahead),
    ]


def next_steps(case: Case, actor: Actor, *, without: Collection[str] = ()) -> list[NextStep]:
    """The buttons: what this actor may do from here, straight from the table."""
    arrows = [
        arrow
        for arrow in possible(TABLE, case.state, _held(case, actor))
        if arrow.action not in without and _is_shown(case, arrow)
    ]
    on_record = known(case, actor)
    return [
        NextStep(
            labels.ACTIONS[arrow.action],
            step_href(case, arrow.action),
            sum(found is Verdict.FAIL for found in verdicts(arrow, on_record).values()),
        )
        for arrow in arrows
        if on_record.card.child or FOR_CHILDREN not in arrow.gates
    ]


def step_href(case: Case, action: str) -> str:
    """The page that confirms a step."""
    if action in CLOSING:
        return url_for(ENDPOINTS.get(action, "cases.closure"), code=case.code)
    return url_for("cases.take_step", code=case.code, action=action)


def arrow_of(case: Case, action: str) -> Transition | None:
    """The arrow of this name from where the case stands."""
    found = (arrow for arrow in TABLE if arrow.source == case.state and arrow.action == action)
    return next(found, None)


def _is_shown(case: Case, arrow: Transition) -> bool:
    """Closing is answered once it was proposed, and proposed once; `keep_open` is its other answer,
    on the same page, and stands alone where the person agrees to a case no more."""
    proposed = case.proposed_by_id is not None
    if arrow.action == "propose_closure":
        return not proposed
    if arrow.action == "keep_open":
        return not proposed and waits_for_answer(case)
    return proposed or arrow.action != "close"


def _held(case: Case, actor: Actor) -> Iterable[str]:
    resource = case.resource()
    wanted = {arrow.permission for arrow in TABLE}
    return [one for one in wanted if decide(actor, Permission(one), resource).allowed]


def _visited(case: Case) -> list[tuple[str, datetime]]:
    found: list[tuple[str, datetime]] = []
    for taken in history("case", case.id):
        if not found or found[-1][0] != taken.target:
            found.append((taken.target, taken.at))
    return found
