"""The form of a goal, with the lines of its budget."""

from collections.abc import Sequence
from typing import Any

from wtforms import ValidationError

from casework.funding.domain.money import AmountOutOfRange, Money, typed
from casework.funding.forms import MONEY
from casework.reintegration import texts
from casework.reintegration.domain import records
from casework.web.fields import FILL_IN, DayMonthYear, PartialDate
from casework.web.forms import Choice, Form, TextBlock, TextLine
from casework.web.languages import _l

MOST_LINES = 6
OPENED = 2
"""So many lines stand open; the others open on demand."""
PLACES = range(1, MOST_LINES + 1)
NO_AMOUNT = _l("Write an amount above zero, with at most two decimals.")
PARTS = ("what", "amount", "currency", "kind", "line")


def _pairs(words: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(words.items())


def _an_amount(form: Any, field: Any) -> None:
    if field.data:
        try:
            typed(field.data, MONEY[0][0])
        except AmountOutOfRange:
            raise ValidationError(NO_AMOUNT) from None


class GoalForm(Form):
    """One goal; the lines of its budget are added below. A line left empty is none."""

    dimension = Choice(_l("Dimension"), _pairs(texts.DIMENSIONS))
    words = TextBlock(_l("Goal"), limit=600, needed=True, hint=_l("In the person's own words."))
    activity = TextBlock(_l("What is done for it"), limit=600, needed=True)
    provider = TextLine(_l("By whom"))
    due = DayMonthYear(_l("Until"), partial=False, past=False)
    status = Choice(_l("How far it is"), _pairs(texts.GOAL_STATES))
    obstacle = TextBlock(_l("What stands in the way"), limit=600)

    def offer(self, lines: Sequence[tuple[str, str]]) -> None:
        """The budget lines that may be meant. One that is on record stays offered."""
        for place in PLACES:
            self[f"line_{place}"].choices = list(lines)

    def rows(self) -> list[tuple[Any, ...]]:
        """The number and the fields of each line, for the page."""
        return [(place, *(self[f"{part}_{place}"] for part in PARTS)) for place in PLACES]

    def show(self, goal: records.Goal) -> None:
        """Fill in what is on record."""
        for name in ("dimension", "words", "activity", "provider", "status", "obstacle"):
            self[name].data = getattr(goal, name)
        self.due.data = PartialDate.of(goal.due) if goal.due else None
        for place, one in enumerate(goal.lines, 1):
            self[f"what_{place}"].data = one.words
            self[f"amount_{place}"].data = f"{Money(one.minor, one.currency).units:.2f}"
            self[f"currency_{place}"].data = one.currency
            self[f"kind_{place}"].data = "goods" if one.in_kind else "cash"
            self[f"line_{place}"].data = one.line

    def validate(self, extra_validators: Any = None) -> bool:
        """A line that is begun says what and how much."""
        fine = bool(super().validate(extra_validators))
        for _place, what, amount, currency, _kind, line in self.rows():
            begun = what.data or amount.data or line.data
            for field in (what, amount, currency) if begun else ():
                if not field.data and not field.errors:
                    field.errors = [FILL_IN]
                    fine = False
        return fine

    def recorded(self, number: int) -> records.Goal:
        """The goal as typed."""
        due = self.due.data
        return records.Goal(
            number=number,
            dimension=self.dimension.data,
            words=self.words.data,
            activity=self.activity.data,
            provider=self.provider.data or "",
            due=due.earliest() if due else None,
            status=self.status.data,
            obstacle=self.obstacle.data or "",
            lines=tuple(
                _line(what.data, typed(amount.data, currency.data), kind.data, line.data)
                for _place, what, amount, currency, kind, line in self.rows()
                if what.data
            ),
        )


def _line(words: str, money: Money, kind: str, line: str) -> records.PlanLine:
    return records.PlanLine(words, money.minor, money.currency, kind != "cash", line or "")


for _place in PLACES:
    setattr(GoalForm, f"what_{_place}", TextLine(_l("What it pays for"), limit=160))
    setattr(GoalForm, f"amount_{_place}", TextLine(_l("Amount"), limit=20, also=(_an_amount,)))
    setattr(
        GoalForm,
        f"currency_{_place}",
        Choice(_l("Currency"), MONEY, needed=False, default=MONEY[0][0]),
    )
    setattr(
        GoalForm,
        f"kind_{_place}",
        Choice(_l("What is given"), _pairs(texts.KINDS), needed=False, default="goods"),
    )
    setattr(GoalForm, f"line_{_place}", Choice(_l("Budget line"), (), select=True, needed=False))
