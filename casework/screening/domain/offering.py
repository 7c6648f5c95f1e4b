"""Where and to whom an instrument is offered, and which one lies one step further.

This is no part of a questionnaire's content: a country may offer a form elsewhere without a new
version of its questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from casework.screening.domain.instrument import Text


class Setting(StrEnum):
    """Where somebody is met, or how one comes to know of them."""

    WORKPLACE = "workplace"
    OFFICE = "office"
    SHELTER = "shelter"
    OUTREACH = "outreach"
    BORDER = "border"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Offer:
    """One instrument on the page where a screening begins.

    `roles` are codes of the policy; none means whoever screens. `minutes` is what it takes in the
    field. `first_in` are the settings in which it is the one proposed. `longer` names the
    instrument one step further.
    """

    instrument: str
    settings: frozenset[Setting]
    for_whom: Text | None = None
    minutes: int | None = None
    roles: frozenset[str] = frozenset()
    first_in: frozenset[Setting] = frozenset()
    longer: str | None = None

    def reaches(self, role: str, setting: Setting) -> bool:
        """Whether somebody of this role is offered it there."""
        return setting in self.settings and (not self.roles or role in self.roles)


def everywhere(instrument: str) -> Offer:
    """An instrument of which nothing else is said: offered in every setting."""
    return Offer(instrument, frozenset(Setting))


_FIRST_SETTING = {"inspector": Setting.WORKPLACE, "caseworker": Setting.OFFICE}


def usual_setting(role: str) -> Setting:
    """Where people of this role mostly meet somebody."""
    return _FIRST_SETTING.get(role, Setting.OFFICE)
