"""Words that say where a house stands. Where a shelter is must be known to nobody who need not go
there (Council of Europe Convention on action against trafficking, art. 12.1 and 28)."""

import re

from casework.kernel.refusals import Refusal

_STREET = re.compile(
    r"\b(rue|avenue|av\.|boulevard|bd\.?|blvd|quartier|lotissement|r[ée]sidence|immeuble|imm\."
    r"|villa|impasse|derb|hay|douar|km|street|road|appt?\.?|appartement|[ée]tage|n°)(?=\W|\d|$)"
    r"|(?<!\w)(زنقة|شارع|حي|زقاق|درب|إقامة|عمارة|فيلا|دوار|طريق|تجزئة|الطابق|شقة)(?!\w)",
    re.IGNORECASE,
)
_POINT = re.compile(
    r"-?\d{1,2}[.,]\d{3,}\s*[,;/ ]\s*-?\d{1,3}[.,]\d{3,}"  # a latitude and a longitude
    r"|\d{1,2}°\s*\d{1,2}|https?://|www\.|maps?\.|goo\.gl|waze|\b[23456789CFGHJMPQRVWX]{4,8}\+\w{2,3}",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?<!\d)[1-9]\d{4}(?!\d)")


class TellsAPlace(Refusal):
    """What is said of a shelter would tell where it stands."""

    field = "hours"


def tells_a_place(text: str | None) -> bool:
    """Whether a text holds a street, a building, a postcode, coordinates or a link."""
    said = text or ""
    return any(found.search(said) for found in (_STREET, _POINT, _POSTCODE))


def refuse_place(*texts: str | None) -> None:
    """Refuse (TellsAPlace) when one of these texts tells a place."""
    if any(tells_a_place(text) for text in texts):
        raise TellsAPlace()
