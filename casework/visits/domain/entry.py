"""Where an inspector may go, and who may be met there.

With proof of office an inspector enters any establishment under their control freely, without
notice and at any hour (Labour Code, art. 533). A private home is no establishment: domestic work
is dealt with at the office, by summons and conciliation (art. 532; Law 19-12).
"""

from enum import StrEnum

from casework.kernel.refusals import Refusal

DOMESTIC_WORK = "domestic_work"

# ISIC Rev. 4 (United Nations, 2008) by section; its section T, households as employers, is domestic
# work. Those that inspectors meet most come first.
SECTORS = (
    DOMESTIC_WORK, "A", "F", "C", "I", "G", "H", "N", "S", "R", "B", "Q", "P", "D", "E", "J", "K",
    "L", "M", "O", "U",
)  # fmt: skip


class Setting(StrEnum):
    """How people are met."""

    SITE_VISIT = "site_visit"
    OFFICE = "office"
    SUMMONS = "summons"


class Place(StrEnum):
    """What the place of work is."""

    ESTABLISHMENT = "establishment"
    HOUSEHOLD = "household"


class PrivateHome(Refusal):
    """A private home is never visited: people who work there are met at the office."""

    field = "setting"


def check_entry(setting: Setting, place: Place, sector: str) -> None:
    """Refuse a visit on site of a private home, whichever way it is named: as a household or by
    the domestic work that is done there."""
    private = place is Place.HOUSEHOLD or sector == DOMESTIC_WORK
    if setting is Setting.SITE_VISIT and private:
        raise PrivateHome()
