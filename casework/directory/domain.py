"""Numbers to call: what kinds there are, in the order in which they are shown. Pure."""

from enum import StrEnum


class ContactKind(StrEnum):
    """Whom a number reaches. The order is that of the urgent page."""

    POLICE = "POLICE"
    GENDARMERIE = "GENDARMERIE"
    AMBULANCE = "AMBULANCE"
    SAMU = "SAMU"
    TRAFFICKING_LINE = "TRAFFICKING_LINE"
    CHILD_LINE = "CHILD_LINE"
    OTHER = "OTHER"


ORDER = {kind: place for place, kind in enumerate(ContactKind)}
