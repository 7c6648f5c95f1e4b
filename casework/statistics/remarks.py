"""What has to be known of single tables besides what they count, said wherever they are shown."""

from collections.abc import Mapping
from typing import Any

from casework.web.languages import _l

from .domain.lattice import BY_NAME

_MAY_DIFFER = _l(
    "Added up over the forms, it differs from the table of sex and age by about 3, and rarely by "
    "more than 10: each of the two carries its own noise."
)
_LITTLE_TIME = _l(
    "The furthest step that was reached by the day of counting, two weeks after the end of the "
    "quarter, also when the case was closed since. Whoever was screened late in the quarter has "
    "had little time to get further: the last steps show how far people got at once, not how many "
    "get there in the end."
)
REMARKS: Mapping[str, Any] = {
    **{name: _MAY_DIFFER for name, table in BY_NAME.items() if len(table.dimensions) > 2},
    "screening.reach": _LITTLE_TIME,
    "screening.funnel": _LITTLE_TIME,
}
"""By the key of the table: those with three dimensions do not add up in every direction; how far
something led is only known up to the day on which it was counted."""


def remark(key: str) -> str:
    """What has to be known of a table; nothing of most."""
    return str(REMARKS.get(key, ""))
