"""How long records are kept, and how they are erased: periods by outcome, holds, notice, two
people, certificates. Features register what can be erased (`subjects`); keys have rules (`keys`).
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, the daily work and the words."""
    from casework.retention import registration
    from casework.retention.views import blueprint

    registration.register()
    app.register_blueprint(blueprint)
