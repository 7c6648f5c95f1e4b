"""Custody of the keys: how they are renewed, handed to custodians, watched and destroyed.

`encryption` seals and opens; here is what people do with the keys over the years, each act in the
trace. docs/encryption.md is the guide of whoever keeps them.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the page, the job that finishes a rotation, and `flask keys`."""
    from casework.custody import registration
    from casework.custody.cli import keys
    from casework.custody.views import blueprint

    registration.register()
    app.register_blueprint(blueprint)
    app.cli.add_command(keys)
