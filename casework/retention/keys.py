"""Every kind of data key there is, and when it is destroyed.

Whoever makes a new kind of owner writes its rule here; a test goes through the code and through a
furnished database, and fails on a kind without one.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Destroyed(StrEnum):
    """When the data key of an owner is destroyed."""

    ITSELF = "itself"  # the record is erased by itself, when its period has run out
    WITH_RECORD = "with_record"  # with the case, screening or visit that it hangs on
    FORGOTTEN = "forgotten"  # by a job, some time after it was done with
    WITH_HOUSE = "with_house"  # holds nothing of a person helped; ends with what it belongs to
    WITH_ACCOUNT = "with_account"  # of somebody of staff


RULES: Mapping[str, Destroyed] = MappingProxyType(
    {
        "case": Destroyed.ITSELF,
        "screening": Destroyed.ITSELF,
        "visit": Destroyed.ITSELF,
        "labour": Destroyed.ITSELF,
        "incident": Destroyed.WITH_RECORD,
        "reporter": Destroyed.WITH_RECORD,
        "stay": Destroyed.WITH_RECORD,
        "employer": Destroyed.WITH_RECORD,
        "search": Destroyed.FORGOTTEN,
        "task": Destroyed.FORGOTTEN,
        "shelter_unit": Destroyed.WITH_HOUSE,
        "shelter_address": Destroyed.WITH_HOUSE,
        "operation": Destroyed.WITH_HOUSE,
        "project": Destroyed.WITH_HOUSE,
        "user": Destroyed.WITH_ACCOUNT,
    }
)
