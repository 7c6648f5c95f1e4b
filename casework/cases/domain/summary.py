"""What a list of cases is narrowed by that lies sealed in each file: one small value a case.

It repeats what the records of the file say, so that a list opens one value a file instead of all
its notes. The records stay the truth; every act that changes one of them writes the value anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

NOT_ASSESSED = "not_assessed"

STATUS_CHOICES: Mapping[str, str] = {
    "none": NOT_ASSESSED,
    "potential": "possible",
    "confirmed": "identified",
    "dismissed": "not_victim",
    "open": "inconclusive",
}
"""How an address names a status. Addresses stay in the history of a browser: none of these words
says there what the list is about."""

RISK_CHOICES: Mapping[str, int] = {"high": 3, "medium": 2, "low": 1, "calm": 0}
LONGEST_SILENCE = "contact"
"""The order by the last contact, the longest ago first."""


@dataclass(frozen=True)
class CaseSummary:
    """The status of victim as last decided; the level (0 to 3) that the last risk assessment found,
    and until when that may be relied on; the day of the last contact with the person."""

    status: str = NOT_ASSESSED
    risk: int | None = None
    risk_until: datetime | None = None
    last_contact: date | None = None


def looks_inside(chosen: Mapping[str, str]) -> bool:
    """Whether these filters, or this order, can only be answered by opening files."""
    return (
        "status" in chosen
        or chosen.get("risk") in RISK_CHOICES
        or chosen.get("sort") == LONGEST_SILENCE
    )


def fits(summary: CaseSummary, chosen: Mapping[str, str]) -> bool:
    """Whether a file is among those asked for. A high risk stays high until it is assessed again:
    an assessment that is over is no reason to lose sight of it."""
    status, risk = chosen.get("status"), RISK_CHOICES.get(chosen.get("risk", ""))
    return (status is None or summary.status == STATUS_CHOICES.get(status)) and (
        risk is None or summary.risk == risk
    )
