"""The consent ledger as a table: one line for each question, with the answer in force."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import url_for

from casework.accounts.queries import organisation_names, user_displays
from casework.cases import labels
from casework.cases.domain.consent import Answer
from casework.cases.forms.consents import ASKED
from casework.cases.models import Case, Consent
from casework.cases.queries import circumstance_of, ledger, today
from casework.cases.withdrawals import Question
from casework.web.languages import current_language


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


def matrix(case: Case, only: Collection[Question] | None = None) -> list[Line]:
    """Every question that was asked, and those without a recipient that were not; with `only`,
    these questions."""
    newest: dict[Question, Consent] = {line.said.key: line for line in ledger(case.id)}
    names = organisation_names([key[1] for key in newest], current_language())
    people = user_displays([line.recorded_by_id for line in newest.values()])
    wanted = only if only is not None else _order(newest)
    return [_line(case, question, newest.get(question), names, people) for question in wanted]


def _order(newest: dict[Question, Consent]) -> Sequence[Question]:
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
            labels.PURPOSES[purpose], "", labels.CONSENT_ANSWERS["not_asked"], "", ask_href=href
        )
    in_force = line.said.in_force(today())
    code = "ended" if line.answer == Answer.GIVEN and not in_force else line.answer
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
        withdraw_href=url_for(
            "cases.withdraw", code=case.code, purpose=purpose, recipient=recipient_id
        )
        if in_force
        else "",
        ask_href="" if in_force else href,
    )
