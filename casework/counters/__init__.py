"""Exact operational counters: work in hand, places, training. A separate thing from the statistics.

Each counts only what its reader may open one by one (own cases, own requests, deadlines of the
own region), or what is about no person at all (places, kits, sessions). A feature registers its
blocks at start and answers for their scope; nothing here is frozen, exported or mixed with what the
statistics publish.

    register_block([Role.CASEWORKER], Block("cases", _l("Open cases"), count_cases, place=20))
"""

from flask import Flask

from .registry import (
    About,
    Block,
    Count,
    about_organisation,
    blocks_of,
    register_about,
    register_block,
)
from .shown import about_html, counted_html

__all__ = [
    "About",
    "Block",
    "Count",
    "about_html",
    "about_organisation",
    "blocks_of",
    "counted_html",
    "register_about",
    "register_block",
]


def init_app(app: Flask) -> None:
    """Register the page, and the way to it."""
    from casework.policy import Role
    from casework.web.languages import _l
    from casework.web.navigation import Action, register_action

    from .views import blueprint

    app.register_blueprint(blueprint)
    for role in READERS:
        there = Action(_l("Work in hand"), "counters.work", "chart", kind="alt", place=62)
        register_action(Role(role), there)
        own = Action(_l("My organisation"), "statistics.organisation", "building", "alt", place=63)
        register_action(Role(role), own)


READERS = (
    "inspector",
    "focal_point",
    "caseworker",
    "shelter",
    "provider",
    "return_officer",
    "prosecutor_liaison",
    "analyst",
    "distribution_officer",
)
"""Whose home page leads there: every role that may open it."""
