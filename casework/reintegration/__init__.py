"""Reintegration: goals in the person's words, grants seen by two, visits due by rule, and progress
shown as it is. A number alone concludes nothing.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the grants, the pages, the work lists and the words of reintegration."""
    from casework.reintegration import registration
    from casework.reintegration.views import blueprint

    registration.register()
    app.register_blueprint(blueprint)
