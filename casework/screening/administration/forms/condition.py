"""When something is shown: a few rows, or written out for what does not fit in rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import Field

from casework.screening.administration.texts import (
    NOT_A_CONDITION,
    PROFILES,
    ROW_HOW,
    ROW_UNFINISHED,
)
from casework.screening.domain.conditions import ConditionRefused
from casework.screening.domain.drafting.rows import How, Row, Rows, rows_of, tree_of_rows
from casework.screening.loader.conditions import LONGEST, read_condition, written
from casework.web.forms import Choice, Choices, TextBlock, TextLine
from casework.web.languages import _l

ROWS = 4
VALUES = 300


def condition_fields(earlier: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The fields of one condition, over the questions of earlier pages."""
    questions = list(earlier)
    fields: dict[str, Any] = {
        "c_mode": Choice(
            _l("Of these"),
            (("all", _l("all must hold")), ("any", _l("any one is enough"))),
            needed=False,
        ),
        "c_profiles": Choices(_l("The person is assessed as"), PROFILES),
        "c_tree": TextBlock(
            _l("Written out"),
            limit=LONGEST,
            hint=_l("For what does not fit in the rows. Where this is filled in, it counts."),
        ),
    }
    for place in range(ROWS):
        fields |= {
            f"c{place}_question": Choice(_l("Question"), questions, needed=False, select=True),
            f"c{place}_how": Choice(_l("Comparison"), ROW_HOW, needed=False, select=True),
            f"c{place}_values": TextLine(_l("Answers, with commas"), limit=VALUES),
        }
    return fields


def condition_shown(tree: dict[str, Any] | None) -> dict[str, Any]:
    """What the fields hold for a condition."""
    form = rows_of(tree)
    if form is None or len(form.rows) > ROWS:
        return {"c_tree": written(tree)}
    shown: dict[str, Any] = {"c_profiles": list(form.profiles)}
    if tree is not None:
        shown["c_mode"] = "any" if form.any else "all"
    for place, row in enumerate(form.rows):
        shown |= {
            f"c{place}_question": row.question,
            f"c{place}_how": row.how.value,
            f"c{place}_values": ", ".join(row.values),
        }
    return shown


def condition_of(form: Mapping[str, Field]) -> dict[str, Any] | None:
    """The condition that was filled in; call after `check_condition`."""
    typed = form["c_tree"].data or ""
    if typed.strip():
        return read_condition(typed)
    rows = [row for place in range(ROWS) if (row := _row(form, place)) is not None]
    profiles = tuple(form["c_profiles"].data or ())
    return tree_of_rows(Rows(tuple(rows), form["c_mode"].data == "any", profiles))


def check_condition(form: Mapping[str, Field]) -> bool:
    """Note beside its field what is no condition."""
    fine = True
    typed = form["c_tree"]
    try:
        read_condition(typed.data or "")
    except ConditionRefused:
        typed.errors = [*typed.errors, NOT_A_CONDITION]
        fine = False
    for place in range(ROWS):
        question = form[f"c{place}_question"]
        if _begun(form, place) and _row(form, place) is None:
            question.errors = [*question.errors, ROW_UNFINISHED]
            fine = False
    return fine


def _begun(form: Mapping[str, Field], place: int) -> bool:
    return any(form[f"c{place}_{part}"].data for part in ("question", "how", "values"))


def _row(form: Mapping[str, Field], place: int) -> Row | None:
    question, how = form[f"c{place}_question"].data, form[f"c{place}_how"].data
    values = tuple(
        value
        for part in (form[f"c{place}_values"].data or "").split(",")
        if (value := part.strip())
    )
    if not question or how not in list(How) or (How(how).takes_values and not values):
        return None
    return Row(question, How(how), values if How(how).takes_values else ())
