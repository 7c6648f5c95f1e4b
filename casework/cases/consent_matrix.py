"""The consent ledger as a table: one line for each question, with the answer in force."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import url_for

from casework.accounts.queries import organisation_names, user_displays
from casework.cases import labels
from casework.cases.domain.consent import Answer, Circumstance, Purpose
from casework.cases.forms.consents import ASKED, INTERPRETER
from casework.cases.models import Case, Consent
from casework.cases.queries import circumstance_of, ledger, to_ask_anew, today
from casework.cases.scripts import script_of
from casework.cases.withdrawals import Question, losses_of
from casework.web.languages import _, current_language

INTERPRETER_WORDS = dict(INTERPRETER)


@dataclass(frozen=True)
class Line:
    """One question: what, with whom, the answer, since when and until when, how it was given."""

    purpose: Any
    recipient: str
    answer: Any
    tone: str
    said_at: datetime | None = None
    valid_until: date | None = None
    detail: str = ""
    by: str = ""
    withdraw_href: str = ""
    ask_href: str = ""
    script_changed: bool = False
    more: Sequence[tuple[Any, Any]] = ()


def matrix(case: Case, only: Collection[Question] | None = None) -> list[Line]:
    """Every question that was asked, and those without a recipient that were not; with `only`,
    these questions."""
    newest: dict[Question, Consent] = {line.said.key: line for line in ledger(case.id)}
    unasked = _told_unasked(case, newest) if only is None else ()
    wanted = only if only is not None else _order({*newest, *unasked})
    names = organisation_names([key[1] for key in {*newest, *wanted}], current_language())
    people = user_displays([line.recorded_by_id for line in newest.values()])
    return [
        replace(line, withdraw_href=_withdrawal(case, question), ask_href="")
        if question in unasked
        else line
        for question in wanted
        for line in [_line(case, question, newest.get(question), names, people)]
    ]


def _told_unasked(case: Case, newest: Mapping[Question, Consent]) -> Collection[Question]:
    """Under which questions somebody sees something now without a yes in force, as in an emergency:
    the person can end that, too."""
    seen = losses_of(case.id, [(Purpose.CASE, None)])
    services = {(Purpose.SERVICE.value, one.organisation_id) for one in seen if one.organisation_id}
    others = {(code, None) for code in ASKED if code != Purpose.SERVICE}
    agreed = {key for key, line in newest.items() if line.said.in_force(today())}
    asked = {*services, *others} - agreed if seen else set()
    return {question for question in asked if losses_of(case.id, [question])}


def _withdrawal(case: Case, question: Question) -> str:
    return url_for("cases.withdraw", code=case.code, purpose=question[0], recipient=question[1])


def _order(newest: Collection[Question]) -> Sequence[Question]:
    asked = sorted(newest, key=lambda key: (key[0], str(key[1])))
    never = [(code, None) for code in ASKED if code not in {key[0] for key in asked}]
    return sorted([*asked, *never], key=lambda key: key[0])


def _line(
    case: Case,
    question: Question,
    line: Consent | None,
    names: dict[UUID, str],
    people: dict[UUID, str],
) -> Line:
    purpose, recipient_id = question
    href = url_for(
        "cases.consent", code=case.code, purpose=purpose, recipient=recipient_id, _anchor="answer"
    )
    if line is None:
        return Line(
            labels.PURPOSES[purpose],
            names.get(recipient_id, "") if recipient_id else "",
            labels.CONSENT_ANSWERS["not_asked"],
            "",
            ask_href=href,
        )
    in_force = line.said.in_force(today())
    code = "ended" if line.answer == Answer.GIVEN and not in_force else line.answer
    anew = in_force and line.id in {one.id for one in to_ask_anew(case)}
    code = "anew" if anew else code
    how = circumstance_of(line)
    detail = [] if how is None else [str(labels.HOW[how.how]), str(labels.LANGUAGES[how.language])]
    return Line(
        purpose=labels.PURPOSES[purpose],
        recipient=names.get(recipient_id, "") if recipient_id else "",
        answer=labels.CONSENT_ANSWERS[code],
        tone=labels.CONSENT_TONES.get(code, ""),
        said_at=line.said_at,
        valid_until=line.valid_until,
        detail=labels.joined(detail),
        by=people.get(line.recorded_by_id, ""),
        script_changed=how is not None and bool(how.script) and how.script != script_of(purpose),
        more=_more(how, people.get(line.recorded_by_id, "")),
        withdraw_href=_withdrawal(case, question) if in_force else "",
        ask_href="" if in_force else href,
    )


def _explainer(how: Circumstance, by: str) -> Any:
    """Who explained, in words: on the screens it is chosen from a list, on the form it is typed."""
    if how.explained_by == "self":
        return by
    return labels.EXPLAINERS.get(how.explained_by, how.explained_by)


def _more(how: Circumstance | None, by: str) -> list[tuple[Any, Any]]:
    """How an answer came about, as far as it was said."""
    if how is None:
        return []
    shared = labels.joined([str(labels.DATA_GROUPS[group]) for group in how.data_groups])
    capacity = "" if how.capacity == "full" else labels.CAPACITIES[how.capacity]
    found = [
        (_("What may be shared"), shared),
        (_("Was an interpreter there?"), INTERPRETER_WORDS.get(how.interpreter, "")),
        (_("Who explained it"), _explainer(how, by)),
        (_("The person decides"), capacity),
        (_("Who supports or represents the person"), how.supporter),
        (_("Who agreed for the child"), how.guardian),
        (_("What the child says"), how.child_view),
        (_("Words that were read"), how.script),
        (_("Written down by"), by),
    ]
    return [(term, value) for term, value in found if value]
