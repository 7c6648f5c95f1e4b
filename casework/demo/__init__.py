"""A country of fictional people, for learning, showing and measuring. Never for real data.

Everything here is invented. The loader calls the same services as people do, with a clock of its
own, so that a demo database is what two years of work would have left behind.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Add `flask demo load` and `flask statistics simulate`."""
    from casework.demo import simulate_cli  # noqa: F401 - adds a command to `flask statistics`
    from casework.demo.cli import demo

    app.cli.add_command(demo)
