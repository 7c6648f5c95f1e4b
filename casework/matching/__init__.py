"""The same person met twice: searched for before a case is opened and when a name is recorded,
judged by a focal point who sees in what two files agree and never the names.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the commands."""
    from casework.matching.cli import match

    app.cli.add_command(match)
