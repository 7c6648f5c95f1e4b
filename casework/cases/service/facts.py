"""Facts follow: whoever moves a case, the statistics hear of it in the same transaction."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from casework.accounts import queries as accounts
from casework.cases.domain import counted
from casework.cases.domain.card import classes, month_of
from casework.cases.domain.consent import Purpose
from casework.cases.domain.pathway import CLOSED
from casework.cases.models import Case
from casework.cases.queries import (
    card_of,
    case_by_id,
    circumstance_of,
    closure_of,
    duties_of,
    files_of_person,
    files_of_persons,
    ledger,
    newest_status,
    records_of,
    said_no_to,
    threads_of,
)
from casework.cases.service.keeping import on_kept
from casework.db import db
from casework.facts import service as facts
from casework.facts.domain import UNKNOWN, Handed, body_class, elapsed, stage_of
from casework.facts.providers import (
    handed_by,
    register_files,
    register_left_out,
    register_provider,
)
from casework.facts.service import follow, forget
from casework.kernel import clock
from casework.kernel.workflow import Transition
from casework.policy import Actor
from casework.workflow.service import history, on_step

SourceOf = Callable[[UUID], str | None]
ClassOf = Callable[[UUID], str | None]
LedTo = Callable[[UUID], Iterable[UUID]]

_STATUS = {"possible": "presumed", "identified": "identified", "not_victim": "not_victim"}
_CONTACT = ("inform", "refer_urgent", "refer_child")
_HELP_BEGINS = ("accept", "help_directly")
PLAN_WITHIN = timedelta(days=10)
COUNTED_RECORDS = frozenset(
    {"victim_status", "card", "priority", "measure", "permit", "consent", "legal_duty"}
)
"""Kinds of records (see `keeping.tell`) of which a fact of the case says something."""
NEEDS, LAWYER = "needs", "lawyer"
_sources: list[SourceOf] = []
_classes: dict[str, ClassOf] = {}
_led_to: list[LedTo] = []
_listeners: list[Callable[[UUID], None]] = []


def register_source(source_of: SourceOf) -> None:
    """`source_of(case_id)` says which kind of organisation detected the person, when it knows."""
    if source_of not in _sources:
        _sources.append(source_of)


def register_led_to(records_of: LedTo) -> None:
    """`records_of(case_id)` gives the records that led to a case and are counted as files of their
    own: they are of the same person."""
    if records_of not in _led_to:
        _led_to.append(records_of)


def register_class(name: str, class_of: ClassOf) -> None:
    """`class_of(case_id)` says what a feature above the cases knows: `NEEDS`, the class of needs
    met; `LAWYER`, anything but None where a request for a lawyer was accepted."""
    _classes[name] = class_of


def on_facts(listener: Callable[[UUID], None]) -> None:
    """Call `listener(case_id)` when what may be counted of a case changed: what led to the case
    and what hangs on it is counted with it, and counts again after a no that became a yes."""
    if listener not in _listeners:
        _listeners.append(listener)


def hand_over_facts(
    case: Case, arrow: Transition | None = None, actor: Actor | None = None
) -> None:
    """Tell the statistics the coarse classes of the case, as they are now. After a step, only when
    it led to another stage or was the plan. One person is one case, counted in the month of the
    file registered first with what the file that leads says; nothing is counted of whoever said no
    to it (P8) in any of their files."""
    if arrow is not None and not _tells(arrow):
        return
    files = files_of_person(case)
    if not_counted([case.id]):
        forget(_with_what_led_there(files))
    leading = case_by_id(files[0])
    follow(leading.id, lambda: _handed(leading))
    for file_id in files:
        for listener in _listeners:
            listener(file_id)
    if len(files) > 1:
        facts.together(_with_what_led_there(files))


def tell_apart(cases: Collection[Case]) -> None:
    """Two files are of different persons after all: each is counted of its own again, in its own
    month. A no that the merge carried into the other file stands there until a yes is said."""
    files = dict.fromkeys(file for case in cases for file in files_of_person(case))
    facts.apart(_with_what_led_there(files))
    for case in cases:
        hand_over_facts(case)


def _with_what_led_there(files: Collection[UUID]) -> list[UUID]:
    led = (one for file in files for records_of in _led_to for one in records_of(file))
    return list(dict.fromkeys((*files, *led)))


def not_counted(case_ids: Collection[UUID]) -> set[UUID]:
    """Those of these cases whose person said no to being counted, or took the yes back, in any of
    their files."""
    return said_no_to(Purpose.STATISTICS, case_ids)


def _several_files(case_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    return {one: ids for one, ids in files_of_persons(case_ids).items() if len(ids) > 1}


def every_case() -> Iterator[Handed]:
    """All cases again, the oldest first, each with what the file says that leads it."""
    leading = select(Case).where(Case.merged_into_id.is_(None))
    in_order = db.session.scalars(leading.order_by(Case.opened_at, Case.id))
    return handed_by(in_order, _handed)


def _tells(arrow: Transition) -> bool:
    return stage_of(arrow.source) != stage_of(arrow.target) or arrow.action in (*_CONTACT, "plan")


def _handed(case: Case) -> list[Handed]:
    """The fact of a case that leads, for each file of its person: which of them is counted is the
    matter of the bound."""
    if case.merged_into_id is not None:
        return []
    said = _said(case)
    files = [case_by_id(file) for file in files_of_person(case)]
    files.sort(key=lambda file: (file.opened_at, file.id))
    return [Handed("case", file.id, _registered(file), said, file.id) for file in files]


def _registered(case: Case) -> date:
    return month_of(case.opened_at.astimezone(clock.MOROCCO).date())


def _said(case: Case) -> dict[str, str]:
    taken = history("case", case.id)
    # of an action taken twice the first counts
    steps = {step.action: step.at for step in reversed(taken)}
    status = newest_status(case)
    return {
        **classes(card_of(case), case.region, case.state),
        "source": body_class(_detected_by(case, taken[0].actor_id if taken else None)),
        "status": _STATUS.get(status.status if status else "", "unknown"),
        "first_contact": elapsed(case.opened_at, _first(steps, *_CONTACT)),
        "plan": _plan(_first(steps, *_HELP_BEGINS), steps.get("plan")),
        **_of_the_file(case, _first(steps, *_CONTACT)),
    }


def _of_the_file(case: Case, contact: datetime | None) -> dict[str, str]:
    lines = ledger(case.id)
    there = [how.interpreter for one in lines if (how := circumstance_of(one)) is not None]
    changes = [said for _row, said in records_of(case.id, "priority")]
    recorded = [said for _row, said in threads_of(case.id, "measure", "permit")]
    reported = any(row.reported for row, _duty in duties_of(case.id))
    closure = closure_of(case)
    return {
        "urgent_contact": counted.urgent_contact(case.priority, changes, case.opened_at, contact),
        "consent": counted.consent_class(one.said for one in lines),
        "interpreter": counted.interpreter_class(card_of(case).interpreter, there),
        "closure": counted.closure_class(case.state == CLOSED, closure.reason if closure else ""),
        "legal_aid": counted.legal_aid_class(reported, recorded, bool(_told(LAWYER, case))),
        "needs": _told(NEEDS, case) or UNKNOWN,
    }


def _told(name: str, case: Case) -> str | None:
    return _classes[name](case.id) if name in _classes else None


def _first(steps: Mapping[str, datetime], *actions: str) -> datetime | None:
    return min((steps[action] for action in actions if action in steps), default=None)


def _plan(help_began: datetime | None, planned: datetime | None) -> str:
    """Whether the plan was made within ten days of help beginning."""
    if planned is None or help_began is None:
        return "not_yet"
    return "10d" if planned - help_began <= PLAN_WITHIN else "later"


def _detected_by(case: Case, opened_by: UUID | None) -> str | None:
    """The kind of organisation whose screening led here, else of whoever opened the case."""
    if found := next((kind for source in _sources if (kind := source(case.id))), None):
        return found
    person = accounts.user(opened_by) if opened_by else None
    house = accounts.organisation(person.organisation_id) if person else None
    return house.kind if house else None


def _follow_record(case: Case, kind: str) -> None:
    if kind in COUNTED_RECORDS:
        hand_over_facts(case)


on_step("case", hand_over_facts)
on_kept(_follow_record)
register_provider("case", every_case)
register_left_out(not_counted)
register_files(_several_files)
