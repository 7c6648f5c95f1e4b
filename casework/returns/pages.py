"""What the pages of a return show: the tracker part by part, and what a step still lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework.accounts import queries as accounts
from casework.cases import labels as case_words
from casework.cases import queries as cases
from casework.funding.costs import costs_of
from casework.funding.domain.money import Money
from casework.funding.formats import money
from casework.kernel.refusals import NotFound
from casework.kernel.workflow import Transition, Verdict, possible
from casework.policy import Actor, Permission, decide
from casework.returns import queries, service, texts
from casework.returns.domain.checks import records_in
from casework.returns.domain.lists import Part
from casework.returns.domain.records import Project
from casework.returns.domain.track import ASKED, BOOKED, CHOSEN, COUNSELLED, ELIGIBLE, TABLE
from casework.returns.queries import Contents, Seat
from casework.returns.traveller_sheets import serving, sheets
from casework.web.formats import moment_in
from casework.web.languages import DEFAULT, current_language, current_locale
from casework.workflow.service import history

BY_RECORD = frozenset({"counsel", "find_eligible", "arrive"})
"""Steps that a record brings about; they have no button of their own."""
SOURCE = "return"
"""How charges name what was paid for a return."""
ORDER = ("counsel", "find_eligible", "choose", "book", "depart")
SOURCES = (ASKED, COUNSELLED, ELIGIBLE, CHOSEN, BOOKED)
"""Where each of these steps begins."""
CALM = ("pause", "resume", "stop")
WITH_A_REASON = frozenset({"end", "break_off"})
"""Ends that have a page of their own."""


@dataclass(frozen=True)
class PartCard:
    """One part of the tracker. `state` is the look of its mark: done, current, todo, apart."""

    part: Part
    title: Any
    about: Any
    state: str
    at: datetime | None
    by: str
    open: bool


@dataclass(frozen=True)
class GateLine:
    """One condition of a step: met or not, and who can open it."""

    text: Any
    met: bool
    who: Any


def tracker(seat: Seat, actor: Actor) -> dict[str, Any]:
    """The whole return on one page."""
    file, found = seat.file, queries.contents(seat.file.id)
    card = cases.card_of(seat.case)
    writes = decide(actor, Permission.RETURN_WORK, seat.resource()).allowed
    names = accounts.user_displays([row.recorded_by_id for row in found.newest.values()])
    return {
        "seat": seat,
        "file": file,
        "person": card,
        "parts": _parts(seat, found, names, card.child, writes),
        "opened": {part.value: entry.recorded for part, entry in found.opened.items()},
        "papers": found.papers,
        "family": queries.family_of(seat.case.id) if card.child else (None, None),
        "writes": writes,
        "costs": costs_of(SOURCE, file.id).costs,
        "steps": _steps(seat, actor),
        "calm": [one for one in CALM if one in _actions(seat, actor)],
        "may_break_off": "break_off" in _actions(seat, actor),
        "may_take": _may_take(seat, actor),
        "may_give_back": _may_give_back(seat, actor),
        "runs": accounts.organisation_names([file.organisation_id], current_language()),
        "officer": accounts.user_display(_followed_by(seat)),
        "sheets": sheets().values(),
        "events": [_event(step) for step in reversed(history("return", file.id))],
    }


def _followed_by(seat: Seat) -> Any:
    """Whoever took it up; of a return that the organisation of the case runs, its caseworker."""
    own = seat.file.organisation_id == seat.case.organisation_id
    return seat.file.officer_id or (seat.case.assignee_id if own else None)


def gate_lines(seat: Seat, action: str) -> list[GateLine]:
    """Each condition of a step: its words, whether it is met, who can open it. Conditions for
    children are shown for children only."""
    child = cases.card_of(seat.case).child
    return [
        GateLine(texts.GATES[gate], verdict is Verdict.PASS, texts.WHO_OPENS.get(gate, ""))
        for gate, verdict in service.gates_of(seat, action).items()
        if child or gate not in ("G-GUARD", "G-BID", "G-FAMILY")
        if gate != "G-RUNNING" or verdict is Verdict.FAIL
    ]


def arrow_of(seat: Seat, action: str) -> Transition | None:
    """The step of this name from where the return stands, if it has a button."""
    found = (one for one in TABLE if one.source == seat.file.state and one.action == action)
    arrow = next(found, None)
    return arrow if arrow is None or arrow.action not in BY_RECORD else None


def comes_first(seat: Seat, action: str) -> list[tuple[Any, Any]]:
    """The steps that lie before one that is asked for too early, each with who takes it."""
    ahead = [one for one in ORDER if one in texts.WHO_TAKES]
    at = SOURCES.index(seat.file.state) if seat.file.state in SOURCES else len(ahead)
    asked = ahead.index(action) if action in ahead else 0
    return [(texts.ACTIONS[one], texts.WHO_TAKES[one]) for one in ahead[at:asked]]


def chosen_organisations(case: Any) -> list[tuple[str, str]]:
    """Who may run a return of this case, by name."""
    ids = sorted(queries.entrusted_with(case), key=str)
    names = accounts.organisation_names(ids, current_language())
    return [(str(one), names.get(one, "")) for one in ids]


def _parts(
    seat: Seat, found: Contents, names: Any, child: bool, writes: bool
) -> Sequence[PartCard]:
    shown = [part for part in Part if part is not Part.FAMILY or child]
    ahead = next((part for part in shown if part not in {*found.newest, Part.FAMILY}), None)
    return [_card(part, found, names, seat.file.state, part is ahead, writes) for part in shown]


def _card(
    part: Part, found: Contents, names: Any, state: str, current: bool, writes: bool
) -> PartCard:
    row = found.newest.get(part)
    return PartCard(
        part=part,
        title=texts.PARTS[part],
        about=texts.ABOUT[part],
        state="done" if row else "current" if current else "todo",
        at=row.recorded_at if row else None,
        by=names.get(row.recorded_by_id, "") if row else "",
        open=writes and part is not Part.REQUEST and state in records_in(part),
    )


def _actions(seat: Seat, actor: Actor) -> set[str]:
    held = [
        one
        for one in {arrow.permission for arrow in TABLE}
        if decide(actor, Permission(one), seat.resource()).allowed
    ]
    found = {arrow.action for arrow in possible(TABLE, seat.file.state, held)}
    paused = seat.file.paused_at is not None
    return found - ({"pause"} if paused else {"resume"})


def _steps(seat: Seat, actor: Actor) -> list[tuple[str, Any, int]]:
    """(action, words, how many conditions are missing) of the steps that have a page."""
    found = _actions(seat, actor) - {*CALM, *BY_RECORD, *WITH_A_REASON}
    ordered = [arrow.action for arrow in TABLE if arrow.source == seat.file.state]
    return [
        (action, texts.ACTIONS[action], sum(not line.met for line in gate_lines(seat, action)))
        for action in ordered
        if action in found
    ]


def _may_take(seat: Seat, actor: Actor) -> bool:
    allowed = decide(actor, Permission.RETURN_TAKE, seat.resource()).allowed
    return allowed and not seat.by_case and seat.file.officer_id is None


def _may_give_back(seat: Seat, actor: Actor) -> bool:
    allowed = decide(actor, Permission.RETURN_WORK, seat.resource()).allowed
    return allowed and seat.file.officer_id is not None


def _event(step: Any) -> dict[str, Any]:
    words = step.reason.reveal().text if step.reason is not None else ""
    return {
        "at": step.at,
        "title": texts.HAPPENED.get(step.action, step.action),
        "detail": words,
        "code": texts.WHY_ENDED.get(step.reason_code, "") if step.reason_code else "",
        "by": accounts.user_display(step.actor_id),
    }


def sheet(seat: Seat, asked: str) -> dict[str, Any]:
    """What the traveller keeps, in the language asked for, else in theirs, else in the reader's.
    `unread`: the language they speak where the sheet is in another one. Without a journey on record
    there is no sheet."""
    opened = queries.contents(seat.file.id).opened
    travel = opened.get(Part.TRAVEL)
    if travel is None or travel.travel is None:
        raise NotFound()
    request = opened.get(Part.REQUEST)
    spoken = request.request.language if request is not None and request.request else ""
    found = sheets()
    theirs = serving(spoken, found.values())
    words = found.get(asked) or theirs or found.get(current_language()) or found[DEFAULT]
    return {
        "file": seat.file,
        "journey": travel.travel,
        "words": words,
        "leaves": moment_in(travel.travel.departs_at, words.locale),
        "arrives": moment_in(travel.travel.arrives_at, words.locale),
        "unread": case_words.LANGUAGES[spoken] if spoken and spoken not in words.speaks else "",
        "script_language": words.language,
        "script_direction": words.direction,
    }


def listed(codes: Sequence[str], words: Mapping[str, Any]) -> Any:
    """Codes of a list in one line, in the reader's language."""
    return case_words.joined([str(words[code]) for code in codes])


def country(code: str) -> str:
    """A country in the reader's language."""
    return str(current_locale().territories.get(code, code))


def project_amount(project: Project) -> Money:
    """What was agreed on to help with it."""
    return Money(project.minor, project.currency)


WORDS = {
    "money": money,
    "project_amount": project_amount,
    "return_words": texts,
    "case_words": case_words,
    "listed": listed,
    "country_name": country,
}
