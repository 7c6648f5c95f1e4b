"""Voluntary return, step by step: free, informed, safe, and stopped at any moment.

Stopping costs nothing and takes the case back to its plan.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the track, the pages, the work lists and the words of returns."""
    from casework.returns import registration
    from casework.returns.views import blueprint

    registration.register()
    app.register_blueprint(blueprint)
