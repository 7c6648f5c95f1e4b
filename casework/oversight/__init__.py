"""Rights watched over: emergency access and its review, leavers, what the data protection officer
sees, and the report that tells a person who read their file."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and what oversight adds to those of others."""
    from casework.oversight.registration import register
    from casework.oversight.views import BLUEPRINTS

    register()
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
