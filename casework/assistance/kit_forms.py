"""Forms of kits: what one holds, and kits in or out of a distribution."""

from typing import Any

from casework.assistance import texts
from casework.assistance.domain.kits import MOST_ITEMS, Contents, Part
from casework.assistance.kit_queries import VersionRow
from casework.funding.domain.money import Money, typed
from casework.funding.forms import MONEY
from casework.web.fields import FILL_IN, DayMonthYear, PartialDate, Whole
from casework.web.forms import Choice, Form, TextLine
from casework.web.languages import _, _l

OPENED = 6
"""So many rows for items stand open; the others open on demand."""
PLACES = range(1, MOST_ITEMS + 1)


class ContentsForm(Form):
    """What a kit holds; the rows for its items are added below. A row left empty is no item."""

    serves = Whole(_l("For how many people"), low=1, high=50, needed=True)
    amount = TextLine(_l("What one kit costs"), limit=20)
    currency = Choice(_l("Currency"), MONEY, needed=False)
    good_until = DayMonthYear(_l("Good until"), partial=False, past=False)

    def rows(self) -> list[tuple[int, Any, Any, Any, Any]]:
        """The fields of each item, for the page."""
        return [
            (n, self[f"item_{n}"], self[f"quantity_{n}"], self[f"unit_{n}"], self[f"category_{n}"])
            for n in PLACES
        ]

    def show(self, contents: Contents) -> None:
        """What the kit holds now."""
        self.serves.data = contents.serves
        if contents.cost:
            self.amount.data = f"{contents.cost.units:.2f}"
            self.currency.data = contents.cost.currency
        if contents.good_until:
            self.good_until.process_data(PartialDate.of(contents.good_until))
        for n, part in enumerate(contents.parts, 1):
            for name in ("item", "quantity", "unit", "category"):
                self[f"{name}_{n}"].data = getattr(part, name)

    def contents(self) -> Contents:
        """As typed. Refused when the cost is no amount."""
        cost: Money | None = None
        if self.amount.data:
            cost = typed(self.amount.data, self.currency.data or "")
        until = self.good_until.data.earliest() if self.good_until.data else None
        parts = tuple(
            Part(item.data, category.data, unit.data, quantity.data)
            for _n, item, quantity, unit, category in self.rows()
            if item.data
        )
        return Contents(parts, self.serves.data, cost, until)

    def validate(self, extra_validators: Any = None) -> bool:
        """A row that is begun is filled in whole."""
        fine = bool(super().validate(extra_validators))
        for _n, *row in self.rows():
            for field in row if any(one.data for one in row) else ():
                if not field.data and not field.errors:
                    field.errors = [FILL_IN]
                    fine = False
        return fine


for _place in PLACES:
    setattr(ContentsForm, f"item_{_place}", TextLine(_l("Item"), limit=80))
    setattr(ContentsForm, f"quantity_{_place}", Whole(_l("Quantity"), low=1, high=1000))
    setattr(ContentsForm, f"unit_{_place}", TextLine(_l("Unit"), limit=20))
    setattr(
        ContentsForm,
        f"category_{_place}",
        Choice(_l("Category"), tuple(texts.CATEGORIES.items()), select=True, needed=False),
    )


class KitForm(ContentsForm):
    """A kit that is composed."""

    name = TextLine(_l("Name of the kit"), limit=80, needed=True)


class KitMoveForm(Form):
    """Kits in or out."""

    kind = Choice(_l("Movement"), tuple(texts.MOVES.items()))
    kit = Choice(_l("Kit"), (), select=True)
    quantity = Whole(_l("How many kits"), low=1, high=10_000, needed=True)

    def offer(self, versions: list[VersionRow]) -> None:
        """The kits that may move, each in its version."""
        self._versions = {str(one.id): one for one in versions}
        self.kit.choices = [(key, version_name(one)) for key, one in self._versions.items()]

    def version_chosen(self) -> VersionRow:
        """The version of the kit that was chosen."""
        return self._versions[self.kit.data]


def version_name(one: Any) -> str:
    """`Kit d'hygiène · version 2`."""
    return _("%(kit)s · version %(number)s", kit=one.name, number=one.number)
