"""The lattice: the fixed set of tables that are ever published, with the noise each carries.

Configuration. A table that is not here does not exist; adding one has a price in rho, printed by
`flask statistics budget`. Together they cost one person, over all kinds of records and a whole
life, less than the limit of 2.5 (`budget.LIMIT`): a test recomputes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from types import MappingProxyType

from casework.facts.domain import CLASSES, COUNTRY, KINDS, Cell

from .periods import Period


@dataclass(frozen=True)
class Table:
    """One published table: what it counts, by which dimensions, when, with which noise.

    `variance` is sigma squared.
    """

    kind: str
    dimensions: tuple[str, ...]
    every: str
    variance: Fraction

    @property
    def name(self) -> str:
        """`case.total`, `case.region`, `case.sex_age_band`."""
        return f"{self.kind}.{'_'.join(self.dimensions) or TOTAL}"

    @property
    def squared_sensitivity(self) -> int:
        """How far one person can move this table, squared: m² when all m rows may lie in one cell;
        m when rows of one person always lie in different cells."""
        kind = KINDS[self.kind]
        return kind.rows if kind.apart in self.dimensions else kind.rows**2

    @property
    def cost(self) -> Fraction:
        """What it costs each person counted in it (rho of zero-concentrated privacy)."""
        return self.squared_sensitivity / (2 * self.variance)

    def cells(self) -> tuple[Cell, ...]:
        """Every cell, in the order of the code lists; a table without dimensions has one."""
        return tuple(product(*(CLASSES[dimension] for dimension in self.dimensions)))


TOTAL = "total"
MONTH_SIGMA = Fraction(3, 2)
QUARTER_SIGMA = Fraction(2)
YEAR_SIGMA = Fraction(3)
THREE_WAY = ("exploitation", "sex", "majority")


def _tables(kind: str, every: str, sigma: int | Fraction, *names: str) -> tuple[Table, ...]:
    """Several tables alike: each name lists its dimensions with commas; an empty one is a total."""
    variance = Fraction(sigma) ** 2
    return tuple(
        Table(kind, tuple(name.split(",")) if name else (), every, variance) for name in names
    )


LATTICE: tuple[Table, ...] = (
    *_tables("case", "month", MONTH_SIGMA, ""),
    *_tables(
        "case",
        "quarter",
        QUARTER_SIGMA,
        "region",
        "nationality_group",
        "exploitation",
        "age_band",
        "sex",
        "state",
    ),
    *_tables(
        "case",
        "year",
        YEAR_SIGMA,
        "region_group,exploitation",
        "region_group,nationality_group",
        "region_group,age_band",
        "region_group,sex",
        "region_group,state",
        "exploitation,nationality_group",
        "exploitation,age_band",
        "exploitation,sex",
        "exploitation,state",
        "sex,age_band",
        "sex,nationality_group",
        "nationality_group,age_band",
    ),
    *_tables("case", "year", 4, ",".join(THREE_WAY), "source", "status"),
    *_tables("case", "year", 5, "first_contact", "plan"),
    *_tables("case", "year", 9, "urgent_contact", "consent", "interpreter", "closure"),
    *_tables("case", "year", 9, "legal_aid", "needs"),
    *_tables("screening", "month", 3, ""),
    *_tables("screening", "quarter", 5, "region", "band", "sector", "reach", "triage_time"),
    *_tables("screening", "year", 5, "sex", "nationality_group", "asked", "body"),
    *_tables("screening", "year", 9, "forms"),
    *_tables("flag", "year", 5, "outcome", "band,outcome", "sex,outcome"),
    *_tables("flag", "year", 5, "nationality_group,outcome", "sector,outcome"),
    *_tables("referral", "quarter", 6, "service"),
    *_tables("referral", "year", 6, "service,answer", "service,answer_time"),
    *_tables("stay", "year", 5, "stay_length", "exit", "region_group"),
    *_tables("return", "year", 5, "return_stage", "departure_time"),
    *_tables("survey", "year", 5, "survey_score", "survey_change"),
    *_tables("visit", "year", 5, "region_group", "sector"),
)
"""What is published of each kind of record, in the order in which it is made."""

PUBLIC_KIND = "public"
PUBLIC_ONE_WAY = (
    "region",
    "nationality_group",
    "exploitation",
    "age_band",
    "sex",
    "state",
)
PUBLIC_TWO_WAY = (
    ("exploitation", "nationality_group"),
    ("exploitation", "age_band"),
    ("exploitation", "sex"),
    ("region_group", "sex"),
)
PUBLIC_ONE_WAY_VARIANCE, PUBLIC_TWO_WAY_VARIANCE = Fraction(36), Fraction(64)
PUBLIC_TOTAL_VARIANCE = 12 * MONTH_SIGMA**2

FOREIGN = ("sub_saharan_africa", "north_africa_middle_east", "asia", "other_foreign")
BY_NAME: Mapping[str, Table] = MappingProxyType({table.name: table for table in LATTICE})
LATE_KINDS: Mapping[str, int] = MappingProxyType({"flag": 181})
"""Days more than others: what became of a flag is only known half a year after it was raised."""


def kinds_of(every: str) -> tuple[str, ...]:
    """The kinds that have a table of this length of period."""
    return tuple(dict.fromkeys(table.kind for table in LATTICE if table.every == every))


def tables_of(period: Period, kind: str | None = None) -> tuple[Table, ...]:
    """The tables that a release of this period holds, of one kind or of all."""
    return tuple(
        table for table in LATTICE if table.every == period.kind and kind in (None, table.kind)
    )


def code_of(kind: str, label: str, lattice: str) -> str:
    """The name of a release, in the audit and in every file: `CASE.2026-Q3`,
    `SIMULATED.CASE.2026-Q3`."""
    code = f"{kind.upper()}.{label}"
    return code if lattice == COUNTRY else f"{lattice.upper()}.{code}"


def of_whom(lattice: str) -> str:
    """What a file name starts with after `sanad-`: nothing for the country itself; of people who do
    not exist it says so."""
    return "" if lattice == COUNTRY else f"fictif-{lattice}-"
