"""The trace as a page: who did what, when, on which record. Codes and counts, never a value."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the page, for those who watch over the service without seeing a case."""
    from casework.journal.views import blueprint
    from casework.policy import Role
    from casework.web.languages import _l
    from casework.web.navigation import NavItem, register_navigation

    for role in (Role.ADMINISTRATOR, Role.DPO):
        register_navigation(role, [NavItem(_l("Journal"), "journal.journal", "list", 88)])
    app.register_blueprint(blueprint)
