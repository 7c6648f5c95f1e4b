"""The steps of screenings, cases and referrals: one service function, one history, one diagram.

The tables themselves live with their features; the pure engine is casework.kernel.workflow.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Add `flask workflow print`."""
    from casework.workflow.cli import workflow

    app.cli.add_command(workflow)
