"""What funding adds to the pages that belong to all."""

from casework.funding.texts import DONE, register_texts
from casework.policy import Role
from casework.web.languages import _l
from casework.web.navigation import (
    Action,
    NavItem,
    register_action,
    register_done,
    register_navigation,
)


def register() -> None:
    """Projects in the bar of those who run programmes; rates for the administrator."""
    register_texts()
    item = NavItem(_l("Projects"), "funding.projects", "key", 70)
    register_navigation(Role.DISTRIBUTION_OFFICER, [item])
    rates = Action(_l("Exchange rates"), "funding.rates", "key", kind="alt", place=87)
    register_action(Role.ADMINISTRATOR, rates)
    for key, text in DONE.items():
        register_done(key, text)
