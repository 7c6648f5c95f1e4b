"""What the pages of a reintegration show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from babel.numbers import format_decimal
from markupsafe import Markup

from casework.accounts import queries as accounts
from casework.cases import labels as case_words
from casework.cases import queries as cases
from casework.funding import queries as funding
from casework.funding.costs import costs_of
from casework.funding.domain.money import DIRHAM, Money
from casework.funding.formats import money
from casework.kernel.workflow import Verdict
from casework.policy import Actor, Permission, decide
from casework.reintegration import instruments, queries, texts
from casework.reintegration.domain.grants import PROPOSED, TABLE, UNPAID, verdicts
from casework.reintegration.domain.lists import DIMENSIONS, day_of, opens_on
from casework.reintegration.domain.panels import Panel, panel
from casework.reintegration.domain.records import Goal, Instalment, PlanLine, Survey, Visit
from casework.reintegration.domain.scoring import Score, score
from casework.reintegration.models import Grant, ReintegrationFile
from casework.reintegration.queries import Contents, GrantSeat, Seat
from casework.reintegration.service.grants import given_before, known, left_of
from casework.web.languages import current_locale
from casework.workflow.service import history

MONTH = 30.4375
"""Days of a month on the axis of the panels."""
COMPOSITE = "composite"


@dataclass(frozen=True)
class VisitLine:
    """A visit by rule: when it is due, and the record that met it. `opens`: from when it can be
    made, while that lies ahead."""

    month: int
    due: date
    made: Visit | None
    late: bool
    opens: date | None = None

    @property
    def met(self) -> bool:
        """Whether the person was reached."""
        return self.made is not None and self.made.reached


@dataclass(frozen=True)
class SurveyLine:
    """One survey with its score under its own version."""

    survey: Survey
    month: int
    score: Score


@dataclass(frozen=True)
class GrantLine:
    """A grant with its state and what is left of it."""

    grant: Grant
    wish: Any
    amount: Any
    left: Any


def overview(seat: Seat, actor: Actor) -> dict[str, Any]:
    """The whole reintegration on one page."""
    file, found = seat.file, queries.contents(seat.file.id)
    surveys = [_scored(one, file) for one in found.surveys]
    return {
        "seat": seat,
        "file": file,
        "person": cases.card_of(seat.case),
        "found": found,
        "goals": _by_dimension(found),
        "budget": budget_of(found.goals.values()),
        "visits": _visits(file),
        "surveys": surveys,
        "panels": _panels(surveys, file),
        "unweighted": any(not one.score.comparable for one in surveys),
        "grants": [_line(grant) for grant in queries.grants_of(file.id)],
        "writes": decide(actor, Permission.RETURN_WORK, seat.resource()).allowed,
        "signs": decide(actor, Permission.CASE_WORK, seat.resource()).allowed,
    }


def proposing(seat: Seat) -> dict[str, Any]:
    """What the grants of this reintegration come to so far: the limits are for all together."""
    given = given_before(seat.case)
    return {
        "whole": money(Money(given.whole, DIRHAM)) if given.whole else "",
        "cash": money(Money(given.cash, DIRHAM)) if given.cash else "",
    }


def grant(found: GrantSeat, actor: Actor) -> dict[str, Any]:
    """One grant: what it is for, what is missing, what was done."""
    row = found.grant
    answers = verdicts(_gates(row.state), known(found, actor))
    works = decide(actor, Permission.RETURN_WORK, found.resource()).allowed
    return {
        "file": found.seat.file,
        "line": _line(row),
        "by": accounts.user_display(row.proposed_by_id),
        "gates": [(texts.GATES[gate], one is Verdict.PASS) for gate, one in answers.items()],
        "waits": row.state == PROPOSED,
        "works": works and row.state in UNPAID,
        **costs_of(queries.SOURCE, row.id).shown(),
        "sees_costs": works,
        "whole": queries.seat(actor, found.seat.file.reference) is not None,
        "instalments": _instalments(row) if works else [],
        "events": [_event(step) for step in reversed(history("grant", row.id))],
    }


def _instalments(row: Grant) -> list[tuple[Instalment, bool]]:
    """Each instalment of a grant, and whether it stands or was taken back."""
    standing = {str(one.id) for one in queries.standing_charges(row)}
    paid = queries.contents(row.file_id).instalments
    return [(one, one.charge in standing) for one in paid if one.grant == str(row.id)]


def _gates(state: str) -> tuple[str, ...]:
    return next((one.gates for one in TABLE if one.source == state and one.gates), ())


def _event(step: Any) -> dict[str, Any]:
    return {
        "at": step.at,
        "title": texts.GRANT_ACTIONS.get(step.action, step.action),
        "detail": step.reason.reveal().text if step.reason is not None else "",
        "by": accounts.user_display(step.actor_id) if step.actor_id else "",
    }


def _line(row: Grant) -> GrantLine:
    wish = queries.wish_of(row)
    amount = money(Money(wish.minor, wish.currency))
    return GrantLine(row, wish, amount, money(left_of(row)))


def _by_dimension(found: Contents) -> list[tuple[str, list[Any]]]:
    goals = sorted(found.goals.values(), key=lambda one: one.number)
    return [(one, [goal for goal in goals if goal.dimension == one]) for one in DIMENSIONS]


def budget_of(goals: Iterable[Goal]) -> list[Any]:
    """What the goals that were not set aside cost together, by currency."""
    lines = [line for goal in goals if goal.status != "set_aside" for line in goal.lines]
    currencies = dict.fromkeys(line.currency for line in lines)
    return [
        Money(sum(line.minor for line in lines if line.currency == one), one) for one in currencies
    ]


def lines_offered(actor: Actor, old: Goal | None) -> list[tuple[str, str]]:
    """The budget lines that a goal may name: those that run today, and those it names already."""
    own = [actor.organisation_id] if actor.organisation_id else []
    found = dict(funding.chargeable(own, cases.today())) if own else {}
    for named in {line.line for line in old.lines if line.line} if old else ():
        found.setdefault(named, line_name(named))
    return list(found.items())


def line_name(line_id: str) -> str:
    """The code and title of a budget line; nothing where it is gone."""
    found = funding.lines_by_ids([UUID(line_id)]) if line_id else {}
    return next((f"{one.code} · {one.title}" for one in found.values()), "")


def _visits(file: ReintegrationFile) -> list[VisitLine]:
    lines, made_in = [], queries.visits_counted(file)
    for month in file.months():
        due, made = day_of(month, file.counted_from), made_in.get(month)
        late = due < cases.today() and not (made and made.reached)
        first = opens_on(month, file.months(), file.counted_from)
        opens = first if first > cases.today() else None
        lines.append(VisitLine(month, due, made, late, opens))
    return lines


def _scored(survey: Survey, file: ReintegrationFile) -> SurveyLine:
    instrument = instruments.sheet(survey.version).instrument
    answers = {one.item: one.value for one in survey.answers}
    month = max(0, round((survey.on - file.counted_from).days / MONTH))
    return SurveyLine(survey, month, score(instrument, answers, survey.child))


def _panels(lines: list[SurveyLine], file: ReintegrationFile) -> list[tuple[str, Any, Panel]]:
    def drawn(which: str) -> Panel:
        return panel([(_at(one, file), value_of(one.score, which)) for one in lines])

    named = [(one, texts.DIMENSIONS[one], drawn(one)) for one in DIMENSIONS]
    return [*named, (COMPOSITE, texts.ALL_THREE, drawn(COMPOSITE))] if lines else []


def _at(line: SurveyLine, file: ReintegrationFile) -> float:
    return (line.survey.on - file.counted_from).days / MONTH


def value_of(found: Score, which: str) -> float | None:
    """One of the three dimensions, or the composite."""
    return found.composite if which == COMPOSITE else found.dimensions[which]


def score_text(value: float | None) -> str:
    """A score as the reader's language writes it; a dash where there is none."""
    return "—" if value is None else str(format_decimal(value, "0.00", locale=current_locale()))


def line_text(line: PlanLine) -> str:
    """`Une machine à coudre · 4 000,00 MAD · in kind · line`."""
    kind = str(texts.KINDS["goods" if line.in_kind else "cash"])
    amount = money(Money(line.minor, line.currency))
    named = line_name(line.line)
    said = Markup("<bdi>{}</bdi> · {} · {}").format(line.words, amount, kind)
    return said + (Markup(" · <bdi>{}</bdi>").format(named) if named else Markup(""))


WORDS = {
    "line_text": line_text,
    "money": money,
    "reintegration_words": texts,
    "case_words": case_words,
    "dimension_codes": (*DIMENSIONS, COMPOSITE),
    "score_of": value_of,
    "score_text": score_text,
}
