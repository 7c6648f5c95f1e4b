"""The lattice: the fixed set of tables that are ever published, with the noise each carries.

Configuration. A table that is not here does not exist; adding one has a price in rho, printed by
`flask statistics budget`. Two-way tables join by listing two dimensions.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from casework.facts.domain import CLASSES, Cell

from .periods import Period


@dataclass(frozen=True)
class Table:
    """One published table: what it counts, by which dimensions, when, with which noise.

    `variance` is sigma squared; `rows` bounds the facts one person may have in it.
    """

    kind: str
    dimensions: tuple[str, ...]
    every: str
    variance: Fraction
    rows: int = 1

    @property
    def name(self) -> str:
        """`case.total`, `case.region`."""
        return f"{self.kind}.{'_'.join(self.dimensions) or TOTAL}"

    def cells(self) -> tuple[Cell, ...]:
        """Every cell, in the order of the code lists; a table without dimensions has one."""
        return tuple(product(*(CLASSES[dimension] for dimension in self.dimensions)))


TOTAL = "total"
MONTH_SIGMA = Fraction(3, 2)
QUARTER_SIGMA = Fraction(2)

LATTICE: tuple[Table, ...] = (
    Table("case", (), "month", MONTH_SIGMA**2),
    *(
        Table("case", (dimension,), "quarter", QUARTER_SIGMA**2)
        for dimension in (
            "region",
            "nationality_group",
            "exploitation",
            "age_band",
            "sex",
            "state",
        )
    ),
)

MAJORITY = {
    "child": ("0-8", "9-17"),
    "adult": ("18-24", "25-34", "35-44", "45+"),
    "unknown": ("unknown",),
}
FOREIGN = ("sub_saharan_africa", "north_africa_middle_east", "asia", "other_foreign")


def tables_of(period: Period) -> tuple[Table, ...]:
    """The tables that a release of this period holds."""
    return tuple(table for table in LATTICE if table.every == period.kind)
