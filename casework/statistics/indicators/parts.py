"""What an indicator is made of, and the words that several share."""

from dataclasses import dataclass
from typing import Any

from casework.web.languages import _lp


@dataclass(frozen=True)
class Measure:
    """How a value is taken from a table: `count` (all), `line` (one class), `share` (some classes,
    of all but the excluded), `across` (the same over the classes across), `row` (the same in the
    row `of` alone), `mix` (see the table), `median`, `median_across`, `per_inspector`."""

    how: str
    table: str
    parts: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True)
class Indicator:
    """One indicator. Without a measure it is not published, and `why` says why; `exact` names the
    block of `counters` where those who work with these very records find it, counted exactly, and
    `whose` says who they are. `source` and `by` are said here where no table says
    them: where it comes from, and by what it is told apart."""

    number: int
    name: Any
    formula: Any
    unit: Any
    not_for: Any
    measure: Measure | None = None
    why: Any = ""
    exact: str = ""
    whose: Any = ""
    source: Any = ""
    by: Any = ""


NOT_TO_PREVALENCE = _lp(
    "indicator", "To say how much trafficking there is: it tells of detection only."
)
NOT_TO_RANK = _lp("indicator", "To rank inspectors, bodies or regions against each other.")
NOT_TO_SUM = _lp(
    "indicator", "To be added to numbers of courts or police, which count at other stages."
)
NOT_TO_SUSPECT = _lp("indicator", "To suspect a group of people more than another.")
NOT_TO_PRESS = _lp("indicator", "To press anybody to answer, to consent or to return.")
NOT_TO_CLOSE = _lp("indicator", "To close cases sooner or to end help.")
WHY_RARE = _lp(
    "indicator",
    "Not computable within the budget: so rare that the noise the remaining budget would pay for "
    "is larger than the number.",
)
WHY_LATER = _lp(
    "indicator",
    "Not computable within the budget: it would have to follow one person over two years, and the "
    "facts of a year are destroyed sixty days after it was published.",
)
WHY_EXACT = _lp("indicator", "Exact, and only for those who work with these very records.")
WHOSE_SHELTERS = _lp(
    "indicator",
    "A house sees its own: outside it, one place more that is taken would be one arrival.",
)
WHOSE_HOUSES = _lp("indicator", "A house sees its own incidents and nights.")
WHOSE_VISITS = _lp(
    "indicator", "Caseworkers and return officers see the visits of their own reintegrations."
)
WHOSE_TEAMS = _lp("indicator", "The team of a project sees whom its own distributions reached.")
WHOSE_TRAINING = _lp(
    "indicator",
    "Analysts and focal points see all sessions, a programme its own: nobody who is helped.",
)
WHOSE_LABOUR = _lp("indicator", "Inspectors see the labour records of their own inspection.")
UNIT_COUNT = _lp("indicator", "number")
UNIT_SHARE = _lp("indicator", "percent")
UNIT_HOURS = _lp("indicator", "hours")
UNIT_DAYS = _lp("indicator", "days")
UNIT_RATE = _lp("indicator", "for 100,000 inhabitants")
